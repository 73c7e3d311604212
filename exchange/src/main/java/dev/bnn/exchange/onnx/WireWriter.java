package dev.bnn.exchange.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes one message in the wire format of protocol buffers. Absent values are not written. */
final class WireWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    WireWriter integer(int field, long value) {
        varint((long) field << 3 | Wire.VARINT);
        varint(value);
        return this;
    }

    WireWriter real(int field, float value) {
        varint((long) field << 3 | Wire.FIXED32);
        int bits = Float.floatToRawIntBits(value);
        for (int i = 0; i < 4; i++) {
            out.write(bits >>> 8 * i);
        }
        return this;
    }

    WireWriter text(int field, String value) {
        return value.isEmpty() ? this : bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A text that means something when it is empty, as in a list. */
    WireWriter item(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    WireWriter message(int field, WireWriter message) {
        varint((long) field << 3 | Wire.BYTES);
        varint(message.out.size());
        byte[] body = message.toBytes();
        out.write(body, 0, body.length);
        return this;
    }

    WireWriter bytes(int field, byte[] value) {
        varint((long) field << 3 | Wire.BYTES);
        varint(value.length);
        out.write(value, 0, value.length);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
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
