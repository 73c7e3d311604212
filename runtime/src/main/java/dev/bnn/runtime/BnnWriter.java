// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** Writes {@code .bnnc} files; the same model gives the same bytes. */
public final class BnnWriter {
    private BnnWriter() {}

    /** Replaces the file whole or not at all. */
    public static void write(BnnModel model, Path file) throws IOException {
        AtomicFile.write(file, out -> write(model, out));
    }

    public static void write(BnnModel model, OutputStream out) throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        payload(model, new DataOutputStream(buffer));
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

    private static void payload(BnnModel model, DataOutputStream out) throws IOException {
        text(out, model.name());
        dims(out, model.input());
        out.writeInt(model.classes().size());
        for (String c : model.classes()) {
            text(out, c);
        }
        out.writeInt(model.stages().size());
        for (Stage stage : model.stages()) {
            stage(out, stage);
        }
    }

    private static void stage(DataOutputStream out, Stage stage) throws IOException {
        if (stage instanceof Stage.Matrix m) {
            head(out, BnnFormat.MATRIX, stage);
            dims(out, m.output());
            out.writeInt(m.kernelHeight());
            out.writeInt(m.kernelWidth());
            out.writeInt(m.stride());
            out.writeInt(m.padding());
            out.writeInt(m.padValue());
            out.writeInt(m.weightBits());
            weights(out, m.weights(), m.weightBits());
        } else if (stage instanceof Stage.Depthwise d) {
            head(out, BnnFormat.DEPTHWISE, stage);
            dims(out, d.output());
            out.writeInt(d.kernel());
            out.writeInt(d.stride());
            out.writeInt(d.padding());
            out.writeInt(d.padValue());
            out.writeInt(d.weightBits());
            weights(out, d.weights(), d.weightBits());
        } else if (stage instanceof Stage.Threshold t) {
            head(out, BnnFormat.THRESHOLD, stage);
            ints(out, t.rowClass());
            ints(out, t.columnClass());
            out.writeInt(t.columnClasses());
            out.writeInt(t.levels());
            out.writeInt(t.thresholds().length);
            for (long[] row : t.thresholds()) {
                longs(out, row);
            }
        } else if (stage instanceof Stage.Pool p) {
            head(out, BnnFormat.POOL, stage);
            dims(out, p.output());
            out.writeInt(p.size());
            out.writeInt(p.stride());
            bits(out, p.min());
        } else if (stage instanceof Stage.Sum s) {
            head(out, BnnFormat.SUM, stage);
            dims(out, s.output());
            out.writeInt(s.size());
            out.writeInt(s.stride());
            bits(out, s.minus());
        } else if (stage instanceof Stage.Add a) {
            head(out, BnnFormat.ADD, stage);
            text(out, a.from());
            bits(out, a.minus());
        } else if (stage instanceof Stage.Score s) {
            head(out, BnnFormat.SCORE, stage);
            longs(out, s.multiplier());
            longs(out, s.addend());
            out.writeDouble(s.scale());
        }
    }

    /** Bits, 1 for +1; integers as two's complement of their width, the lowest bit first, without gaps. */
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

    /** Length in bytes, then UTF-8. */
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

    /** A count, then eight bits a byte, the first in the lowest bit. */
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
