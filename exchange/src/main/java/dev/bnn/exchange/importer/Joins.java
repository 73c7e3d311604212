// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.exchange.importer.layers.ImportedLayer;
import dev.bnn.exchange.importer.layers.LayerSums;
import dev.bnn.exchange.importer.layers.Layers;
import dev.bnn.exchange.importer.layers.ScaledSums;
import dev.bnn.exchange.importer.shape.AxisOrder;
import dev.bnn.exchange.importer.shape.ValueLayout;
import dev.bnn.exchange.wire.Printable;
import dev.bnn.model.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the nodes that join branches: Add and Concat. */
final class Joins {
    private static final String NOT_ALIKE = "end all branches with a quantizer of the same values and the same scale";

    private Joins() {}

    /** @param values the inputs of the node, in order */
    static Value read(GraphNode node, List<Value> values, Layers layers) throws ExchangeException {
        if (node.op().equals("Add")) {
            return add(node, values.get(0), values.get(1), layers);
        }
        if (node.op().equals("Concat")) {
            return concat(node, values, layers);
        }
        String names = node.inputs().stream().map(Printable::name).collect(Collectors.joining(" and "));
        throw node.refuse("joins " + names, "branches are joined by Add or Concat");
    }

    private static Value add(GraphNode node, Value a, Value b, Layers layers) throws ExchangeException {
        Value.Bits first = bits(node, a);
        Value.Bits second = bits(node, b);
        requireAlike(node, first, second);
        if (!b.form().as(a.form().order()).equals(Optional.of(a.form()))) {
            throw node.refuse(
                    "adds values of the shapes " + Arrays.toString(a.form().dims()) + " and "
                            + Arrays.toString(b.form().dims()),
                    "a value is added to that at its place: give both branches the same strides and as many channels");
        }
        if (first.layer() == second.layer()) {
            throw node.refuse("adds a value to itself", "multiply it by 2");
        }
        int place = layers.add(node, new ImportedLayer.Add(), List.of(first.layer(), second.layer()));
        LayerSums sums =
                new LayerSums(layers, place, ScaledSums.of(a.form().shape().channels(), first.unit()));
        return new Value(a.form(), new Sums(List.of(sums)));
    }

    private static Value concat(GraphNode node, List<Value> values, Layers layers) throws ExchangeException {
        ValueLayout form = values.get(0).form().in(order(node, values));
        Shape first = form.shape();
        long channels = 0;
        for (Value value : values) {
            Shape shape = value.form().shape();
            channels += shape.channels();
            Shape alike = new Shape(shape.channels(), first.height(), first.width());
            if (!value.form().as(form.order()).equals(Optional.of(form.of(alike)))) {
                throw node.refuse(
                        "joins values of the shapes " + Arrays.toString(form.dims()) + " and "
                                + Arrays.toString(value.form().dims()),
                        "end all branches with maps of the same height and width");
            }
        }
        Shape joined = new Shape((int) channels, first.height(), first.width());
        if (!ValueLayout.holds(joined)) {
            throw node.refuse("yields " + joined + ", which is too large to hold", "use fewer channels");
        }
        return new Value(form.of(joined), content(node, values, layers));
    }

    /** The order of axes, common to all values, in which the node joins them along their channels. */
    private static AxisOrder order(GraphNode node, List<Value> values) throws ExchangeException {
        ValueLayout first = values.get(0).form();
        if (first.isVector() && first.order().place('C') > 0) {
            throw node.refuse(
                    "joins vectors in which the channels alternate", "join the maps before they are flattened");
        }
        Stream<AxisOrder> orders = Stream.concat(Stream.of(first.order()), Arrays.stream(AxisOrder.values()));
        return orders.filter(o -> node.isAxis(first.in(o).channelAxis(), first.dims().length))
                .filter(o -> values.stream().allMatch(v -> v.form().as(o).isPresent()))
                .findFirst()
                .orElseThrow(() -> node.refuse(
                        "axis is " + node.integer("axis"),
                        "only " + first.channelAxis() + ", that of the channels, can be imported"));
    }

    /** The joined content. Sums still belong to their layers, until a quantizer ends the branches. */
    private static Value.Content content(GraphNode node, List<Value> values, Layers layers) throws ExchangeException {
        if (values.stream().allMatch(v -> v.content() instanceof Sums s && !s.shuffled())) {
            return new Sums(values.stream()
                    .flatMap(v -> v.sums().orElseThrow().parts().stream())
                    .toList());
        }
        Value.Bits first = bits(node, values.get(0));
        List<Integer> ends = new ArrayList<>();
        for (Value value : values) {
            Value.Bits end = bits(node, value);
            requireAlike(node, first, end);
            ends.add(end.layer());
        }
        return new Value.Bits(joined(node, ends, layers), first.levels(), first.unit());
    }

    /**
     * Adds a concat of the layers at these places, and returns its place. Layers that an earlier concat has joined enter as one
     * value, as in networks in which each layer reads all previous ones.
     */
    static int joined(GraphNode node, List<Integer> ends, Layers layers) throws ExchangeException {
        List<Integer> open = new ArrayList<>(ends);
        for (int place = 0; place < layers.all().size(); place++) {
            Layers.Placed earlier = layers.all().get(place);
            boolean joins = earlier.layer() instanceof ImportedLayer.Concat;
            int at = joins ? Collections.indexOfSubList(open, earlier.reads()) : -1;
            if (at >= 0) {
                open.subList(at, at + earlier.reads().size()).clear();
                open.add(at, place);
            }
        }
        if (open.size() == 1) {
            return open.get(0);
        }
        if (open.stream().distinct().count() < open.size()) {
            throw node.refuse("joins a value with itself", "a value goes into a concat once");
        }
        return layers.add(node, new ImportedLayer.Concat(), open);
    }

    private static Value.Bits bits(GraphNode node, Value value) throws ExchangeException {
        if (value.content() instanceof Value.Bits bits) {
            return bits;
        }
        throw node.refuse(
                "joins values that are not quantized",
                "put a BipolarQuant or MultiThreshold at the end of each branch");
    }

    private static void requireAlike(GraphNode node, Value.Bits a, Value.Bits b) throws ExchangeException {
        if (!a.levels().equals(b.levels())) {
            throw node.refuse("joins values of a " + a.levels() + " and of a " + b.levels(), NOT_ALIKE);
        }
        if (a.unit() != b.unit()) {
            throw node.refuse("joins values in units of " + a.unit() + " and of " + b.unit(), NOT_ALIKE);
        }
    }
}
