// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.exchange.graph.ShapeMath;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Flatten and Reshape. They make a map a vector, or the vector a map again, or change nothing. */
final class Flattening {
    private Flattening() {}

    static ValueLayout of(GraphNode node, ValueLayout form) throws ExchangeException {
        ValueLayout flat = form.isMap() ? form.flat() : form;
        long[] dims = form.dims();
        if (node.op().equals("Flatten")) {
            if (!node.isAxis(1, dims.length)) {
                throw node.refuse(
                        "axis is " + node.integer("axis"), "only 1 can be imported: all but the batch become one");
            }
            return flat;
        }
        ValueLayout map = ValueLayout.map(form.images(), form.shape());
        Optional<long[]> to = ShapeMath.target(node, dims);
        return to.flatMap(t -> Stream.of(form, flat, map)
                        .filter(f -> Arrays.equals(f.dims(), t))
                        .findFirst())
                .orElseThrow(() -> node.refuse(
                        "changes the shape " + Arrays.toString(dims)
                                + to.map(t -> " to " + Arrays.toString(t)).orElse(""),
                        "only a map made a vector can be imported"));
    }
}
