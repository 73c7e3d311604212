// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.matlab;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.InflaterInputStream;

/**
 * Checks the structure of a MATLAB file, that is, the sizes before the values of each array. MFL allocates memory according to
 * these sizes, so they must not exceed what an array of numbers can have.
 *
 * @see <a href="https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf">MAT-File Format, level 5</a>
 */
final class MatStructure {
    private static final int HEADER = 128;
    private static final int VERSION_AT = 124;
    private static final int ENDIAN_AT = 126;
    private static final int LEVEL_5 = 0x100;

    /**
     * Number of bytes at the start of an array, enough for the flags, the sizes and the name of any array that passes the check.
     */
    private static final int START = 256;

    private static final int INT8 = 1;
    private static final int INT32 = 5;
    private static final int UINT32 = 6;
    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;
    private static final int FLAGS = 8;
    private static final int MOST_SIZES = 4 * 8;
    private static final int MOST_NAME = 64;
    private static final int FIRST_NUMBERS = 6;
    private static final int LAST_NUMBERS = 15;

    private MatStructure() {}

    /** @throws IOException with the reason, if the file is truncated or damaged, or has arrays of anything but numbers */
    static void check(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] header = in.readNBytes(HEADER);
            ByteOrder order = order(header);
            long left = Files.size(file) - HEADER;
            while (left > 0) {
                ByteBuffer tag = ByteBuffer.wrap(in.readNBytes(8)).order(order);
                if (tag.remaining() < 8) {
                    throw new EOFException("it is cut short");
                }
                int type = tag.getInt();
                long bytes = tag.getInt() & 0xFFFFFFFFL;
                left -= 8;
                if (type != MATRIX && type != COMPRESSED) {
                    throw new IOException("an array was expected, not an element of type " + type);
                }
                if (bytes == 0 || bytes > left) {
                    throw new EOFException("it is cut short: " + left + " of an array's " + bytes + " bytes are there");
                }
                byte[] start = in.readNBytes((int) Math.min(bytes, START));
                array(type == MATRIX ? start : inflated(start, order), order);
                in.skipNBytes(bytes - start.length);
                left -= bytes;
            }
        }
    }

    private static ByteOrder order(byte[] header) throws IOException {
        String text = new String(header, StandardCharsets.ISO_8859_1);
        if (text.startsWith("MATLAB 7.3")) {
            throw new IOException(
                    "it is a MATLAB file of version 7.3; MATLAB writes the version that is read with -v7");
        }
        if (header.length < HEADER) {
            throw new IOException("it is no MATLAB file");
        }
        String endian = text.substring(ENDIAN_AT);
        ByteOrder order = endian.equals("IM") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        boolean level5 = ByteBuffer.wrap(header).order(order).getShort(VERSION_AT) == LEVEL_5;
        if (!level5 || !(endian.equals("IM") || endian.equals("MI"))) {
            throw new IOException("it is no MATLAB file of level 5");
        }
        return order;
    }

    /** The start of a compressed array, without its tag. */
    private static byte[] inflated(byte[] compressed, ByteOrder order) throws IOException {
        byte[] start = new byte[START];
        int read = 0;
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            while (read < START) {
                int n = in.read(start, read, START - read);
                if (n < 0) {
                    break;
                }
                read += n;
            }
        } catch (EOFException e) {
            // Expected, since only the start of the compressed bytes is available.
        }
        ByteBuffer array = ByteBuffer.wrap(start, 0, read).order(order);
        if (read < 8 || array.getInt() != MATRIX) {
            throw new IOException("a compressed element holds no array");
        }
        require(array.getInt() >= 0, "sizes");
        byte[] rest = new byte[read - 8];
        array.get(rest);
        return rest;
    }

    private static void array(byte[] start, ByteOrder order) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(start).order(order);
        require(part(in, UINT32, "flags") == FLAGS && in.remaining() >= FLAGS, "flags");
        int kind = in.getInt() & 0xFF;
        in.getInt();
        if (kind < FIRST_NUMBERS || kind > LAST_NUMBERS) {
            throw new IOException("it has an array of other things than numbers");
        }
        int sizes = part(in, INT32, "sizes");
        require(sizes >= FLAGS && sizes <= MOST_SIZES && sizes % 4 == 0 && sizes <= in.remaining(), "sizes");
        in.position(Math.min(in.limit(), in.position() + (sizes + 7) / 8 * 8));
        require(part(in, INT8, "name") <= MOST_NAME, "name");
    }

    /** The number of bytes of a part. Its tag takes 8 bytes, or 4 if the upper half of the tag holds the number of bytes. */
    private static int part(ByteBuffer in, int type, String what) throws IOException {
        require(in.remaining() >= 8, what);
        int word = in.getInt();
        int bytes = word >>> 16 == 0 ? in.getInt() : word >>> 16;
        require((word & 0xFFFF) == type && bytes >= 0, what);
        return bytes;
    }

    private static void require(boolean sound, String what) throws IOException {
        if (!sound) {
            throw new IOException("the " + what + " of an array are damaged");
        }
    }
}
