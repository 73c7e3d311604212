package dev.bnn.data;

/**
 * Random changes of training images, made on bytes.
 *
 * @param crop pixels of padding on each side before a random crop back to size, 0 for none
 * @param flip mirror every other image left to right, at random
 * @param cutout side in pixels of a square of padding with its centre at a random pixel, cut off at the edges (DeVries
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

    /** The byte p whose real value scale * p + offset is nearest to 0. */
    public static int padByteFor(double scale, double offset) {
        return (int) Math.max(0, Math.min(255, Math.rint(-offset / scale)));
    }

    boolean none() {
        return crop == 0 && !flip && cutout == 0;
    }
}
