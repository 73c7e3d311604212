// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file. The decoder gets only the chunks that are needed for pixels. Texts and color profiles are compressed:
 * a few kilobytes could inflate to gigabytes, and no pixel depends on them.
 *
 * @param essential the file with only these chunks
 */
record PngFile(Header header, byte[] essential) {
    private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private static final int SIGNATURE = 8;
    private static final int FRAME = 12;
    private static final int IHDR = 13;
    private static final int PALETTE = 3;

    static PngFile of(byte[] file) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        kept.write(file, 0, SIGNATURE);
        Orientation orientation = Orientation.UPRIGHT;
        boolean transparent = false;
        int at = SIGNATURE;
        if (file.length < SIGNATURE + FRAME + IHDR || !"IHDR".equals(type(file, at)) || number(file, at) != IHDR) {
            throw new IOException("a PNG file without a header");
        }
        for (String type = ""; at < file.length && !type.equals("IEND"); ) {
            if (file.length - at < FRAME) {
                throw new IOException("the PNG file is cut short");
            }
            long length = number(file, at);
            type = type(file, at);
            if (length > file.length - at - FRAME) {
                throw new IOException("the PNG file is cut short: its chunk " + name(type) + " has " + length
                        + " bytes, " + (file.length - at - FRAME) + " are there");
            }
            int size = (int) length;
            if (KEPT.contains(type)) {
                checkSum(file, at, size, type);
                kept.write(file, at, FRAME + size);
                transparent |= type.equals("tRNS");
            } else if (type.equals("eXIf")) {
                orientation = Orientation.ofExif(file, at + 8, at + 8 + size);
            }
            at += FRAME + size;
        }
        return new PngFile(header(file, transparent, orientation), kept.toByteArray());
    }

    /** True if a pixel is one number of at most 8 bits: an index in a palette, or a shade of gray. */
    boolean indexed() {
        int color = essential[SIGNATURE + 8 + 9];
        return (color == 0 || color == PALETTE) && essential[SIGNATURE + 8 + 8] <= Byte.SIZE;
    }

    private static Header header(byte[] file, boolean transparent, Orientation orientation) {
        int at = SIGNATURE + 8;
        int depth = file[at + 8];
        int color = file[at + 9];
        int channels = color == PALETTE ? 1 : 1 + (color & 2) + (color >> 2 & 1) + (transparent ? 1 : 0);
        return new Header(number(file, at), number(file, at + 4), depth > 8 ? 2 * channels : channels, 1, orientation);
    }

    private static void checkSum(byte[] file, int at, int size, String type) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(file, at + 4, 4 + size);
        if (sum.getValue() != number(file, at + 8 + size)) {
            throw new IOException("the PNG file is damaged: the checksum of its chunk " + type + " is wrong");
        }
    }

    private static String type(byte[] file, int chunk) {
        return new String(file, chunk + 4, 4, StandardCharsets.ISO_8859_1);
    }

    /** A chunk's type for a message. */
    private static String name(String type) {
        return type.matches("[A-Za-z]{4}") ? type : "of no known kind";
    }

    private static long number(byte[] file, int at) {
        return (file[at] & 0xFFL) << 24
                | (file[at + 1] & 0xFF) << 16
                | (file[at + 2] & 0xFF) << 8
                | file[at + 3] & 0xFF;
    }
}
