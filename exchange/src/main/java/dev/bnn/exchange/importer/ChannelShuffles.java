// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.exchange.graph.ShapeMath;
import dev.bnn.exchange.importer.layers.ImportedLayer;
import dev.bnn.exchange.importer.layers.Layers;
import dev.bnn.exchange.importer.shape.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a channel shuffle: a Reshape that splits the channels into two axes, a Transpose that swaps these, and a Reshape that
 * merges them again.
 */
final class ChannelShuffles {
    /** The nodes that make up a shuffle, for messages. */
    static final String PARTS =
            "a shuffle is a Reshape of the channels to two axes, a Transpose that swaps these, and a Reshape" + " back";

    private ChannelShuffles() {}

    /** The extents of a split map: those of the map, with two axes in place of the channels. */
    static long[] dims(ValueLayout form, Value.Split split) {
        int groups = split.groups();
        int each = form.shape().channels() / groups;
        return split.transposed() ? split(form, each, groups) : split(form, groups, each);
    }

    private static long[] split(ValueLayout form, int first, int second) {
        long[] dims = form.dims();
        int axis = form.channelAxis();
        long[] more = new long[dims.length + 1];
        System.arraycopy(dims, 0, more, 0, axis);
        more[axis] = first;
        more[axis + 1] = second;
        System.arraycopy(dims, axis + 1, more, axis + 2, dims.length - axis - 1);
        return more;
    }

    /** The value with its channels split into two axes, if the Reshape does that to a map; otherwise empty. */
    static Optional<Value> begin(GraphNode node, Value value) throws ExchangeException {
        ValueLayout form = value.form();
        Optional<long[]> to = form.isMap() ? ShapeMath.target(node, form.dims()) : Optional.empty();
        if (to.isEmpty() || to.get().length != form.dims().length + 1) {
            return Optional.empty();
        }
        long groups = to.get()[form.channelAxis()];
        boolean divides = groups <= form.shape().channels() && form.shape().channels() % groups == 0;
        if (!divides || !Arrays.equals(split(form, (int) groups, form.shape().channels() / (int) groups), to.get())) {
            return Optional.empty();
        }
        if (!value.isBits() && value.sums().isEmpty()) {
            throw node.refuse(
                    "shuffles the channels of the image", "put the shuffle after the first layer, or order the data");
        }
        return Optional.of(value.of(new Value.Split(value.content(), node, (int) groups, false)));
    }

    /** Continues a shuffle on a split map: reads the Transpose, or the Reshape that ends the shuffle. */
    static Value read(GraphNode node, Value value, Value.Split split, Layers layers) throws ExchangeException {
        if (node.op().equals("Transpose") && !split.transposed()) {
            return value.of(transposed(node, value.form(), split));
        }
        if (node.op().equals("Reshape") && split.transposed()) {
            return end(node, value, split, layers);
        }
        throw node.refuse("reads the channels as two axes", PARTS);
    }

    private static Value.Split transposed(GraphNode node, ValueLayout form, Value.Split split)
            throws ExchangeException {
        int axis = form.channelAxis();
        long[] swapped = new long[form.dims().length + 1];
        Arrays.setAll(swapped, i -> i == axis ? axis + 1 : i == axis + 1 ? axis : i);
        List<Long> perm = node.says("perm") ? node.integers("perm") : List.of();
        if (!perm.equals(Arrays.stream(swapped).boxed().toList())) {
            throw node.refuse(
                    "has the perm " + (perm.isEmpty() ? "of axes in reverse" : perm) + " on the channels as two axes",
                    PARTS);
        }
        return new Value.Split(split.of(), split.by(), split.groups(), true);
    }

    private static Value end(GraphNode node, Value value, Value.Split split, Layers layers) throws ExchangeException {
        Optional<long[]> to = ShapeMath.target(node, value.dims());
        if (to.isEmpty() || !Arrays.equals(to.get(), value.form().dims())) {
            throw node.refuse(
                    "changes the shape " + Arrays.toString(value.dims())
                            + to.map(t -> " to " + Arrays.toString(t)).orElse(""),
                    PARTS);
        }
        if (split.of() instanceof Sums sums) {
            sums.shuffle(split.groups());
            return value.of(sums);
        }
        Value.Bits bits = (Value.Bits) split.of();
        int place = layers.add(node, new ImportedLayer.Shuffle(split.groups()), bits.layer());
        return value.of(new Value.Bits(place, bits.levels(), bits.unit()));
    }
}
