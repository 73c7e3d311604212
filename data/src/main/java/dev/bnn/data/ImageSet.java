// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.util.Arrays;

/**
 * Images of one size with one label each. The arrays are shared, not copied: treat them as read-only.
 *
 * @param channels 1 for grayscale, 3 for red, green, blue
 * @param pixels unsigned bytes, image after image, each in HWC order (channels fastest)
 * @param labels the class index of each image
 */
public record ImageSet(int channels, int height, int width, byte[] pixels, int[] labels) {
    public ImageSet {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("image size " + channels + "x" + height + "x" + width);
        }
        if (pixels.length != (long) labels.length * channels * height * width) {
            throw new IllegalArgumentException(pixels.length + " pixel bytes for " + labels.length + " images of "
                    + channels + "x" + height + "x" + width);
        }
    }

    /** Number of images. */
    public int count() {
        return labels.length;
    }

    /** Bytes per image. */
    public int imageSize() {
        return channels * height * width;
    }

    /** A copy of image i, in HWC order. */
    public byte[] image(int i) {
        return Arrays.copyOfRange(pixels, i * imageSize(), (i + 1) * imageSize());
    }

    /** The class index of image i. */
    public int label(int i) {
        return labels[i];
    }

    /** These images, with class c replaced by {@code map[c]}. */
    ImageSet relabelled(int[] map) {
        return new ImageSet(
                channels,
                height,
                width,
                pixels,
                Arrays.stream(labels).map(c -> map[c]).toArray());
    }

    /** A copy of the images {@code from} to {@code to - 1}. */
    public ImageSet slice(int from, int to) {
        return new ImageSet(
                channels,
                height,
                width,
                Arrays.copyOfRange(pixels, from * imageSize(), to * imageSize()),
                Arrays.copyOfRange(labels, from, to));
    }

    /** The first n images; all if there are fewer. */
    public ImageSet first(int n) {
        return n >= count() ? this : slice(0, n);
    }

    /** A copy of the images with those indices, in that order. */
    public ImageSet select(int[] indices) {
        int size = imageSize();
        byte[] chosen = new byte[indices.length * size];
        int[] chosenLabels = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(pixels, indices[i] * size, chosen, i * size, size);
            chosenLabels[i] = labels[indices[i]];
        }
        return new ImageSet(channels, height, width, chosen, chosenLabels);
    }
}
