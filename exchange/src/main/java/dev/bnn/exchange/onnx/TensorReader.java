package dev.bnn.exchange.onnx;

import static dev.bnn.exchange.onnx.Fields.*;

import dev.bnn.exchange.wire.WireReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads a tensor, whose values are either raw bytes or a list of numbers. */
final class TensorReader {
    private static final int MAX_RANK = 16;

    private TensorReader() {}

    static Tensor read(WireReader in) {
        String name = "";
        int type = 0;
        byte[] raw = null;
        List<Long> dims = new ArrayList<>();
        ByteArrayOutputStream listed = new ByteArrayOutputStream();
        List<Long> integers = new ArrayList<>();
        while (in.next()) {
            switch (in.field()) {
                case TENSOR_NAME -> name = in.text();
                case TENSOR_TYPE -> type = (int) in.integer();
                case TENSOR_DIMS -> in.integers(dims::add);
                case TENSOR_RAW -> raw = in.bytes();
                // A list in one block is its values' bytes; else each comes with a number of its own.
                case TENSOR_FLOATS ->
                    listed.writeBytes(
                            in.packed()
                                    ? in.bytes()
                                    : Tensor.buffer(4).putFloat(in.real()).array());
                case TENSOR_DOUBLES ->
                    listed.writeBytes(
                            in.packed()
                                    ? in.bytes()
                                    : Tensor.buffer(8).putDouble(in.fixed64()).array());
                case TENSOR_INT32S, TENSOR_INT64S -> in.integers(integers::add);
                case TENSOR_EXTERNAL ->
                    throw in.broken(
                            "tensor " + name + " keeps its values in another file;" + " save the model in one file");
                default -> in.skip();
            }
        }
        if (dims.size() > MAX_RANK) {
            throw in.broken("tensor " + name + " has " + dims.size() + " dimensions");
        }
        try {
            byte[] data = raw != null ? raw : integers.isEmpty() ? listed.toByteArray() : bytes(type, integers);
            return new Tensor(
                    name, type, dims.stream().mapToLong(Long::longValue).toArray(), data);
        } catch (IllegalArgumentException e) {
            throw in.broken("tensor " + name + ": " + e.getMessage());
        }
    }

    private static byte[] bytes(int type, List<Long> integers) {
        int width = Tensor.width(type);
        ByteBuffer out = Tensor.buffer(Math.multiplyExact(width, integers.size()));
        for (long v : integers) {
            switch (width) {
                case 1 -> out.put((byte) v);
                case 4 -> out.putInt((int) v);
                default -> out.putLong(v);
            }
        }
        return out.array();
    }
}
