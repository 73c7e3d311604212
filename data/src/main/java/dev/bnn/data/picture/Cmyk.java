// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

import java.awt.image.Raster;
import java.io.IOException;

/**
 * Converts JPEG files with four components to RGB. Adobe's programs store inverted ink (255 is no ink) and write a marker with
 * the transform: none, or YCbCr for the first three components. A file without the marker does not say whether 0 or 255 is full
 * ink, and programs differ. Color profiles are not applied: red = cyan * black / 255 of the inverted samples.
 */
final class Cmyk {
    private static final int YCCK = 2;

    private Cmyk() {}

    /** Refuses files without a marker, or with an unknown transform. */
    static void check(int adobe) throws IOException {
        if (adobe == JpegFile.NO_MARKER) {
            throw new IOException(
                    "a JPEG file of four components (CMYK) without Adobe's marker, so it is unknown whether 255 is"
                            + " full ink or none; save it as RGB");
        }
        if (adobe != 0 && adobe != YCCK) {
            throw new IOException("a JPEG file of four components (CMYK) whose Adobe marker has the unknown transform "
                    + adobe + "; save it as RGB");
        }
    }

    /** Converts the raw samples to RGB. */
    static byte[] rgb(Raster raster, int adobe) throws IOException {
        int width = raster.getWidth();
        int height = raster.getHeight();
        if (raster.getNumBands() != 4) {
            throw new IOException(
                    "a JPEG file with four components in its header, but " + raster.getNumBands() + " in its data");
        }
        byte[] rgb = new byte[3 * width * height];
        int[] row = new int[4 * width];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                if (adobe == YCCK) {
                    toCmyk(row, 4 * x);
                }
                int black = row[4 * x + 3];
                for (int c = 0; c < 3; c++) {
                    rgb[3 * (y * width + x) + c] = (byte) ((row[4 * x + c] * black + 127) / 255);
                }
            }
        }
        return rgb;
    }

    /** Converts JFIF's YCbCr to inverted cyan, magenta and yellow. Black does not change. */
    private static void toCmyk(int[] p, int at) {
        double y = p[at];
        double blue = p[at + 1] - 128;
        double red = p[at + 2] - 128;
        p[at] = 255 - clamp(y + 1.402 * red);
        p[at + 1] = 255 - clamp(y - 0.344136 * blue - 0.714136 * red);
        p[at + 2] = 255 - clamp(y + 1.772 * blue);
    }

    private static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, Math.rint(value)));
    }
}
