// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

/**
 * Extent of an image or a feature map. Its values lie row by row, column by column, channels fastest (HWC).
 *
 * @param channels at least 1
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record Dims(int channels, int height, int width) {
    /**
     * An extent.
     *
     * @throws IllegalArgumentException if it is empty, or has more than 2^31 - 1 values
     */
    public Dims {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("empty extent " + channels + " x " + height + " x " + width);
        }
        long plane = (long) channels * height;
        if (plane > Integer.MAX_VALUE || plane * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("too large an extent " + channels + " x " + height + " x " + width);
        }
    }

    /** Number of values. */
    public int size() {
        return channels * height * width;
    }

    /** Number of pixels. */
    public int positions() {
        return height * width;
    }

    /** Index of a value in an array of {@link #size()} values. */
    public int index(int y, int x, int channel) {
        return (y * width + x) * channels + channel;
    }

    @Override
    public String toString() {
        return channels + " x " + height + " x " + width;
    }
}
