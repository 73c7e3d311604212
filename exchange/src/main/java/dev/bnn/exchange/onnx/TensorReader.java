// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.onnx;

import static dev.bnn.exchange.onnx.Fields.*;

import dev.bnn.exchange.wire.Printable;
import dev.bnn.exchange.wire.WireReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a tensor, whose values are raw bytes or a list of numbers. It reads the message twice, so that it can compare the shape
 * with the values in the file before it allocates memory.
 */
final class TensorReader {
    private static final int MAX_RANK = 16;

    /** Values of {@link Fields#TENSOR_LOCATION}. */
    private static final int LOCATION_EXTERNAL = 1;

    private String name = "";
    private int type;
    private String unread = "";
    private final List<Long> dims = new ArrayList<>();
    /** The field that holds the values; 0 if there is none so far. */
    private int values;
    /** Number of bytes of raw values, or of listed values. */
    private long count;

    private TensorReader() {}

    /**
     * A tensor, or the reason why its values cannot be read, which matters only if they are used.
     *
     * @param tensor null if its values cannot be read
     * @param unread the reason, such as "is sparse"; empty if there is a tensor
     */
    record Found(String name, Tensor tensor, String unread) {}

    static Found read(WireReader in) {
        TensorReader reader = new TensorReader();
        WireReader first = in.again();
        while (first.next()) {
            reader.survey(first);
        }
        if (reader.unread.isEmpty() && !Tensor.known(reader.type)) {
            reader.unread = "has elements of type " + reader.type + ", which is not read";
        }
        if (!reader.unread.isEmpty()) {
            return new Found(reader.name, null, reader.unread);
        }
        return new Found(reader.name, reader.tensor(in), "");
    }

    /** A sparse tensor; its name is that of its values. */
    static Found sparse(WireReader in) {
        String name = "";
        while (in.next()) {
            if (in.field() == SPARSE_VALUES) {
                name = read(in.message()).name();
            } else {
                in.skip();
            }
        }
        return new Found(name, null, "is sparse");
    }

    private void survey(WireReader in) {
        switch (in.field()) {
            case TENSOR_NAME -> name = in.text();
            case TENSOR_TYPE -> type = in.small();
            case TENSOR_DIMS -> in.integers(n -> addDim(n, in));
            case TENSOR_RAW, TENSOR_FLOATS, TENSOR_DOUBLES, TENSOR_INT32S, TENSOR_INT64S, TENSOR_UINT64S -> count(in);
            case TENSOR_TEXTS -> unread(in, "holds texts");
            case TENSOR_SEGMENT -> unread(in, "is a part of a larger one");
            case TENSOR_EXTERNAL -> unread(in, "keeps its values in another file");
            case TENSOR_LOCATION -> {
                if (in.integer() == LOCATION_EXTERNAL) {
                    unread = "keeps its values in another file";
                }
            }
            default -> in.skip();
        }
    }

    private void unread(WireReader in, String why) {
        unread = why;
        in.skip();
    }

    private void addDim(long n, WireReader in) {
        if (dims.size() >= MAX_RANK) {
            throw in.broken("tensor " + Printable.name(name) + " has more than " + MAX_RANK + " dimensions");
        }
        dims.add(n);
    }

    private void count(WireReader in) {
        if (values != 0 && (values != in.field() || values == TENSOR_RAW)) {
            throw in.broken("tensor " + Printable.name(name) + " has its values twice");
        }
        values = in.field();
        switch (in.field()) {
            case TENSOR_RAW -> count = in.block().remaining();
            case TENSOR_FLOATS -> count += listed(in, Float.BYTES);
            case TENSOR_DOUBLES -> count += listed(in, Double.BYTES);
            default -> in.integers(n -> count++);
        }
    }

    private int listed(WireReader in, int width) {
        if (!in.packed()) {
            in.skip();
            return 1;
        }
        int bytes = in.block().remaining();
        if (bytes % width != 0) {
            throw in.broken("tensor " + Printable.name(name) + " ends within a number");
        }
        return bytes / width;
    }

    private Tensor tensor(WireReader in) {
        long[] shape = dims.stream().mapToLong(Long::longValue).toArray();
        try {
            int width = Tensor.width(type);
            long bytes = Tensor.size(shape, width);
            long there = values == TENSOR_RAW ? count : Math.multiplyExact(count, width);
            if (bytes != there) {
                throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " needs " + bytes
                        + " bytes of values, but there are " + there);
            }
            if (values != 0 && values != TENSOR_RAW && values != listOf(type)) {
                throw new IllegalArgumentException("a list of values that is not of its type " + type);
            }
            ByteBuffer data = Tensor.buffer(Math.toIntExact(bytes));
            while (in.next()) {
                if (in.field() == values) {
                    take(in, data);
                } else {
                    in.skip();
                }
            }
            return new Tensor(name, type, shape, data.array());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw in.broken("tensor " + Printable.name(name) + ": " + e.getMessage());
        }
    }

    private static int listOf(int type) {
        return switch (type) {
            case Tensor.FLOAT -> TENSOR_FLOATS;
            case Tensor.DOUBLE -> TENSOR_DOUBLES;
            case Tensor.INT64 -> TENSOR_INT64S;
            case Tensor.UINT32 -> TENSOR_UINT64S;
            default -> TENSOR_INT32S;
        };
    }

    private void take(WireReader in, ByteBuffer data) {
        switch (in.field()) {
            case TENSOR_RAW -> data.put(in.block());
            // A packed list is one block of bytes; otherwise each value has its own field number.
            case TENSOR_FLOATS ->
                data.put(in.packed() ? in.block() : Tensor.buffer(4).putFloat(0, in.real()));
            case TENSOR_DOUBLES ->
                data.put(in.packed() ? in.block() : Tensor.buffer(8).putDouble(0, in.fixed64()));
            default -> in.integers(n -> put(data, n));
        }
    }

    private void put(ByteBuffer data, long n) {
        int bits = 8 * Tensor.width(type);
        boolean signed = type == Tensor.INT8 || type == Tensor.INT16 || type == Tensor.INT32;
        long least = signed ? -(1L << bits - 1) : 0;
        long most = signed ? -least - 1 : (1L << bits) - 1;
        if (type != Tensor.INT64 && (n < least || n > most)) {
            throw new IllegalArgumentException("the value " + n + ", which is not of its type " + type);
        }
        switch (bits) {
            case 8 -> data.put((byte) n);
            case 16 -> data.putShort((short) n);
            case 32 -> data.putInt((int) n);
            default -> data.putLong(n);
        }
    }
}
