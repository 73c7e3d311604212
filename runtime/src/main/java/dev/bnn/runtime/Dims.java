// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

/** Extent of a feature map; values lie row by row, column by column, channels fastest (HWC). */
public record Dims(int channels, int height, int width) {
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

    /** Position of a value in the HWC layout. */
    public int index(int y, int x, int channel) {
        return (y * width + x) * channels + channel;
    }

    @Override
    public String toString() {
        return channels + " x " + height + " x " + width;
    }
}
