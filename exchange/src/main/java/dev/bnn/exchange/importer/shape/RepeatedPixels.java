// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer.shape;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.Constant;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.model.Factor;
import java.util.Arrays;
import java.util.List;

/** Reads how often a Resize or Upsample repeats the pixels of a map. */
public final class RepeatedPixels {
    /** Maximum factor, and maximum number of rows or columns of the result, as in .bnn files. */
    private static final int MOST = 65_536;

    /** The last operator set with Upsample; Resize replaces it. */
    private static final int LAST_UPSAMPLE = 9;

    private RepeatedPixels() {}

    /**
     * The factors for rows and columns.
     *
     * @throws ExchangeException if the node computes anything between pixels, or the map becomes too large
     */
    public static Factor of(GraphNode node, ValueLayout form) throws ExchangeException {
        if (!form.isMap()) {
            throw node.refuse("repeats the values of a vector", "repeat the pixels of maps");
        }
        if (node.op().equals("Upsample") && node.opset() > LAST_UPSAMPLE) {
            throw node.refuse("is not in operator set " + node.opset(), "write it as Resize");
        }
        requireRepeats(node);
        long[] dims = form.dims();
        double[] scales = scales(node, dims);
        boolean whole = scales.length == dims.length && scales[0] == 1 && scales[form.channelAxis()] == 1;
        for (double scale : scales) {
            whole &= scale >= 1 && scale <= MOST && scale == Math.rint(scale);
        }
        if (!whole) {
            throw node.refuse(
                    "has the scales " + Arrays.toString(scales),
                    "rows and columns can be repeated a whole number of times");
        }
        int height = form.axis('H');
        int width = form.axis('W');
        Factor factor = new Factor((int) scales[height], (int) scales[width]);
        long rows = dims[height] * factor.rows();
        long columns = dims[width] * factor.columns();
        if (Math.max(rows, columns) > MOST || !ValueLayout.holds(factor.over(form.shape()))) {
            throw node.refuse(
                    "yields a map of " + rows + " x " + columns + ", which is too large to hold", "repeat less often");
        }
        return factor;
    }

    /**
     * Refuses modes that do not take exactly the pixel to repeat. With an integer factor, a position is never exactly in the
     * middle between two pixels, so rounding either way finds the same one.
     */
    private static void requireRepeats(GraphNode node) throws ExchangeException {
        if (node.op().equals("Upsample") || node.opset() < 11) {
            return;
        }
        boolean corner = node.text("coordinate_transformation_mode").equals("asymmetric");
        if (corner != node.text("nearest_mode").equals("floor")) {
            throw node.refuse(
                    "has the nearest_mode " + node.text("nearest_mode") + " with "
                            + node.text("coordinate_transformation_mode"),
                    "only floor with asymmetric, or rounding with half_pixel, repeats pixels");
        }
    }

    /** For each axis, the extent of the result divided by that of the value. */
    private static double[] scales(GraphNode node, long[] dims) throws ExchangeException {
        if (node.says("scales")) {
            List<Float> scales = node.reals("scales");
            return scales.stream().mapToDouble(Float::doubleValue).toArray();
        }
        boolean later = node.op().equals("Resize") && node.opset() >= 11;
        int input = later ? 2 : 1;
        if (later && node.opset() < 13 && !(node.has(1) && node.has(2))) {
            throw node.refuse(
                    "has no roi or no scales", "up to operator set 12 both are there, an empty list if need be");
        }
        if (!later || !node.has(3)) {
            Constant scales = node.constant(input, "scales");
            node.requireReal(scales, "scales");
            double[] all = new double[scales.values().length];
            Arrays.setAll(all, i -> scales.values()[i]);
            return all;
        }
        if (node.has(2) && node.constant(2, "scales").values().length > 0) {
            throw node.refuse("has scales and sizes", "the graph is not well formed");
        }
        long[] sizes = node.wholes(3, "sizes");
        double[] all = new double[sizes.length];
        Arrays.setAll(all, i -> i < dims.length ? (double) sizes[i] / dims[i] : 0);
        return all;
    }
}
