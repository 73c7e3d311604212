// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import dev.bnn.model.Shape;

/**
 * Converts between orders of values. ONNX stores a map channel by channel (CHW); this project stores it row by row with channels
 * fastest (HWC). The weights of a layer have the order of the map that the layer reads.
 */
public final class Layout {
    private Layout() {}

    /** For each index in CHW order, the index of the same value in HWC order. */
    public static int[] toHwc(Shape shape) {
        int[] places = new int[shape.size()];
        int next = 0;
        for (int c = 0; c < shape.channels(); c++) {
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++) {
                    places[next++] = shape.index(y, x, c);
                }
            }
        }
        return places;
    }

    /**
     * Reorders each row of a matrix from HWC to CHW.
     *
     * @param shape shape of the map that a row covers
     */
    public static float[] rowsToChw(float[] rows, Shape shape) {
        int[] hwc = toHwc(shape);
        float[] transposed = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = i / hwc.length * hwc.length;
            transposed[i] = rows[row + hwc[i % hwc.length]];
        }
        return transposed;
    }

    /** Reorders each row of a matrix from CHW to HWC. */
    public static float[] rowsToHwc(float[] rows, Shape shape) {
        int[] hwc = toHwc(shape);
        float[] transposed = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = i / hwc.length * hwc.length;
            transposed[row + hwc[i % hwc.length]] = rows[i];
        }
        return transposed;
    }
}
