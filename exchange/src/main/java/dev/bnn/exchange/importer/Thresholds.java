// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.Constant;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.exchange.importer.shape.ValueLayout;
import dev.bnn.model.Activation;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A MultiThreshold: a sign with one threshold per channel, or levels whose cuts are the same for all channels.
 *
 * @param size the value of level 1
 */
record Thresholds(Activation activation, double size) {
    static Thresholds of(GraphNode node, ValueLayout form) throws ExchangeException {
        Constant table = node.constant(1, "thresholds");
        node.requireReal(table, "table of thresholds");
        String axes = "N" + form.order();
        if (form.isMap() && !node.text("data_layout").equals(axes)) {
            throw node.refuse("data_layout is " + node.text("data_layout"), "the axes of the map are " + axes);
        }
        float scale = node.real("out_scale");
        float bias = node.real("out_bias");
        Optional<Activation> levels = levels(table);
        if (levels.isPresent()) {
            double size = scale / (double) levels.get().step();
            if (!(size > 0)
                    || Double.isInfinite(size)
                    || bias != size * levels.get().lo()) {
                throw node.refuse(
                        "gives other values than " + levels.get(),
                        "its cuts are those of " + levels.get() + ", whose out_bias is "
                                + levels.get().lo() + " / " + levels.get().step() + " of its out_scale");
            }
            return new Thresholds(levels.get(), size);
        }
        boolean bipolar = scale == 2 && bias == -1;
        if (!bipolar || table.dims().length != 2 || table.dims()[1] != 1) {
            throw node.refuse(
                    "gives more than -1 and +1",
                    "only one threshold per channel, with out_scale 2 and out_bias -1, or the cuts of a quant, relu or"
                            + " ternary for all channels can be imported");
        }
        return new Thresholds(Activation.SIGN, 1);
    }

    /** The thresholds of a sign. */
    float[] perChannel(GraphNode node, ValueLayout form) throws ExchangeException {
        Constant table = node.constant(1, "thresholds");
        long rows = table.dims()[0];
        int channels = form.shape().channels();
        if (rows != 1 && rows != channels) {
            throw node.refuse(
                    "has thresholds for " + rows + " channels where there are " + channels,
                    "it must be one per channel");
        }
        float[] all = new float[channels];
        for (int c = 0; c < channels; c++) {
            all[c] = table.values()[rows == 1 ? 0 : c];
            if (!Float.isFinite(all[c])) {
                throw node.refuse("has the threshold " + all[c] + " in channel " + c, "it must be a number");
            }
        }
        return all;
    }

    private static Optional<Activation> levels(Constant table) {
        if (table.dims().length != 2 || table.dims()[0] != 1) {
            return Optional.empty();
        }
        Stream<Activation> ofBits = IntStream.rangeClosed(2, Activation.MOST_BITS)
                .boxed()
                .flatMap(bits -> Stream.of(new Activation(bits, true), new Activation(bits, false)));
        return Stream.concat(ofBits, Stream.of(Activation.TERNARY))
                .filter(a -> cutAt(a, table.values()))
                .findFirst();
    }

    private static boolean cutAt(Activation activation, float[] cuts) {
        return cuts.length == activation.top()
                && IntStream.rangeClosed(1, cuts.length).allMatch(code -> cuts[code - 1] == activation.cut(code));
    }
}
