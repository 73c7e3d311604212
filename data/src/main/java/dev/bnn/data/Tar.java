package dev.bnn.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a tar archive's plain files in memory (POSIX.1-1988 headers); nothing is written anywhere. */
final class Tar {
    /** A file's name as the archive has it, and its size in bytes. */
    record Entry(String name, long size) {}

    /** The archive is not well-formed. */
    static final class FormatException extends IOException {
        FormatException(String message) {
            super(message);
        }
    }

    private static final int BLOCK = 512;
    private static final int SIZE_AT = 124;
    private static final int CHECKSUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int MOST_BYTES = 1 << 28;

    private final InputStream in;
    private long left;
    private long padding;

    Tar(InputStream in) {
        this.in = in;
    }

    /** The next plain file, or null at the end. */
    Entry next() throws IOException {
        while (true) {
            in.skipNBytes(left + padding);
            left = 0;
            padding = 0;
            byte[] header = in.readNBytes(BLOCK);
            if (header.length < BLOCK) {
                throw new EOFException();
            }
            if (isZero(header)) {
                return null;
            }
            long sum = 0;
            for (int i = 0; i < BLOCK; i++) {
                sum += i >= CHECKSUM_AT && i < TYPE_AT ? ' ' : header[i] & 0xFF;
            }
            if (octal(header, CHECKSUM_AT, 8) != sum) {
                throw new FormatException("a header's checksum is wrong");
            }
            left = octal(header, SIZE_AT, 12);
            padding = (BLOCK - left % BLOCK) % BLOCK;
            if (header[TYPE_AT] == '0' || header[TYPE_AT] == 0) {
                return new Entry(text(header, 0, 100), left);
            }
        }
    }

    /** The content of the file that next returned. */
    byte[] content() throws IOException {
        if (left > MOST_BYTES) {
            throw new FormatException("a file of " + left + " bytes");
        }
        byte[] content = in.readNBytes((int) left);
        if (content.length < left) {
            throw new EOFException();
        }
        left = 0;
        return content;
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
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] block, int from, int length) throws FormatException {
        String digits = text(block, from, length).strip();
        try {
            return Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new FormatException("a header has '" + digits + "' where a number belongs");
        }
    }
}
