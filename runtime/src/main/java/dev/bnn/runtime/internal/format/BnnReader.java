// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.format;

import dev.bnn.runtime.BnnFormatException;
import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Reads the {@code .bnnc} format. It trusts no count until it has seen that enough bytes follow. */
public final class BnnReader {
    private final ByteBuffer in;

    private BnnReader(ByteBuffer in) {
        this.in = in;
    }

    /**
     * Reads a network to the end of a stream, which stays open.
     *
     * @throws BnnFormatException if the bytes are not a valid compiled network of this version
     * @throws IOException if the stream cannot be read
     */
    public static CompiledNetwork read(InputStream stream) throws IOException {
        DataInputStream header = new DataInputStream(stream);
        byte[] payload;
        int crc;
        try {
            if (header.readInt() != BnnFormat.MAGIC) {
                throw new BnnFormatException("not a compiled network: it does not start with BNNC");
            }
            int version = header.readInt();
            if (version != BnnFormat.VERSION) {
                throw new BnnFormatException("format version " + version + ", but this runtime reads version "
                        + BnnFormat.VERSION + "; compile the network again");
            }
            int length = header.readInt();
            if (length < 0 || length > BnnFormat.MAX_PAYLOAD) {
                throw new BnnFormatException("corrupt: a payload of " + length + " bytes");
            }
            crc = header.readInt();
            payload = header.readNBytes(length);
            if (payload.length < length) {
                throw new BnnFormatException(
                        "truncated: " + payload.length + " of " + length + " bytes of payload are there");
            }
        } catch (EOFException e) {
            throw new BnnFormatException("truncated: the header is incomplete", e);
        }
        if (header.read() >= 0) {
            throw new BnnFormatException("corrupt: bytes follow the payload");
        }
        CRC32 actual = new CRC32();
        actual.update(payload);
        if ((int) actual.getValue() != crc) {
            throw new BnnFormatException("corrupt: the checksum does not match");
        }
        BnnReader reader = new BnnReader(ByteBuffer.wrap(payload));
        try {
            return reader.network();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new BnnFormatException("inconsistent: " + e.getMessage(), e);
        }
    }

