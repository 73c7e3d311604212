// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.model.Shape;

/** The window of a pool. */
record PoolWindow(int size, int stride) {
    static PoolWindow of(GraphNode node, ValueLayout form) throws ExchangeException {
        if (!form.isMap()) {
            throw node.refuse("pools a vector", "pool maps");
        }
        Shape in = form.shape();
        if (node.op().startsWith("Global")) {
            if (in.height() != in.width()) {
                throw node.refuse("is of a map that is not square", "only square windows can be imported");
            }
            return new PoolWindow(in.height(), in.height());
        }
        int size = node.square("kernel_shape");
        int stride = node.square("strides");
        if (size > in.height() || size > in.width()) {
            throw node.refuse("has a window that does not fit " + in, "the graph is not well formed");
        }
        if (Pads.automatic(node, in, size, stride) != 0) {
            throw node.refuse("auto_pad pads " + in, "pool without pads");
        }
        return new PoolWindow(size, stride);
    }

    Shape out(Shape in) {
        return new Shape(in.channels(), (in.height() - size) / stride + 1, (in.width() - size) / stride + 1);
    }
}
