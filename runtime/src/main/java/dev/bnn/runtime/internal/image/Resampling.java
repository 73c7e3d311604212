// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.image;

import dev.bnn.runtime.Dims;

/**
 * Scales images of any size to the size of a network's input. Training, evaluation and applications all use this code, so that a
 * network sees the same as in training. All arithmetic is in integers.
 */
public final class Resampling {
    private Resampling() {}

    /**
     * A part of an image, in its pixels.
     *
     * @param x of the left edge
     * @param y of the upper edge
     */
    public record Part(int x, int y, int width, int height) {}

    /** The largest centered part of an image that has the aspect ratio of the target size; at least one pixel wide and high. */
    public static Part center(int width, int height, int wantedWidth, int wantedHeight) {
        int partWidth = width;
        int partHeight = height;
        if ((long) width * wantedHeight > (long) height * wantedWidth) {
            partWidth = Math.max(1, (int) ((long) height * wantedWidth / wantedHeight));
        } else {
            partHeight = Math.max(1, (int) ((long) width * wantedHeight / wantedWidth));
        }
        return new Part((width - partWidth) / 2, (height - partHeight) / 2, partWidth, partHeight);
    }

    /** Converts RGB pixels to gray by ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B, rounded. */
    public static byte[] gray(byte[] rgb) {
        byte[] pixels = new byte[rgb.length / 3];
        for (int i = 0; i < pixels.length; i++) {
            int sum = 299 * (rgb[3 * i] & 0xFF) + 587 * (rgb[3 * i + 1] & 0xFF) + 114 * (rgb[3 * i + 2] & 0xFF);
            pixels[i] = (byte) ((sum + 500) / 1000);
        }
        return pixels;
    }

    /**
     * Scales a part of an image to the target size: each byte is the rounded mean over its area of the part.
     *
     * @param from the image, row by row, channels fastest
     * @param width of the image in pixels
     * @param part lies within the image
     * @param size channels of both images, and the target height and width
     * @param to receives {@code size.size()} bytes, row by row, channels fastest
     * @param at the index in {@code to} of the first of them
     */
    public static void sample(byte[] from, int width, Part part, Dims size, byte[] to, int at) {
        int channels = size.channels();
        int h = size.height();
        int w = size.width();
        long area = (long) part.width() * part.height();
        // In units of 1/h and 1/w of a source pixel, all borders are integers.
        for (int y = 0; y < h; y++) {
            long y0 = (long) y * part.height();
            long y1 = y0 + part.height();
            for (int x = 0; x < w; x++) {
                long x0 = (long) x * part.width();
                long x1 = x0 + part.width();
                for (int c = 0; c < channels; c++) {
                    long sum = 0;
                    for (long sy = y0 / h; sy * h < y1; sy++) {
                        long tall = Math.min(y1, (sy + 1) * h) - Math.max(y0, sy * h);
                        long row = 0;
                        for (long sx = x0 / w; sx * w < x1; sx++) {
                            long wide = Math.min(x1, (sx + 1) * w) - Math.max(x0, sx * w);
                            long index = ((part.y() + sy) * width + part.x() + sx) * channels + c;
                            row += wide * (from[(int) index] & 0xFF);
                        }
                        sum += tall * row;
                    }
                    to[at + (y * w + x) * channels + c] = (byte) ((sum + area / 2) / area);
                }
            }
        }
    }
}
