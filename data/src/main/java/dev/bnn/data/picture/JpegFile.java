// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

import java.io.IOException;

/**
 * The properties of a JPEG file in its segments.
 *
 * @param components samples per pixel: 1 gray, 3 RGB or YCbCr, 4 CMYK or YCCK
 * @param adobe the color transform in Adobe's segment: 0 none, 1 YCbCr, 2 YCCK; {@link #NO_MARKER} without one
 */
record JpegFile(Header header, int components, int adobe) {
    static final int NO_MARKER = -1;

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
            } else if (kind == APP14 && size >= 14 && starts(file, at + 3, "Adobe")) {
                adobe = file[at + 14] & 0xFF;
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
        return new JpegFile(new Header(width, height, components, Math.max(1, scans), turn), components, adobe);
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
