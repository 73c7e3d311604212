// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

/**
 * The extent of a feature map. Data is laid out row by row, column by column, channels fastest
 * (HWC), in training, in the integer network, in the engine and in the streams of the hardware.
 */
public record Shape(int channels, int height, int width) {
    public Shape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("empty shape " + channels + " x " + height + " x " + width);
        }
    }

    /** A vector of n values. */
    public static Shape vector(int n) {
        return new Shape(n, 1, 1);
    }

    /** Number of values. */
    public int size() {
        return Math.multiplyExact(Math.multiplyExact(channels, height), width);
    }

    /** Number of positions, height times width. */
    public int pixels() {
        return height * width;
    }

    /** Position of a value in the HWC layout. */
    public int index(int y, int x, int channel) {
        return (y * width + x) * channels + channel;
    }

    @Override
    public String toString() {
        return height == 1 && width == 1 ? Integer.toString(channels) : channels + " x " + height + " x " + width;
    }
}
