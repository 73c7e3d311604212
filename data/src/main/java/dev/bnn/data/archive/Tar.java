// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads the plain files of a tar archive into memory: POSIX headers of 1988 and 2001, and GNU's long names. It never writes a
 * file.
 */
public final class Tar {
    /** A file's name in the archive, and its size in bytes. */
    public record Entry(String name, long size) {}

    /** The archive is not well-formed. */
    public static final class FormatException extends IOException {
        FormatException(String message) {
            super(message);
        }
    }

    /** Maximum size of an unpacked archive: 2 GB. */
    public static final long MOST_BYTES = 1L << 31;

    private static final int BLOCK = 512;
    private static final int SIZE_AT = 124;
    private static final int CHECKSUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;
    private static final int MOST_NAME = 1 << 16;

    private final InputStream in;
    private final long most;
    private long passed;
    private long left;
    private long padding;

    /** @param most maximum number of unpacked bytes */
    public Tar(InputStream in, long most) {
        this.in = in;
        this.most = most;
    }

    /** The next plain file, or null at the end. */
    public Entry next() throws IOException {
        String name = null;
        while (true) {
            in.skipNBytes(left + padding);
            left = 0;
            padding = 0;
            byte[] header = in.readNBytes(BLOCK);
            if (header.length < BLOCK) {
                if (passed == 0) {
                    throw new FormatException("a header of 512 bytes was expected");
                }
                throw new EOFException();
            }
            if (isZero(header)) {
                return null;
            }
            checkSum(header);
            enter(number(header, SIZE_AT, 12));
            switch (header[TYPE_AT]) {
                case '0', 0 -> {
                    return new Entry(name == null ? name(header) : name, left);
                }
                case 'L' -> name = text(content(MOST_NAME), 0, MOST_NAME);
                case 'x' -> name = paxName(content(MOST_NAME), name);
                case 'g' -> content(MOST_NAME);
                default -> name = null;
            }
        }
    }

    /** Checks a size before any byte of the file is read or skipped. */
    private void enter(long size) throws FormatException {
        if (size > most - passed) {
            throw new FormatException(String.format(
                    Locale.ROOT, "more than %,d bytes once unpacked; unpack it and name the folder", most));
        }
        left = size;
        padding = (BLOCK - left % BLOCK) % BLOCK;
        passed += BLOCK + left + padding;
    }

    /** The content of the latest file. Refuses files of more than {@code mostBytes} bytes. */
    public byte[] content(int mostBytes) throws IOException {
        if (left > mostBytes) {
            throw new FormatException(
                    String.format(Locale.ROOT, "a file of %,d bytes where %,d are the most", left, mostBytes));
        }
        byte[] content = in.readNBytes((int) left);
        if (content.length < left) {
            throw new EOFException();
        }
        left = 0;
        return content;
    }

    private static void checkSum(byte[] header) throws FormatException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= CHECKSUM_AT && i < TYPE_AT ? ' ' : header[i] & 0xFF;
        }
        if (number(header, CHECKSUM_AT, 8) != sum) {
            throw new FormatException("a header's checksum is wrong");
        }
    }

    private static String name(byte[] header) {
        String name = text(header, 0, 100);
        boolean posix = text(header, MAGIC_AT, 6).equals("ustar") && header[MAGIC_AT + 5] == 0;
        String prefix = posix ? text(header, PREFIX_AT, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** The path in a POSIX.1-2001 header, in a line with a length, a space, {@code path=} and the path. */
    private static String paxName(byte[] content, String otherwise) throws FormatException {
        String name = otherwise;
        for (int at = 0; at < content.length; ) {
            int blank = at;
            while (blank < content.length && content[blank] != ' ') {
                blank++;
            }
            int length = (int) Math.min(decimal(content, at, blank), content.length + 1);
            if (length <= blank - at + 1 || at + length > content.length) {
                throw new FormatException("an extended header is damaged");
            }
            String line = new String(content, blank + 1, at + length - blank - 2, StandardCharsets.UTF_8);
            if (line.startsWith("path=")) {
                name = line.substring("path=".length());
            } else if (line.startsWith("size=")) {
                throw new FormatException("a file of more than 8 GB");
            }
            at += length;
        }
        return name;
    }

    private static long decimal(byte[] content, int from, int to) throws FormatException {
        long value = 0;
        for (int i = from; i < to; i++) {
            if (content[i] < '0' || content[i] > '9' || to - from > 9) {
                throw new FormatException("an extended header is damaged");
            }
            value = value * 10 + content[i] - '0';
        }
        return value;
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] block, int from, int length) {
        int end = from;
        while (end < Math.min(block.length, from + length) && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }

    /**
     * Reads octal digits, surrounded by blanks. Does not accept signs, nor GNU's binary numbers, which only sizes over 8 GB need.
     */
    private static long number(byte[] block, int from, int length) throws FormatException {
        String digits = text(block, from, length).strip();
        if (!digits.matches("[0-7]{1,12}")) {
            throw new FormatException("a header has '" + digits.replaceAll("[^ -~]", "?") + "' where a number belongs");
        }
        return Long.parseLong(digits, 8);
    }
}
