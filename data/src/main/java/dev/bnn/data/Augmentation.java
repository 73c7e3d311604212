// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

/**
 * Random changes of training images, applied to their bytes.
 *
 * @param crop pixels of padding on each side before a random crop back to size, 0 for none
 * @param flip true to mirror each image left to right with a probability of one half
 * @param cutout side in pixels of a square of padding around a random pixel, clipped at the edges (DeVries
 *     and Taylor 2017); 0 for none
 * @param padByte the byte of padding pixels, 0 to 255
 */
public record Augmentation(int crop, boolean flip, int cutout, int padByte) {
    public static final Augmentation NONE = new Augmentation(0, false, 0, 0);

    public Augmentation {
        if (crop < 0 || cutout < 0 || padByte < 0 || padByte > 255) {
            throw new IllegalArgumentException("crop " + crop + ", cutout " + cutout + ", padding byte " + padByte);
        }
    }

    /**
     * The byte whose value is nearest to 0, if bytes 0 to 255 stand for evenly spaced values from {@code low} to {@code high}.
     */
    public static int padByteFor(double low, double high) {
        return (int) Math.max(0, Math.min(255, Math.rint(-low * 255 / (high - low))));
    }

    /** Number of random draws per image. */
    int draws() {
        return (crop == 0 ? 0 : 2) + (flip ? 1 : 0) + (cutout == 0 ? 0 : 2);
    }

    boolean none() {
        return crop == 0 && !flip && cutout == 0;
    }
}
