// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host.winograd;

import dev.bnn.model.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The inverse of {@link TileLoader}: sums tiles, which may overlap, into an image. It keeps values in the same lines. It sums
 * columns between the two halves of the transform, so that the second half has fewer lines to transform.
 */
final class TileAccumulator {
    private final Shape map;
    private final int top;
    private final Tiles tiles;
    private final Winograd.Mix mix;
    private final int shared;
    /** [column of a tile, without those shared with the next tile][row of the product]. */
    private final float[][][] halves;
    /** [column of a tile, without those shared with the next tile][row of the image]. */
    private final float[][][] sums;
    /** A line shifted by one tile. */
    private final float[] late;

    private final float[] row;

    /**
     * @param top rows of the tiles above the image, and columns before it
     * @param tiles the tiles of the image
     * @param mix transform of a tile
     */
    TileAccumulator(Shape map, int top, Tiles tiles, Winograd.Mix mix) {
        this.map = map;
        this.top = top;
        this.tiles = tiles;
        this.mix = mix;
        int side = tiles.side();
        int longest = tiles.line() + map.channels();
        shared = mix.rows() - side;
        halves = new float[side][mix.columns()][longest];
        sums = new float[side][tiles.rows() * side + shared][longest];
        late = new float[longest];
        row = new float[map.width() * map.channels()];
    }

    /** Reads the tiles of an image from their matrices and writes the sum as image n. */
    void add(FloatBuffer matrices, int image, WinogradBuffers lines, FloatBuffer to, int n) {
        int side = tiles.side();
        for (int r = 0; r < tiles.rows(); r++) {
            tiles.read(mix, matrices, image, r, lines.products());
            for (int i = 0; i < mix.columns(); i++) {
                columns(lines.products()[i], i, lines.spare());
            }
            for (int j = 0; j < side; j++) {
                rows(r, j, lines.spare());
            }
            write(r * side, to, n);
        }
        write(tiles.rows() * side, to, n);
    }

    /** Transforms row i of all tiles. */
    private void columns(float[][] products, int i, float[] spare) {
        int line = tiles.line();
        int channels = map.channels();
        for (int j = 0; j < tiles.side(); j++) {
            mix.row(j, products, 0, halves[j][i], line);
        }
        for (int j = 0; j < shared; j++) {
            Arrays.fill(halves[j][i], line, line + channels, 0);
            mix.row(tiles.side() + j, products, 0, spare, line);
            System.arraycopy(spare, 0, late, channels, line);
            WinogradBuffers.add(late, halves[j][i], line + channels);
        }
    }

    /** Transforms column j of row r of tiles. */
    private void rows(int r, int j, float[] spare) {
        int length = tiles.line() + (j < shared ? map.channels() : 0);
        for (int i = 0; i < mix.rows(); i++) {
            float[] sum = sums[j][r * tiles.side() + i];
            if (r > 0 && i < shared) {
                mix.row(i, halves[j], 0, spare, length);
                WinogradBuffers.add(spare, sum, length);
            } else {
                mix.row(i, halves[j], 0, sum, length);
            }
        }
    }

    /** Writes {@code side} rows, starting at {@code first}; no later tile changes them. */
    private void write(int first, FloatBuffer to, int n) {
        int channels = map.channels();
        int side = tiles.side();
        for (int line = first; line < Math.min(first + side, sums[0].length); line++) {
            int y = line - top;
            if (y >= 0 && y < map.height()) {
                for (int x = 0; x < map.width(); x++) {
                    int place = x + top;
                    System.arraycopy(sums[place % side][line], place / side * channels, row, x * channels, channels);
                }
                to.put((n * map.height() + y) * row.length, row);
            }
        }
    }
}
