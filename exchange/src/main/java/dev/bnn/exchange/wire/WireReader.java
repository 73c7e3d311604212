package dev.bnn.exchange.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/**
 * Reads one message in the wire format of protocol buffers: {@link #next} goes to the next field, and one of the other
 * methods takes its value or passes over it. It never reads beyond the message, and never allocates more than the
 * message holds. Whatever is wrong is a {@link MalformedException} with the place in the file.
 */
public final class WireReader {
    private static final int VARINT_BYTES = 10;

    private final ByteBuffer in;
    private int field;
    private int wire;

    public WireReader(ByteBuffer in) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Goes to the next field; false at the end of the message. */
    public boolean next() {
        if (!in.hasRemaining()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wire = (int) (tag & 7);
        if (tag >>> 3 < 1 || tag >>> 3 > 0x1fffffff) {
            throw broken("a field without a number");
        }
        return true;
    }

    public int field() {
        return field;
    }

    /** True if the field is a list of numbers in one block. */
    public boolean packed() {
        return wire == Wire.BYTES;
    }

    public long integer() {
        need(Wire.VARINT);
        return varint();
    }

    public float real() {
        need(Wire.FIXED32);
        require(4);
        return in.getFloat();
    }

    public double fixed64() {
        need(Wire.FIXED64);
        require(8);
        return in.getDouble();
    }

    /** Each integer of a list, which may be one block or one field an item. */
    public void integers(LongConsumer each) {
        if (!packed()) {
            each.accept(integer());
            return;
        }
        WireReader items = message();
        while (items.in.hasRemaining()) {
            each.accept(items.varint());
        }
    }

    public String text() {
        ByteBuffer bytes = slice();
        try {
            CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return chars.toString();
        } catch (CharacterCodingException e) {
            throw broken("a text that is not UTF-8");
        }
    }

    public WireReader message() {
        return new WireReader(slice());
    }

    public byte[] bytes() {
        ByteBuffer bytes = slice();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    public void skip() {
        switch (wire) {
            case Wire.VARINT -> varint();
            case Wire.FIXED64 -> advance(8);
            case Wire.FIXED32 -> advance(4);
            case Wire.BYTES -> slice();
            default -> throw broken("a field of unknown layout " + wire);
        }
    }

    private ByteBuffer slice() {
        need(Wire.BYTES);
        long length = varint();
        if (length < 0 || length > in.remaining()) {
            throw broken("a field of " + length + " bytes where " + in.remaining() + " are left");
        }
        // A duplicate keeps positions of the whole file, so that messages can name them.
        ByteBuffer part = in.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        part.limit(in.position() + (int) length);
        in.position(part.limit());
        return part;
    }

    private void advance(int bytes) {
        require(bytes);
        in.position(in.position() + bytes);
    }

    private void require(int bytes) {
        if (in.remaining() < bytes) {
            throw broken("it ends within a number");
        }
    }

    private void need(int expected) {
        if (wire != expected) {
            throw broken("field " + field + " has layout " + wire + " instead of " + expected);
        }
    }

    private long varint() {
        long value = 0;
        for (int i = 0; i < VARINT_BYTES; i++) {
            require(1);
            byte b = in.get();
            value |= (long) (b & 0x7f) << 7 * i;
            if (b >= 0) {
                return value;
            }
        }
        throw broken("a number of more than " + VARINT_BYTES + " bytes");
    }

    public MalformedException broken(String what) {
        return new MalformedException(what + ", at byte " + in.position());
    }
}
