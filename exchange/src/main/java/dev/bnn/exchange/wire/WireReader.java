// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Reads one message in the wire format of protocol buffers: {@link #next} goes to the next field, and one of the other
 * methods reads its value or skips it. It never reads beyond the message, and never allocates more than the message holds.
 * Any mistake is a {@link MalformedException} with the place in the file.
 *
 * <p>An empty field takes two bytes of a file but many bytes of memory, so the reader limits the number of fields of a file,
 * including those of nested messages.
 */
public final class WireReader {
    /** Maximum number of fields, far more than the nodes, attributes and names of any network. */
    private static final int MAX_FIELDS = 1 << 21;

    private static final int VARINT_BYTES = 10;

    /** Fields read so far, by all readers of the file. */
    private static final class Count {
        private int fields;
    }

    private final ByteBuffer in;
    private final Count count;
    private int field;
    private int wire;

    public WireReader(ByteBuffer in) {
        this(in, new Count());
    }

    private WireReader(ByteBuffer in, Count count) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
        this.count = count;
    }

    /** Another reader at the same position of the message. */
    public WireReader again() {
        return new WireReader(in.duplicate(), count);
    }

    /** Goes to the next field; false at the end of the message. */
    public boolean next() {
        if (!in.hasRemaining()) {
            return false;
        }
        if (++count.fields > MAX_FIELDS) {
            throw broken("more than " + MAX_FIELDS + " fields");
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

    /** True if the field is a packed list of numbers. */
    public boolean packed() {
        return wire == Wire.BYTES;
    }

    public long integer() {
        need(Wire.VARINT);
        return varint();
    }

    /** A 32-bit integer that is stored in 64 bits. */
    public int small() {
        long value = integer();
        if (value != (int) value) {
            throw broken("the number " + value + " where one of 32 bits stands");
        }
        return (int) value;
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

    /** Passes on each number of a list, which may be packed or have one field per item. */
    public void reals(Consumer<Float> each) {
        if (!packed()) {
            each.accept(real());
            return;
        }
        WireReader items = message();
        while (items.in.hasRemaining()) {
            items.require(4);
            each.accept(items.in.getFloat());
        }
    }

    /** Passes on each integer of a list, which may be packed or have one field per item. */
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
        return new WireReader(slice(), count);
    }

    /** The bytes of a field; they are not copied. */
    public ByteBuffer block() {
        return slice();
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
        // A duplicate keeps positions relative to the whole file, so that messages can name them.
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
            if (i == VARINT_BYTES - 1 && b > 1) {
                throw broken("a number of more than 64 bits");
            }
            value |= (long) (b & 0x7f) << 7 * i;
            if (b >= 0) {
                return value;
            }
        }
        throw broken("a number of more than " + VARINT_BYTES + " bytes");
    }

    public MalformedException broken(String what) {
        return new MalformedException(Printable.message(what) + ", at byte " + in.position());
    }
}
