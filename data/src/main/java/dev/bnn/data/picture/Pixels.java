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
        byte[] to = o.upright(rgb, width, height, 3);
        return o.transposed() ? new Pixels(height, width, to) : new Pixels(width, height, to);
    }
}
