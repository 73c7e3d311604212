// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host.winograd;

import dev.bnn.model.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The tiles of one image at a time, with a border of one value around it. For each column of a tile and row of the image there is
 * a line with the values of that column in all tiles of the row. A column that two tiles share is stored for both.
 */
final class TileLoader {
    private final Shape map;
    private final int top;
    private final int columns;
    private final Tiles tiles;
    private final float[][][] lines;
    private final float[] row;

    /**
     * @param top rows above the image, and columns before it
     * @param tiles the tiles of the image
     * @param columns columns, and rows, of a tile; tiles begin {@link Tiles#side} pixels apart
     */
    TileLoader(Shape map, int top, Tiles tiles, int columns, float border) {
        this.map = map;
        this.top = top;
        this.columns = columns;
        this.tiles = tiles;
        lines = new float[columns][(tiles.rows() - 1) * tiles.side() + columns][tiles.line()];
        row = new float[map.width() * map.channels()];
        for (float[][] column : lines) {
            for (float[] line : column) {
                Arrays.fill(line, border);
            }
        }
    }

    /** Loads image n. */
    void load(FloatBuffer images, int n) {
        int channels = map.channels();
        int side = tiles.side();
        for (int y = 0; y < Math.min(map.height(), lines[0].length - top); y++) {
            images.get((n * map.height() + y) * row.length, row);
            for (int x = 0; x < map.width(); x++) {
                int place = x + top;
                for (int j = place % side; j < columns; j += side) {
                    int tile = (place - j) / side;
                    if (place >= j && tile < tiles.columns()) {
                        System.arraycopy(row, x * channels, lines[j][y + top], tile * channels, channels);
                    }
                }
            }
        }
    }

    Tiles tiles() {
        return tiles;
    }

    /** [column of a tile][row of the image]. */
    float[][][] lines() {
        return lines;
    }
}
