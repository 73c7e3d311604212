// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.Arrays;

/**
 * A constant. Values are little-endian in C order, as ONNX stores them.
 *
 * @param dims extents; none for a scalar
 */
public record Tensor(String name, int type, long[] dims, byte[] data) {
    public static final int FLOAT = 1;
    public static final int UINT8 = 2;
    public static final int INT8 = 3;
    public static final int UINT16 = 4;
    public static final int INT16 = 5;
    public static final int INT32 = 6;
    public static final int INT64 = 7;
    public static final int BOOL = 9;
    public static final int FLOAT16 = 10;
    public static final int DOUBLE = 11;
    public static final int UINT32 = 12;
    public static final int BFLOAT16 = 16;

    /** Integers up to this magnitude are exact in float32. */
    private static final long EXACT = 1L << 24;

    public Tensor {
        long bytes = size(dims, width(type));
        if (bytes != data.length) {
            throw new IllegalArgumentException("shape " + Arrays.toString(dims) + " needs " + bytes
                    + " bytes of values, but there are " + data.length);
        }
    }

    /** True for the types that this project reads. */
    static boolean known(int type) {
        return width(type) > 0;
    }

    /** Bytes per element; 0 for a type that this project does not read. */
    static int width(int type) {
        return switch (type) {
            case UINT8, INT8, BOOL -> 1;
            case UINT16, INT16, FLOAT16, BFLOAT16 -> 2;
            case FLOAT, INT32, UINT32 -> 4;
            case INT64, DOUBLE -> 8;
            default -> 0;
        };
    }

    /**
     * The bytes of a shape.
     *
     * @throws IllegalArgumentException if their number does not fit in a long
     */
    static long size(long[] dims, int width) {
        if (width == 0) {
            throw new IllegalArgumentException("an element type that is not read");
        }
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

    /** True if the elements are integers. */
    public boolean whole() {
        return type != FLOAT && type != FLOAT16 && type != BFLOAT16 && type != DOUBLE;
    }

    /** True if float32 holds every real number of this type exactly, which is not the case for float64. */
    public boolean float32() {
        if (type != DOUBLE) {
            return true;
        }
        DoubleBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
        while (in.hasRemaining()) {
            double number = in.get();
            if (number != (float) number && !Double.isNaN(number)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The elements as float32. 16-bit numbers are exact; 64-bit numbers are rounded. An integer above 2^24, which float32 may not
     * hold, becomes infinite, so that it equals no size.
     */
    public float[] floats() {
        ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case FLOAT -> in.getFloat();
                case DOUBLE -> (float) in.getDouble();
                case FLOAT16 -> half(in.getShort() & 0xffff);
                case BFLOAT16 -> Float.intBitsToFloat((in.getShort() & 0xffff) << 16);
                default -> exact(integer(in));
            };
        }
        return values;
    }

    private long integer(ByteBuffer in) {
        return switch (type) {
            case UINT8 -> in.get() & 0xff;
            case INT8, BOOL -> in.get();
            case UINT16 -> in.getShort() & 0xffff;
            case INT16 -> in.getShort();
            case INT32 -> in.getInt();
            case UINT32 -> in.getInt() & 0xffffffffL;
            default -> in.getLong();
        };
    }

    /** An integer as float32; infinite beyond 2^24. */
    public static float exact(long n) {
        return n >= -EXACT && n <= EXACT ? n : n < 0 ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
    }

    /** Decodes a 16-bit number of IEEE 754: 1 bit for the sign, 5 for the exponent, 10 for the fraction. */
    static float half(int bits) {
        int exponent = bits >>> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double size = exponent == 0
                ? fraction * 0x1p-24
                : exponent < 31
                        ? Math.scalb(1 + fraction * 0x1p-10, exponent - 15)
                        : fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        return (float) (bits >>> 15 == 0 ? size : -size);
    }

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
