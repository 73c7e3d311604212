// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

/**
 * An image of any size.
 *
 * @param rgb height * width * 3 bytes, row by row
 */
public record Pixels(int width, int height, byte[] rgb) {
    /** The picture as it was taken: rotated and mirrored back by its Exif orientation. */
    Pixels upright(Orientation o) {
        if (o.equals(Orientation.UPRIGHT)) {
            return this;
        }
        int w = o.transposed() ? height : width;
        int h = o.transposed() ? width : height;
        byte[] to = new byte[rgb.length];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int across = o.transposed() ? y : x;
                int down = o.transposed() ? x : y;
                int fromX = o.fromRight() ? width - 1 - across : across;
                int fromY = o.fromBottom() ? height - 1 - down : down;
                System.arraycopy(rgb, 3 * (fromY * width + fromX), to, 3 * (y * w + x), 3);
            }
        }
        return new Pixels(w, h, to);
    }

    /** Gray of RGB pixels by ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B. */
    public static byte[] gray(byte[] rgb) {
        byte[] pixels = new byte[rgb.length / 3];
        for (int i = 0; i < pixels.length; i++) {
            int sum = 299 * (rgb[3 * i] & 0xFF) + 587 * (rgb[3 * i + 1] & 0xFF) + 114 * (rgb[3 * i + 2] & 0xFF);
            pixels[i] = (byte) ((sum + 500) / 1000);
        }
        return pixels;
    }
}
