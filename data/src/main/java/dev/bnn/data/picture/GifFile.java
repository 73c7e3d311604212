// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

import java.io.IOException;

/** Finds the size of the first picture in a GIF file, which is the one to decode. */
final class GifFile {
    private static final int SCREEN = 13;
    private static final int EXTENSION = 0x21;
    private static final int PICTURE = 0x2C;

    private GifFile() {}

    static Header header(byte[] file) throws IOException {
        int at = file.length < SCREEN ? file.length : SCREEN + table(file[10]);
        while (at + 1 < file.length && file[at] == EXTENSION) {
            at += 2;
            while (at < file.length && file[at] != 0) {
                at += 1 + (file[at] & 0xFF);
            }
            at++;
        }
        if (at + 9 >= file.length || file[at] != PICTURE) {
            throw new IOException("the GIF file is damaged: no picture comes after its header");
        }
        return new Header(number(file, at + 5), number(file, at + 7), 1, 1, Orientation.UPRIGHT);
    }

    private static int table(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private static int number(byte[] file, int at) {
        return file[at] & 0xFF | (file[at + 1] & 0xFF) << 8;
    }
}
