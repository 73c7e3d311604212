// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes one message in the wire format of protocol buffers. It does not write absent values. */
public final class WireWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public WireWriter integer(int field, long value) {
        varint((long) field << 3 | Wire.VARINT);
        varint(value);
        return this;
    }

    public WireWriter real(int field, float value) {
        varint((long) field << 3 | Wire.FIXED32);
        fixed(Float.floatToRawIntBits(value), Float.BYTES);
        return this;
    }

    public WireWriter fixed64(int field, double value) {
        varint((long) field << 3 | Wire.FIXED64);
        fixed(Double.doubleToRawLongBits(value), Double.BYTES);
        return this;
    }

    /** A packed list. */
    public WireWriter fixed64s(int field, double[] values) {
        varint((long) field << 3 | Wire.BYTES);
        varint((long) values.length * Double.BYTES);
        for (double value : values) {
            fixed(Double.doubleToRawLongBits(value), Double.BYTES);
        }
        return this;
    }

    public WireWriter text(int field, String value) {
        return value.isEmpty() ? this : bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A text that is written even when it is empty, such as an item of a list. */
    public WireWriter item(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    public WireWriter message(int field, WireWriter message) {
        varint((long) field << 3 | Wire.BYTES);
        varint(message.out.size());
        byte[] body = message.toBytes();
        out.write(body, 0, body.length);
        return this;
    }

    public WireWriter bytes(int field, byte[] value) {
        varint((long) field << 3 | Wire.BYTES);
        varint(value.length);
        out.write(value, 0, value.length);
        return this;
    }

    public byte[] toBytes() {
        return out.toByteArray();
    }

    private void fixed(long bits, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (bits >>> 8 * i));
        }
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
