// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The formats of image files that can be read. The content of a file determines its format, whatever its name. */
public enum Format {
    PNG(0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A),
    JPEG(0xFF, 0xD8, 0xFF),
    GIF('G', 'I', 'F', '8'),
    BMP('B', 'M'),
    /** PPM for color and PGM for gray, both in binary form. */
    PPM('P', '6'),
    PGM('P', '5');

    private static final Set<String> ENDS =
            Set.of("png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "ppm", "pgm", "pnm");
    private static final Set<String> OTHER_ENDS = Set.of(
            "webp", "tif", "tiff", "heic", "heif", "avif", "pbm", "pam", "jp2", "jxl", "tga", "svg", "raw", "dng",
            "ico");

    private final int[] start;

    Format(int... start) {
        this.start = start;
    }

    /** Whether a file with that name should be an image in one of these formats. */
    public static boolean named(String file) {
        return ENDS.contains(end(file));
    }

    /** Whether a file with that name should be an image in another format. */
    public static boolean foreign(String file) {
        return OTHER_ENDS.contains(end(file));
    }

    private static String end(String file) {
        return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    static Optional<Format> of(byte[] file) {
        for (Format format : values()) {
            if (format.begins(file)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    private boolean begins(byte[] file) {
        if (file.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((file[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
