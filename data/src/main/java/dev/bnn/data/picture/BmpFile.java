// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

import java.io.IOException;

/** The header of a BMP file. */
final class BmpFile {
    private static final int OLD = 12;
    private static final int COMPRESSION_AT = 30;
    private static final int MOST_COMPRESSION = 3;
    private static final int SAMPLE_BYTES = 4;

    private BmpFile() {}

    static Header header(byte[] file) throws IOException {
        if (file.length < 26) {
            throw new IOException("the BMP file is cut short");
        }
        if (number(file, 10, 4) > file.length) {
            throw new IOException(
                    "the BMP file is damaged: its pixels begin at byte " + number(file, 10, 4) + " of " + file.length);
        }
        if (number(file, 14, 4) == OLD) {
            return new Header(number(file, 18, 2), number(file, 20, 2), SAMPLE_BYTES, 1, Orientation.UPRIGHT);
        }
        if (file.length < COMPRESSION_AT + 4) {
            throw new IOException("the BMP file is cut short");
        }
        long compression = number(file, COMPRESSION_AT, 4);
        if (compression > MOST_COMPRESSION) {
            // 4 and 5 contain a whole JPEG or PNG file, whose size this class does not limit.
            throw new IOException("a BMP file of compression " + compression + "; save it as PNG");
        }
        int rows = (int) number(file, 22, 4);
        return new Header(
                (int) number(file, 18, 4),
                rows == Integer.MIN_VALUE ? -1 : Math.abs(rows),
                SAMPLE_BYTES,
                1,
                Orientation.UPRIGHT);
    }

    private static long number(byte[] file, int at, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | file[at + i] & 0xFF;
        }
        return value;
    }
}