    private CompiledNetwork network() throws IOException {
        String name = text();
        Dims input = dims();
        int classCount = count(2);
        List<String> classes = new ArrayList<>();
        for (int i = 0; i < classCount; i++) {
            classes.add(text());
        }
        int stageCount = count(15);
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < stageCount; i++) {
            stages.add(stage());
        }
        if (in.hasRemaining()) {
            throw new BnnFormatException("corrupt: " + in.remaining() + " bytes are left over");
        }
        return new CompiledNetwork(name, input, classes, stages);
    }

    private Stage stage() throws IOException {
        need(1);
        int kind = in.get();
        String name = text();
        Dims input = dims();
        switch (kind) {
            case BnnFormat.MATRIX:
                return matrix(name, input);
            case BnnFormat.DEPTHWISE:
                return depthwise(name, input);
            case BnnFormat.THRESHOLD:
                int[] rows = ints();
                int[] columns = ints();
                int columnClasses = number();
                int levels = number();
                long[][] thresholds = new long[count(4)][];
                for (int i = 0; i < thresholds.length; i++) {
                    thresholds[i] = longs();
                }
                return new Stage.Threshold(name, input, thresholds, rows, columns, columnClasses, levels);
            case BnnFormat.POOL:
                return new Stage.Pool(name, input, dims(), window(), bits());
            case BnnFormat.SUM:
                return new Stage.Sum(name, input, dims(), window(), bits());
            case BnnFormat.UPSAMPLE:
                return new Stage.Upsample(name, input, dims());
            case BnnFormat.SHUFFLE:
                return new Stage.Shuffle(name, input, number());
            case BnnFormat.ADD:
                return new Stage.Add(name, input, text(), bits());
            case BnnFormat.BRANCH:
                return new Stage.Branch(name, input, text());
            case BnnFormat.CONCAT:
                return new Stage.Concat(name, input, dims(), text());
            case BnnFormat.SCORE:
                return new Stage.Score(name, input, longs(), longs(), real());
            default:
                throw new BnnFormatException("corrupt: stage " + name + " is of unknown kind " + kind);
        }
    }

    private void need(long bytes) throws BnnFormatException {
        if (in.remaining() < bytes) {
            throw new BnnFormatException(
                    "corrupt: " + bytes + " bytes are needed where " + in.remaining() + " are left");
        }
    }

    private int number() throws BnnFormatException {
        need(4);
        return in.getInt();
    }

    private double real() throws BnnFormatException {
        need(8);
        return in.getDouble();
    }

    /** Reads a count of items that take at least {@code bytesEach} bytes each. */
    private int count(int bytesEach) throws BnnFormatException {
        int count = number();
        if (count < 0) {
            throw new BnnFormatException("corrupt: a count of " + count);
        }
        need((long) count * bytesEach);
        return count;
    }

    private Dims dims() throws BnnFormatException {
        return new Dims(number(), number(), number());
    }

    private String text() throws IOException {
        need(2);
        int length = in.getShort() & 0xffff;
        need(length);
        ByteBuffer slice = in.slice().limit(length);
        in.position(in.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(slice).toString();
        } catch (CharacterCodingException e) {
            throw new BnnFormatException("corrupt: a name is not UTF-8", e);
        }
    }

    private int[] ints() throws BnnFormatException {
        int[] values = new int[count(4)];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getInt();
        }
        return values;
    }

    private long[] longs() throws BnnFormatException {
        long[] values = new long[count(8)];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getLong();
        }
        return values;
    }

    /** Reads a count of bits, and checks that as many bits follow. */
    private int bitCount() throws BnnFormatException {
        int count = count(0);
        need(bytes(count));
        return count;
    }

    private static int bytes(int bits) {
        return (int) ((bits + 7L) / Byte.SIZE);
    }

    private int bit(int first, int number) {
        return in.get(first + number / Byte.SIZE) >> number % Byte.SIZE & 1;
    }

    private boolean[] bits() throws BnnFormatException {
        boolean[] values = new boolean[bitCount()];
        int first = in.position();
        for (int i = 0; i < values.length; i++) {
            values[i] = bit(first, i) != 0;
        }
        in.position(first + bytes(values.length));
        return values;
    }

    private Stage.Matrix matrix(String name, Dims input) throws BnnFormatException {
        Dims output = dims();
        Window window = window();
        int padValue = number();
        int groups = number();
        int width = weightBits();
        return new Stage.Matrix(name, input, output, window, padValue, groups, weights(width), width);
    }

    private Stage.Depthwise depthwise(String name, Dims input) throws BnnFormatException {
        Dims output = dims();
        Window window = window();
        int padValue = number();
        int width = weightBits();
        return new Stage.Depthwise(name, input, output, window, padValue, weights(width), width);
    }

    private Window window() throws BnnFormatException {
        return new Window(
                number(), number(), number(), number(), number(), number(), number(), number(), number(), number());
    }

    private int weightBits() throws BnnFormatException {
        int width = number();
        if (width < 1 || width > Byte.SIZE) {
            throw new BnnFormatException("corrupt: weights of " + width + " bits");
        }
        return width;
    }

    private byte[] weights(int width) throws BnnFormatException {
        int count = bitCount();
        if (count % width != 0) {
            throw new BnnFormatException("corrupt: " + count + " bits of weights of " + width);
        }
        byte[] weights = new byte[count / width];
        int first = in.position();
        for (int i = 0; i < weights.length; i++) {
            int value = 0;
            for (int b = 0; b < width; b++) {
                value |= bit(first, i * width + b) << b;
            }
            boolean negative = value >> width - 1 != 0;
            weights[i] = (byte) (width == 1 ? 2 * value - 1 : negative ? value - (1 << width) : value);
        }
        in.position(first + bytes(count));
        return weights;
    }
}
