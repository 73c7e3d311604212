// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import dev.bnn.runtime.internal.image.Resampling;

/**
 * An image of any size, gray or in color, for {@link BnnModel}. Immutable as long as nobody writes to the array that it was made
 * from; any number of threads may use one.
 *
 * <p>The model takes the largest centered part with the aspect ratio of its input and scales it by averaging areas, in integers.
 * Training prepares its image files with the same code.
 */
public final class BnnImage {
    private static final int COLORS = 3;

    private final Dims dims;
    private final byte[] pixels;

    private BnnImage(Dims dims, byte[] pixels) {
        this.dims = dims;
        this.pixels = pixels;
    }

    /**
     * An image of bytes.
     *
     * @param dims channels (1 for gray, 3 for red, green and blue, or as many as the network's input has), height and width
     * @param pixels {@code dims.size()} bytes from 0 to 255 (in Java's signed bytes, -1 is 255), row by row, column by column,
     *     channels fastest. The image keeps the array itself
     * @throws IllegalArgumentException if the array has another length
     */
    public static BnnImage ofBytes(Dims dims, byte[] pixels) {
        checkLength(dims, pixels.length);
        return new BnnImage(dims, pixels);
    }

    /**
     * An image of floats. Since a network reads bytes, each float is first rounded to the nearest byte, {@code 255 * value}.
     *
     * @param dims channels, height and width, as in {@link #ofBytes}
     * @param pixels {@code dims.size()} values from 0 to 1 in the order of {@link #ofBytes}. The array is copied
     * @throws IllegalArgumentException if the array has another length, or a value is NaN, below 0 or above 1
     */
    public static BnnImage ofFloats(Dims dims, float[] pixels) {
        checkLength(dims, pixels.length);
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < bytes.length; i++) {
            float value = pixels[i];
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("value " + i + " of the image is " + value + ", not from 0 to 1");
            }
            bytes[i] = (byte) Math.round(255 * value);
        }
        return new BnnImage(dims, bytes);
    }

    /**
     * An image of packed colors, as {@code java.awt.image.BufferedImage.getRGB} and Android's {@code Bitmap.getPixels} give
     * them.
     *
     * @param width in pixels
     * @param height in pixels
     * @param colors {@code width * height} values 0xRRGGBB, row by row; the upper eight bits are ignored. The array is copied
     * @throws IllegalArgumentException if the extent is empty or too large, or the array has another length
     */
    public static BnnImage ofColors(int width, int height, int[] colors) {
        Dims dims = new Dims(COLORS, height, width);
        checkLength(dims, (long) COLORS * colors.length);
        byte[] bytes = new byte[dims.size()];
        for (int i = 0; i < colors.length; i++) {
            bytes[COLORS * i] = (byte) (colors[i] >> 16);
            bytes[COLORS * i + 1] = (byte) (colors[i] >> 8);
            bytes[COLORS * i + 2] = (byte) colors[i];
        }
        return new BnnImage(dims, bytes);
    }

    private static void checkLength(Dims dims, long length) {
        if (length != dims.size()) {
            throw new IllegalArgumentException(
                    "an image of " + dims + " has " + dims.size() + " values, not " + length);
        }
    }

    /** Channels, height and width. */
    public Dims dims() {
        return dims;
    }

    /**
     * The image as a network with that input reads it: the largest centered part with the input's aspect ratio, in which each
     * value is the mean over its area. If the input has one channel, color becomes gray by ITU-R BT.601; if it has three, gray
     * becomes three equal channels. An image that already has the right size comes out unchanged.
     *
     * @param input the network's {@link BnnModel#input()}
     * @return {@code input.size()} bytes, row by row, column by column, channels fastest
     * @throws IllegalArgumentException if the numbers of channels differ and are not 1 and 3
     */
    public byte[] fit(Dims input) {
        byte[] source = channels(input.channels());
        byte[] fitted = new byte[input.size()];
        Resampling.Part part = Resampling.center(dims.width(), dims.height(), input.width(), input.height());
        Resampling.sample(source, dims.width(), part, input, fitted, 0);
        return fitted;
    }

    private byte[] channels(int wanted) {
        if (wanted == dims.channels()) {
            return pixels;
        }
        if (wanted == 1 && dims.channels() == COLORS) {
            return Resampling.gray(pixels);
        }
        if (wanted == COLORS && dims.channels() == 1) {
            byte[] colors = new byte[COLORS * pixels.length];
            for (int i = 0; i < colors.length; i++) {
                colors[i] = pixels[i / COLORS];
            }
            return colors;
        }
        throw new IllegalArgumentException(
                "the network reads " + wanted + " channels, but the image has " + dims.channels());
    }
}
