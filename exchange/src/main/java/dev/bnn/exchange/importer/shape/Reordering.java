// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer.shape;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.exchange.graph.ShapeMath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads Transpose, Flatten, Reshape and Squeeze, which change the axes of a value and compute nothing. */
public final class Reordering {
    private Reordering() {}

    /**
     * The axes after the node.
     *
     * @throws ExchangeException if values move in a way that none of our layers supports
     */
    public static ValueLayout of(GraphNode node, ValueLayout form) throws ExchangeException {
        return switch (node.op()) {
            case "Transpose" -> transpose(node, form);
            case "Flatten" -> flatten(node, form);
            case "Squeeze" -> squeeze(node, form);
            default -> reshape(node, form);
        };
    }

    private static ValueLayout transpose(GraphNode node, ValueLayout form) throws ExchangeException {
        List<Long> perm = node.says("perm") ? node.integers("perm") : List.of();
        if (!form.isMap() && perm.equals(List.of(0L, 1L))) {
            return form;
        }
        Optional<AxisOrder> order = form.isMap() ? form.order().transposed(perm) : Optional.empty();
        return form.in(order.orElseThrow(() -> node.refuse(
                "has the perm " + (perm.isEmpty() ? "of axes in reverse" : perm) + " on a value of shape "
                        + Arrays.toString(form.dims()),
                "the axes of a map can be transposed, without the batch")));
    }

    private static ValueLayout flatten(GraphNode node, ValueLayout form) throws ExchangeException {
        if (!node.isAxis(1, form.dims().length)) {
            throw node.refuse(
                    "axis is " + node.integer("axis"), "only 1 can be imported: all but the batch become one");
        }
        return form.flattened();
    }

    /** A Squeeze, which makes a map of one pixel a vector. */
    private static ValueLayout squeeze(GraphNode node, ValueLayout form) throws ExchangeException {
        long[] dims = form.dims();
        List<Long> axes = ShapeMath.axes(node);
        Set<Long> places = axes.stream()
                .map(axis -> axis < 0 && node.opset() >= 11 ? axis + dims.length : axis)
                .collect(Collectors.toSet());
        boolean pixel = form.isMap() && form.shape().pixels() == 1 && places.size() == 2 && axes.size() == 2;
        if (!pixel || places.stream().anyMatch(axis -> axis < 1 || axis >= dims.length || dims[axis.intValue()] != 1)) {
            throw node.refuse(
                    "takes out the axes " + (axes.isEmpty() ? "of extent 1" : axes) + " of a value of shape "
                            + Arrays.toString(dims),
                    "only the rows and columns of a map of one pixel can be taken out, by their axes");
        }
        return form.flattened();
    }

    /** A Reshape: a map as a vector, a vector as a map, or another order of a map's axes that leaves its values in place. */
    private static ValueLayout reshape(GraphNode node, ValueLayout form) throws ExchangeException {
        Optional<long[]> to = ShapeMath.target(node, form.dims());
        Stream<ValueLayout> maps = Arrays.stream(AxisOrder.values()).flatMap(o -> form.map(o).stream());
        return to.flatMap(t -> Stream.concat(Stream.of(form, form.flattened()), maps)
                        .filter(f -> Arrays.equals(f.dims(), t))
                        .findFirst())
                .orElseThrow(() -> node.refuse(
                        "changes the shape " + Arrays.toString(form.dims())
                                + to.map(t -> " to " + Arrays.toString(t)).orElse(""),
                        "only a reshape of a map to a vector can be imported"));
    }
}
