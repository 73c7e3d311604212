// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer.shape;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;

/** Reads the windows of pools. */
public final class PoolWindow {
    private PoolWindow() {}

    /**
     * The window of a pool, without padding.
     *
     * @throws ExchangeException if it reads a vector or the window does not fit the map
     */
    public static Window of(GraphNode node, ValueLayout form) throws ExchangeException {
        if (!form.isMap()) {
            throw node.refuse("pools a vector", "pool maps");
        }
        Shape in = form.shape();
        if (node.op().startsWith("Global")) {
            return new Window(in.height(), in.width(), in.height(), in.width(), 1, 1);
        }
        int[] size = node.sizes("kernel_shape");
        int[] stride = node.sizes("strides");
        Window window = new Window(size[0], size[1], stride[0], stride[1], 1, 1);
        if (!window.fits(in)) {
            throw node.refuse("has a window that does not fit " + in, "the graph is not well formed");
        }
        boolean partial = (in.height() - size[0]) % stride[0] != 0 || (in.width() - size[1]) % stride[1] != 0;
        if (partial && node.opset() >= 10 && node.integer("ceil_mode") == 1) {
            throw node.refuse(
                    "ceil_mode is 1 on " + in + ", whose last windows are cut off",
                    "pool with ceil_mode 0, which drops them, or such that windows of " + window.kernel()
                            + " fill the map");
        }
        if (!Pads.automatic(node, in, window).isNone()) {
            throw node.refuse("auto_pad pads " + in, "pool without pads");
        }
        return window;
    }
}
