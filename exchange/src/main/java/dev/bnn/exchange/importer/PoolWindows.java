// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.check.vocabulary.Limits;
import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.exchange.importer.layers.ImportedLayer;
import dev.bnn.exchange.importer.shape.Pads;
import dev.bnn.exchange.importer.shape.ValueLayout;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;

/** Reads the windows of pools. */
final class PoolWindows {
    private PoolWindows() {}

    /** The windows of a max pool; they may stick out of the map. */
    static ImportedLayer.Windows max(GraphNode node, ValueLayout form) throws ExchangeException {
        return node.op().startsWith("Global") ? whole(node, form) : windows(node, map(node, form));
    }

    /** The windows of an average pool. */
    static ImportedLayer.Windows average(GraphNode node, ValueLayout form) throws ExchangeException {
        ImportedLayer.Windows read =
                node.op().startsWith("Global") ? whole(node, form) : windows(node, map(node, form));
        if (!read.padding().isNone()) {
            throw node.refuse(
                    node.text("auto_pad").startsWith("SAME")
                            ? "auto_pad pads " + form.shape()
                            : "ceil_mode is 1 on " + form.shape() + ", whose last windows are cut off",
                    "average with ceil_mode 0 and without pads, or such that windows of "
                            + read.window().kernel() + " fill the map");
        }
        return read;
    }

    private static Shape map(GraphNode node, ValueLayout form) throws ExchangeException {
        if (!form.isMap()) {
            throw node.refuse("pools a vector", "pool maps");
        }
        return form.shape();
    }

    private static ImportedLayer.Windows whole(GraphNode node, ValueLayout form) throws ExchangeException {
        Shape in = map(node, form);
        Window window = new Window(in.height(), in.width(), in.height(), in.width(), 1, 1);
        return new ImportedLayer.Windows(window, Padding.NONE, false);
    }

    private static ImportedLayer.Windows windows(GraphNode node, Shape in) throws ExchangeException {
        int[] size = node.sizes("kernel_shape");
        int[] stride = node.sizes("strides");
        if (Math.max(size[0], size[1]) > Limits.EXTENT) {
            throw node.refuse("has a window that is larger than every map", "the graph is not well formed");
        }
        Window window = new Window(size[0], size[1], stride[0], stride[1], 1, 1);
        Padding said = Pads.automatic(node, in, window);
        if (!said.isWithin(window)) {
            throw node.refuse(
                    "is padded by " + said.sides(),
                    "windows at the border would see nothing but padding; pad by less than the kernel");
        }
        if (!window.fits(said.around(in))) {
            throw node.refuse("has a window that does not fit " + in, "the graph is not well formed");
        }
        boolean up = node.opset() >= 10 && node.integer("ceil_mode") == 1;
        return ImportedLayer.Windows.over(in, window, up ? ceiled(node, in, window, said) : said);
    }

    /**
     * The padding with {@code ceil_mode}, in which the last windows may stick out below and on the right. If a window would begin
     * on the padding there, the standard omits it since operator set 22, but counted it before.
     */
    private static Padding ceiled(GraphNode node, Shape in, Window window, Padding padding) throws ExchangeException {
        int below = more(padding.top() + in.height(), padding.bottom(), window.spanHeight(), window.strideY());
        int behind = more(padding.left() + in.width(), padding.right(), window.spanWidth(), window.strideX());
        if (node.text("auto_pad").equals("VALID") && below + behind > 0) {
            throw node.refuse(
                    "ceil_mode is 1 and auto_pad is VALID on " + in + ", whose last windows are cut off",
                    "tools differ on whether they count: leave auto_pad out, or pool with ceil_mode 0");
        }
        if (padding.bottom() + below >= window.kernelHeight() || padding.right() + behind >= window.kernelWidth()) {
            throw node.refuse(
                    "ceil_mode is 1 on " + in + " and pads are such that a last window lies on padding alone",
                    "tools differ on whether it counts: pad less below or on the right, or pool with ceil_mode 0");
        }
        return new Padding(padding.top(), padding.bottom() + below, padding.left(), padding.right() + behind, 0);
    }

    /**
     * The number of rows to add so that one more window fits; 0 if the last window ends exactly at the end of the padded map.
     *
     * @param extent rows of the map and the padding above it
     */
    private static int more(int extent, int below, int span, int stride) {
        int rest = (extent + below - span) % stride;
        return rest == 0 ? 0 : stride - rest;
    }
}
