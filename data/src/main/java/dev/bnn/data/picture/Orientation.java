// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

/**
 * The arrangement of the stored pixels of a photograph, by the Exif tag Orientation.
 *
 * @param transposed stored rows are columns of the upright picture
 * @param fromRight stored columns run from right to left
 * @param fromBottom stored rows run from bottom to top
 */
record Orientation(boolean transposed, boolean fromRight, boolean fromBottom) {
    static final Orientation UPRIGHT = new Orientation(false, false, false);

    private static final int TAG = 0x112;
    private static final int ENTRY = 12;

    /** The orientation of a tag's value from 1 to 8; upright for others. */
    static Orientation of(int tag) {
        return switch (tag) {
            case 2 -> new Orientation(false, true, false);
            case 3 -> new Orientation(false, true, true);
            case 4 -> new Orientation(false, false, true);
            case 5 -> new Orientation(true, false, false);
            case 6 -> new Orientation(true, false, true);
            case 7 -> new Orientation(true, true, true);
            case 8 -> new Orientation(true, true, false);
            default -> UPRIGHT;
        };
    }

    /**
     * Reads the first directory of an Exif block. A damaged block counts as upright, since the pixels may still be intact.
     *
     * @param from index where the TIFF header of the block begins
     * @param to index where the block ends
     */
    static Orientation ofExif(byte[] file, int from, int to) {
        if (to - from < 8 || file[from] != file[from + 1] || (file[from] != 'I' && file[from] != 'M')) {
            return UPRIGHT;
        }
        boolean little = file[from] == 'I';
        long directory = number(file, from + 4, 4, little);
        if (directory > to - from - 2) {
            return UPRIGHT;
        }
        int at = from + (int) directory;
        long entries = Math.min(number(file, at, 2, little), (to - at - 2) / ENTRY);
        for (int i = 0; i < entries; i++) {
            int entry = at + 2 + i * ENTRY;
            if (number(file, entry, 2, little) == TAG) {
                return of(value(file, entry, little));
            }
        }
        return UPRIGHT;
    }

    /**
     * Rotates and mirrors a stored picture.
     *
     * @param stored height * width pixels, row by row
     * @param bytes of a pixel
     * @return the pixels of the upright picture, row by row; it is height pixels wide if {@link #transposed}, else width
     */
    byte[] upright(byte[] stored, int width, int height, int bytes) {
        int w = transposed ? height : width;
        int h = transposed ? width : height;
        byte[] to = new byte[stored.length];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int across = transposed ? y : x;
                int down = transposed ? x : y;
                int fromX = fromRight ? width - 1 - across : across;
                int fromY = fromBottom ? height - 1 - down : down;
                System.arraycopy(stored, bytes * (fromY * width + fromX), to, bytes * (y * w + x), bytes);
            }
        }
        return to;
    }

    /** The value of an entry of type byte, short or long. */
    private static int value(byte[] file, int entry, boolean little) {
        long type = number(file, entry + 2, 2, little);
        int bytes = type == 1 ? 1 : type == 3 ? 2 : type == 4 ? 4 : 0;
        return (int) Math.min(number(file, entry + 8, bytes, little), Integer.MAX_VALUE);
    }

    private static long number(byte[] file, int at, int bytes, boolean little) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | file[little ? at + bytes - 1 - i : at + i] & 0xFF;
        }
        return value;
    }
}
