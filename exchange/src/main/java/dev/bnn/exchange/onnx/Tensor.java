package dev.bnn.exchange.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A constant. Values are little-endian in C order, as ONNX keeps them.
 *
 * @param dims extents; none for a scalar
 */
public record Tensor(String name, int type, long[] dims, byte[] data) {
    public static final int FLOAT = 1;
    public static final int UINT8 = 2;
    public static final int INT8 = 3;
    public static final int INT32 = 6;
    public static final int INT64 = 7;
    public static final int BOOL = 9;
    public static final int DOUBLE = 11;

    public Tensor {
        long bytes = size(dims, width(type));
        if (bytes != data.length) {
            throw new IllegalArgumentException("shape " + Arrays.toString(dims) + " needs " + bytes
                    + " bytes of values, but there are " + data.length);
        }
    }

    /** Bytes an element; an {@link IllegalArgumentException} for a type that networks do not use. */
    public static int width(int type) {
        return switch (type) {
            case UINT8, INT8, BOOL -> 1;
            case FLOAT, INT32 -> 4;
            case INT64, DOUBLE -> 8;
            default -> throw new IllegalArgumentException("element type " + type + " is not supported");
        };
    }

    private static long size(long[] dims, int width) {
        long size = width;
        for (long n : dims) {
            if (n < 0) {
                throw new IllegalArgumentException("a negative extent in " + Arrays.toString(dims));
            }
            try {
                size = Math.multiplyExact(size, n);
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("a shape too large: " + Arrays.toString(dims), e);
            }
        }
        return size;
    }

    public static Tensor floats(String name, float[] values, long... dims) {
        ByteBuffer bytes = buffer(4 * values.length);
        bytes.asFloatBuffer().put(values);
        return new Tensor(name, FLOAT, dims, bytes.array());
    }

    public static Tensor longs(String name, long[] values, long... dims) {
        ByteBuffer bytes = buffer(8 * values.length);
        bytes.asLongBuffer().put(values);
        return new Tensor(name, INT64, dims, bytes.array());
    }

    public int size() {
        return data.length / width(type);
    }

    public Tensor named(String newName) {
        return new Tensor(newName, type, dims, data);
    }

    /** The elements as float64, which holds every type but large int64 exactly. */
    public double[] doubles() {
        ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case UINT8 -> in.get() & 0xff;
                case INT8, BOOL -> in.get();
                case INT32 -> in.getInt();
                case INT64 -> in.getLong();
                case DOUBLE -> in.getDouble();
                default -> in.getFloat();
            };
        }
        return values;
    }

    /** The elements as whole numbers. */
    public long[] longs() {
        if (type != INT64) {
            return Arrays.stream(doubles()).mapToLong(v -> (long) v).toArray();
        }
        long[] values = new long[size()];
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(values);
        return values;
    }

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
