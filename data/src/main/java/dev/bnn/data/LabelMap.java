// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Draws maps of classes as pictures. A class has the same color everywhere; pixels without a class are black. */
public final class LabelMap {
    /** Maximum number of classes in a map, since 255 stands for no class. */
    public static final int MOST_CLASSES = 255;

    private static final int NONE = 255;
    /** Steps of the golden ratio put neighboring classes far apart on the color wheel. */
    private static final float TURN = 0.618034f;

    private static final int GAP = 1;

    private LabelMap() {}

    /** The color of a class, as {@code #rrggbb}. */
    public static String color(int label) {
        return String.format(Locale.ROOT, "#%06x", rgb(label));
    }

    private static int rgb(int label) {
        if (label == ImageSet.IGNORED || label == NONE) {
            return 0;
        }
        // The first class, often the ground, is gray.
        return 0xFFFFFF
                & (label == 0
                        ? Color.HSBtoRGB(0, 0, 0.75f)
                        : Color.HSBtoRGB(0.58f + (label - 1) * TURN, 0.75f, label % 2 == 0 ? 0.7f : 0.9f));
    }

    /**
     * A PNG file with a palette whose indices are the classes, as in masks; 255 stands for no class.
     *
     * @param map rows * columns classes, row by row
     * @param height height of the picture; each pixel has the class of the position that covers it
     */
    public static byte[] png(int[] map, int rows, int columns, int height, int width) throws IOException {
        byte[][] palette = new byte[3][NONE + 1];
        for (int c = 0; c <= NONE; c++) {
            for (int part = 0; part < 3; part++) {
                palette[part][c] = (byte) (rgb(c) >> 8 * (2 - part));
            }
        }
        IndexColorModel colors = new IndexColorModel(Byte.SIZE, NONE + 1, palette[0], palette[1], palette[2]);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colors);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int label = map[place(y, height, rows) * columns + place(x, width, columns)];
                image.getRaster().setSample(x, y, 0, label == ImageSet.IGNORED ? NONE : label);
            }
        }
        return encode(image);
    }

    /**
     * A PNG file of an image and of maps in colors, from left to right.
     *
     * @param pixels of the image, 1 or 3 channels, channels fastest
     * @param maps each of rows * columns classes
     */
    public static byte[] pictures(
            byte[] pixels, int channels, int height, int width, List<int[]> maps, int rows, int columns)
            throws IOException {
        int step = width + GAP;
        BufferedImage all = new BufferedImage(step * (1 + maps.size()) - GAP, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (y * width + x) * channels;
                int red = pixels[at] & 0xff;
                int green = channels == 1 ? red : pixels[at + 1] & 0xff;
                int blue = channels == 1 ? red : pixels[at + 2] & 0xff;
                all.setRGB(x, y, red << 16 | green << 8 | blue);
                for (int m = 0; m < maps.size(); m++) {
                    int label = maps.get(m)[place(y, height, rows) * columns + place(x, width, columns)];
                    all.setRGB((m + 1) * step + x, y, rgb(label));
                }
            }
        }
        return encode(all);
    }

    private static int place(int pixel, int pixels, int positions) {
        return (int) ((2L * pixel + 1) * positions / (2L * pixels));
    }

    private static byte[] encode(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
