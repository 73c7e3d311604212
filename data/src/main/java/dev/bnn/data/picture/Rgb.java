// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Converts a decoded image to RGB, row by row. Gray is repeated, transparent pixels are blended with black. */
final class Rgb {
    private Rgb() {}

    static byte[] of(BufferedImage image) {
        boolean gray = image.getRaster().getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        if (gray) {
            ofGray(image.getRaster(), rgb);
        } else {
            ofColour(image, rgb);
        }
        return rgb;
    }

    /** Copies gray samples as they are stored. The color model would treat them as linear light and change them. */
    private static void ofGray(Raster raster, byte[] rgb) {
        int width = raster.getWidth();
        int most = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        boolean transparent = raster.getNumBands() == 2;
        int[] values = new int[width];
        int[] alphas = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, values);
            if (transparent) {
                raster.getSamples(0, y, width, 1, 1, alphas);
            }
            for (int x = 0; x < width; x++) {
                int value = toByte(values[x], most);
                byte shown = transparent ? onBlack(value, toByte(alphas[x], most)) : (byte) value;
                int at = 3 * (y * width + x);
                rgb[at] = rgb[at + 1] = rgb[at + 2] = shown;
            }
        }
    }

    private static int toByte(int value, int most) {
        return (value * 255 + most / 2) / most;
    }

    private static void ofColour(BufferedImage image, byte[] rgb) {
        int width = image.getWidth();
        int[] argb = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, argb, 0, width);
            for (int x = 0; x < width; x++) {
                int alpha = argb[x] >>> 24;
                int at = 3 * (y * width + x);
                rgb[at] = onBlack(argb[x] >> 16 & 0xFF, alpha);
                rgb[at + 1] = onBlack(argb[x] >> 8 & 0xFF, alpha);
                rgb[at + 2] = onBlack(argb[x] & 0xFF, alpha);
            }
        }
    }

    private static byte onBlack(int value, int alpha) {
        return (byte) ((value * alpha + 127) / 255);
    }
}
