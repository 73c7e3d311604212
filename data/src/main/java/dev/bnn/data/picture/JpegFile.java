// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

import java.io.IOException;

/**
 * The properties of a JPEG file in its segments.
 *
 * @param components samples per pixel: 1 gray, 3 RGB or YCbCr, 4 CMYK or YCCK
 * @param adobe the color transform in Adobe's segment: 0 none, 1 YCbCr, 2 YCCK; {@link #NO_MARKER} without one
 * @param marked whether a segment of JFIF or Adobe says what the samples are, or the components are called R, G and B
 */
record JpegFile(Header header, int components, int adobe, boolean marked) {
    static final int NO_MARKER = -1;

    /** Adobe's segment with the transform YCbCr. */
    private static final byte[] YCBCR = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 1
    };

    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;
    private static final int SCAN = 0xDA;
    private static final int END = 0xD9;

    static JpegFile of(byte[] file) throws IOException {
        int width = 0;
        int height = 0;
        int components = 0;
        int adobe = NO_MARKER;
        int scans = 0;
        boolean marked = false;
        Orientation orientation = null;
        for (int at = marker(file, 2); at >= 0; ) {
            int kind = file[at] & 0xFF;
            int size = at + 2 < file.length ? (file[at + 1] & 0xFF) << 8 | file[at + 2] & 0xFF : 0;
            int end = at + 1 + size;
            if (kind == END || size < 2 || end > file.length) {
                break;
            }
            if (isFrame(kind) && size >= 8 && components == 0) {
                height = (file[at + 4] & 0xFF) << 8 | file[at + 5] & 0xFF;
                width = (file[at + 6] & 0xFF) << 8 | file[at + 7] & 0xFF;
                components = file[at + 8] & 0xFF;
                marked |= end > at + 15 && file[at + 9] == 'R' && file[at + 12] == 'G' && file[at + 15] == 'B';
            } else if (kind == APP0 && starts(file, at + 3, "JFIF\0")) {
                marked = true;
            } else if (kind == APP14 && size >= 14 && starts(file, at + 3, "Adobe")) {
                adobe = file[at + 14] & 0xFF;
                marked = true;
            } else if (kind == APP1 && orientation == null && size > 8 && starts(file, at + 3, "Exif\0\0")) {
                orientation = Orientation.ofExif(file, at + 9, end);
            } else if (kind == SCAN) {
                scans++;
            }
            at = marker(file, end);
        }
        if (components == 0) {
            throw new IOException("the JPEG file is damaged: it has no frame header");
        }
        Orientation turn = orientation == null ? Orientation.UPRIGHT : orientation;
        return new JpegFile(new Header(width, height, components, Math.max(1, scans), turn), components, adobe, marked);
    }

    /**
     * The file as the JDK reads it correctly. It takes three components that nothing says anything about, and that are not
     * numbered from 1, for RGB if all have the same size; other programs take them for YCbCr.
     */
    byte[] withColors(byte[] file) {
        if (marked || components != 3) {
            return file;
        }
        byte[] to = new byte[file.length + YCBCR.length];
        System.arraycopy(file, 0, to, 0, 2);
        System.arraycopy(YCBCR, 0, to, 2, YCBCR.length);
        System.arraycopy(file, 2, to, 2 + YCBCR.length, file.length - 2);
        return to;
    }

    /** The index of the next marker's code; -1 if there is none. Stuffed zeros and restarts are part of a scan. */
    private static int marker(byte[] file, int from) {
        for (int i = from; i + 1 < file.length; i++) {
            int kind = file[i + 1] & 0xFF;
            if ((file[i] & 0xFF) == 0xFF && kind > 1 && kind != 0xFF && (kind < 0xD0 || kind > 0xD8)) {
                return i + 1;
            }
        }
        return -1;
    }

    private static boolean isFrame(int kind) {
        return kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC;
    }

    private static boolean starts(byte[] file, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= file.length || file[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
