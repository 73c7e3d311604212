// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.format;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.io.AtomicFile;
import dev.bnn.runtime.internal.network.Checks;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/** Writes {@code .bnnc} files. The same network gives the same bytes. */
public final class BnnWriter {
    private BnnWriter() {}

    /** Writes a file; replaces it as a whole or not at all. */
    public static void write(CompiledNetwork network, Path file) throws IOException {
        AtomicFile.write(file, out -> write(network, out));
    }

    /**
     * Writes the file's bytes to a stream, which stays open.
     *
     * @throws IllegalArgumentException if a name takes 64 KiB or more
     */
    public static void write(CompiledNetwork network, OutputStream out) throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        payload(network, new DataOutputStream(buffer));
        byte[] payload = buffer.toByteArray();
        CRC32 crc = new CRC32();
        crc.update(payload);
        DataOutputStream header = new DataOutputStream(out);
        header.writeInt(BnnFormat.MAGIC);
        header.writeInt(BnnFormat.VERSION);
        header.writeInt(payload.length);
        header.writeInt((int) crc.getValue());
        header.write(payload);
        header.flush();
    }

    private static void payload(CompiledNetwork network, DataOutputStream out) throws IOException {
        text(out, network.name());
        dims(out, network.input());
        List<String> classes = network.classes();
        out.writeInt(classes.size());
        for (String c : classes) {
            text(out, c);
        }
        out.writeInt(network.stages().size());
        StageWriter writer = new StageWriter();
        for (Stage stage : network.stages()) {
            stage.accept(writer).writeTo(out);
        }
    }

    /** Writes the fields of a stage to a stream. */
    private interface Fields {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /** Makes the {@link Fields} of each kind of stage. */
    private record StageWriter() implements Stage.Visitor<Fields> {
        @Override
        public Fields matrix(Stage.Matrix m) {
            return out -> {
                head(out, BnnFormat.MATRIX, m);
                window(out, m.output(), m.window());
                out.writeInt(m.padValue());
                out.writeInt(m.groups());
                out.writeInt(m.weightBits());
                weights(out, m.weights(), m.weightBits());
            };
        }

        @Override
        public Fields depthwise(Stage.Depthwise d) {
            return out -> {
                head(out, BnnFormat.DEPTHWISE, d);
                window(out, d.output(), d.window());
                out.writeInt(d.padValue());
                out.writeInt(d.weightBits());
                weights(out, d.weights(), d.weightBits());
            };
        }

        @Override
        public Fields threshold(Stage.Threshold t) {
            return out -> {
                head(out, BnnFormat.THRESHOLD, t);
                ints(out, t.rowClass());
                ints(out, t.columnClass());
                out.writeInt(t.columnClasses());
                out.writeInt(t.levels());
                out.writeInt(t.thresholds().length);
                for (long[] row : t.thresholds()) {
                    longs(out, row);
                }
            };
        }

        @Override
        public Fields pool(Stage.Pool p) {
            return out -> {
                head(out, BnnFormat.POOL, p);
                window(out, p.output(), p.window());
                bits(out, p.min());
            };
        }

        @Override
        public Fields sum(Stage.Sum s) {
            return out -> {
                head(out, BnnFormat.SUM, s);
                window(out, s.output(), s.window());
                bits(out, s.minus());
            };
        }

        @Override
        public Fields shuffle(Stage.Shuffle s) {
            return out -> {
                head(out, BnnFormat.SHUFFLE, s);
                out.writeInt(s.groups());
            };
        }

        @Override
        public Fields upsample(Stage.Upsample u) {
            return out -> {
                head(out, BnnFormat.UPSAMPLE, u);
                dims(out, u.output());
            };
        }

        @Override
        public Fields add(Stage.Add a) {
            return out -> {
                head(out, BnnFormat.ADD, a);
                text(out, a.from());
                bits(out, a.minus());
            };
        }

        @Override
        public Fields branch(Stage.Branch b) {
            return out -> {
                head(out, BnnFormat.BRANCH, b);
                text(out, b.from());
            };
        }

        @Override
        public Fields concat(Stage.Concat c) {
            return out -> {
                head(out, BnnFormat.CONCAT, c);
                dims(out, c.output());
                text(out, c.from());
            };
        }

        @Override
        public Fields score(Stage.Score s) {
            return out -> {
                head(out, BnnFormat.SCORE, s);
                longs(out, s.multiplier());
                longs(out, s.addend());
                out.writeDouble(s.scale());
            };
        }
    }

    private static void window(DataOutputStream out, Dims output, Window window) throws IOException {
        dims(out, output);
        out.writeInt(window.kernelHeight());
        out.writeInt(window.kernelWidth());
        out.writeInt(window.strideY());
        out.writeInt(window.strideX());
        out.writeInt(window.dilationY());
        out.writeInt(window.dilationX());
        out.writeInt(window.top());
        out.writeInt(window.bottom());
        out.writeInt(window.left());
        out.writeInt(window.right());
    }

    /**
     * Writes weights of one bit as bits, 1 for +1; other weights as two's complement of their width, lowest bit first, without
     * gaps.
     */
    private static void weights(DataOutputStream out, byte[] weights, int width) throws IOException {
        boolean[] bits = new boolean[Math.multiplyExact(weights.length, width)];
        for (int i = 0; i < bits.length; i++) {
            int w = weights[i / width];
            bits[i] = width == 1 ? w > 0 : (w >> i % width & 1) != 0;
        }
        bits(out, bits);
    }

    private static void head(DataOutputStream out, int kind, Stage stage) throws IOException {
        out.writeByte(kind);
        text(out, stage.name());
        dims(out, stage.input());
    }

    /** Writes the length in bytes, then the text in UTF-8. */
    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Checks.require(bytes.length < 1 << 16, "a name of " + bytes.length + " bytes");
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    private static void dims(DataOutputStream out, Dims dims) throws IOException {
        out.writeInt(dims.channels());
        out.writeInt(dims.height());
        out.writeInt(dims.width());
    }

    private static void ints(DataOutputStream out, int[] values) throws IOException {
        out.writeInt(values.length);
        for (int v : values) {
            out.writeInt(v);
        }
    }

    private static void longs(DataOutputStream out, long[] values) throws IOException {
        out.writeInt(values.length);
        for (long v : values) {
            out.writeLong(v);
        }
    }

    /** Writes a count, then eight bits per byte, the first one in the lowest bit. */
    private static void bits(DataOutputStream out, boolean[] values) throws IOException {
        out.writeInt(values.length);
        byte[] packed = new byte[(values.length + 7) / 8];
        for (int i = 0; i < values.length; i++) {
            if (values[i]) {
                packed[i >> 3] |= (byte) (1 << (i & 7));
            }
        }
        out.write(packed);
    }
}
