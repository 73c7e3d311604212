// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

/**
 * A decoded image of any size.
 *
 * @param rgb height * width * 3 bytes, row by row
 */
public record Pixels(int width, int height, byte[] rgb) {
    /** The upright image: rotated and mirrored by its Exif orientation. */
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
}
