// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Images of one size with one label each, or one for each pixel. The arrays are shared, not copied: treat them as read-only.
 *
 * @param channels 1 for grayscale, 3 for red, green, blue
 * @param pixels unsigned bytes, image after image, each in HWC order (channels fastest)
 * @param labels the class index of each image, or of each pixel of each image, row by row; {@link #IGNORED} for a pixel that
 *     counts neither in the loss nor in figures
 */
public record ImageSet(int channels, int height, int width, byte[] pixels, int[] labels) {
    /** The label of a pixel without a class. */
    public static final int IGNORED = -1;

    public ImageSet {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("image size " + channels + "x" + height + "x" + width);
        }
        long bytes = (long) channels * height * width;
        long images = pixels.length / bytes;
        if (pixels.length % bytes != 0 || labels.length != images && labels.length != images * height * width) {
            throw new IllegalArgumentException(pixels.length + " pixel bytes for " + labels.length + " images of "
                    + channels + "x" + height + "x" + width);
        }
    }

    /** Number of images. */
    public int count() {
        return pixels.length / imageSize();
    }

    /** Bytes per image. */
    public int imageSize() {
        return channels * height * width;
    }

    /** Labels per image: 1, or one for each pixel. */
    public int labelsEach() {
        return count() == 0 ? 1 : labels.length / count();
    }

    /** True if each pixel has a label. */
    public boolean perPixel() {
        return labelsEach() > 1;
    }

    /** A copy of image i, in HWC order. */
    public byte[] image(int i) {
        return Arrays.copyOfRange(pixels, i * imageSize(), (i + 1) * imageSize());
    }

    /** The class index of image i, which must have one label. */
    public int label(int i) {
        if (perPixel()) {
            throw new IllegalStateException("image " + i + " has a label for each pixel");
        }
        return labels[i];
    }

    /**
     * The labels of image i at the positions of a map: those of the pixels at the centers of the positions. If images have one
     * label each, the map has one position.
     *
     * @param rows of the map
     * @param columns of the map
     * @return {@code rows * columns} class indices, row by row
     */
    public int[] labels(int i, int rows, int columns) {
        int[] map = new int[rows * columns];
        copyLabels(labels, i * labelsEach(), rows, columns, map, 0);
        return map;
    }

    /** True if any image has a class at any position of a map of that size; {@link #IGNORED} is not a class. */
    public boolean hasClasses(int rows, int columns) {
        return !perPixel()
                || IntStream.range(0, count())
                        .anyMatch(i -> Arrays.stream(labels(i, rows, columns)).anyMatch(c -> c != IGNORED));
    }

    /**
     * Copies the labels of one image, starting at index {@code first}, to the positions of a map, starting at index {@code at}.
     */
    void copyLabels(int[] from, int first, int rows, int columns, int[] to, int at) {
        if (!perPixel()) {
            if (rows * columns != 1) {
                throw new IllegalArgumentException("images with one label each have no map of them");
            }
            to[at] = from[first];
            return;
        }
        for (int y = 0; y < rows; y++) {
            int row = (int) ((2L * y + 1) * height / (2L * rows));
            for (int x = 0; x < columns; x++) {
                int column = (int) ((2L * x + 1) * width / (2L * columns));
                to[at + y * columns + x] = from[first + row * width + column];
            }
        }
    }

    /** These images, with class c replaced by {@code map[c]}. */
    public ImageSet relabelled(int[] map) {
        return new ImageSet(
                channels,
                height,
                width,
                pixels,
                Arrays.stream(labels).map(c -> c == IGNORED ? c : map[c]).toArray());
    }

    /** A copy of the images {@code from} to {@code to - 1}. */
    public ImageSet slice(int from, int to) {
        return new ImageSet(
                channels,
                height,
                width,
                Arrays.copyOfRange(pixels, from * imageSize(), to * imageSize()),
                Arrays.copyOfRange(labels, from * labelsEach(), to * labelsEach()));
    }

    /** The first n images; all if there are fewer. */
    public ImageSet first(int n) {
        return n >= count() ? this : slice(0, n);
    }

    /** A copy of the images with those indices, in that order. */
    public ImageSet select(int[] indices) {
        int size = imageSize();
        int each = labelsEach();
        byte[] chosen = new byte[indices.length * size];
        int[] chosenLabels = new int[indices.length * each];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(pixels, indices[i] * size, chosen, i * size, size);
            System.arraycopy(labels, indices[i] * each, chosenLabels, i * each, each);
        }
        return new ImageSet(channels, height, width, chosen, chosenLabels);
    }
}
