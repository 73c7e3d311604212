// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host.winograd;

import dev.bnn.model.Shape;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The tiles that cover a map. Their transforms fill matrices [tiles of some images, channels], one for each product of
 * a tile, which lie one after the other in an array.
 *
 * @param side rows, and columns, of a tile
 * @param rows number of rows of tiles
 * @param columns number of columns of tiles
 * @param images number of images whose tiles fill the matrices
 */
record Tiles(Shape map, int side, int rows, int columns, int images) {
    /** Matrix products with more rows than this are no faster per row. */
    private static final int TOGETHER = 256;

    /** Tiles whose matrices hold just enough images for a fast product, at most {@code maxImages}. */
    static Tiles over(Shape map, int side, int maxImages) {
        int rows = (map.height() + side - 1) / side;
        int columns = (map.width() + side - 1) / side;
        int images = (TOGETHER + rows * columns - 1) / (rows * columns);
        return new Tiles(map, side, rows, columns, Math.max(1, Math.min(maxImages, images)));
    }

    /** The same tiles of a map with other channels. */
    Tiles of(int channels) {
        return new Tiles(new Shape(channels, map.height(), map.width()), side, rows, columns, images);
    }

    /** Number of tiles of an image. */
    int count() {
        return rows * columns;
    }

    /** Number of values in one of the matrices. */
    int matrix() {
        return images * count() * map.channels();
    }

    /** Number of values in a line: one of each tile of a row, all channels. */
    int line() {
        return columns * map.channels();
    }

    /** The rows of one of the matrices that {@code images} images fill. */
    INDArray matrix(INDArray array, int product, int images) {
        return matrix(array, product, matrix(), (long) images * count(), map.channels());
    }

    /** Matrix {@code number} in an array of matrices that begin {@code distance} values apart. */
    static INDArray matrix(INDArray array, int number, long distance, long rows, long columns) {
        long from = number * distance;
        return array.get(NDArrayIndex.interval(from, from + rows * columns)).reshape('c', rows, columns);
    }

    /**
     * Transforms the tiles of the framed image and writes them to the matrices as number {@code image} of their images.
     */
    void write(Winograd.Mix mix, TileLoader frame, int image, WinogradBuffers lines, FloatBuffer to) {
        int line = line();
        for (int r = 0; r < rows; r++) {
            mix.tiles(frame.lines(), r * side, lines.mixed(), lines.transformed(), line);
            int at = (image * rows + r) * line;
            for (int p = 0; p < mix.rows() * mix.rows(); p++) {
                to.put(p * matrix() + at, lines.transformed()[p], 0, line);
            }
        }
    }

    /** Reads the products of a row of that image's tiles from the matrices, by row and column of a tile. */
    void read(Winograd.Mix mix, FloatBuffer from, int image, int r, float[][][] products) {
        int line = line();
        int at = (image * rows + r) * line;
        for (int p = 0; p < mix.columns() * mix.columns(); p++) {
            from.get(p * matrix() + at, products[p / mix.columns()][p % mix.columns()], 0, line);
        }
    }
}
