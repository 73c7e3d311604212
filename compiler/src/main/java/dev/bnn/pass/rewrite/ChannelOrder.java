// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.Op;
import dev.bnn.ir.Weights;
import dev.bnn.model.ChannelShuffle;
import dev.bnn.model.ExactLine;
import dev.bnn.model.Normalization;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reorders the channels of an operation that works on each channel by itself; empty for other operations.
 *
 * @param from by new channel, the old channel whose weights, map or mask it takes
 */
record ChannelOrder(int[] from) implements Op.Visitor<Optional<Op>> {
    /** The order for an operation that reads shuffled values, so that it can read the values before the shuffle. */
    static ChannelOrder before(ChannelShuffle shuffle) {
        int[] from = new int[shuffle.channels()];
        for (int c = 0; c < from.length; c++) {
            from[shuffle.source(c)] = c;
        }
        return new ChannelOrder(from);
    }

    /** The order for an operation whose values are shuffled, so that it yields the values after the shuffle. */
    static ChannelOrder after(ChannelShuffle shuffle) {
        int[] from = new int[shuffle.channels()];
        Arrays.setAll(from, shuffle::source);
        return new ChannelOrder(from);
    }

    /** Weights with the columns of each tap in this order. */
    Weights columns(Weights weights) {
        byte[] ordered = new byte[weights.values().length];
        for (int i = 0; i < ordered.length; i++) {
            int channel = i % from.length;
            ordered[i] = weights.values()[i - channel + from[channel]];
        }
        return weights.with(ordered);
    }

    /** A matrix with its rows in this order. */
    Op.Linear rows(Op.Linear matrix) {
        Weights weights = matrix.weights();
        byte[] ordered = new byte[weights.values().length];
        for (int row = 0; row < from.length; row++) {
            System.arraycopy(
                    weights.values(),
                    from[row] * weights.columns(),
                    ordered,
                    row * weights.columns(),
                    weights.columns());
        }
        return matrix.with(weights.with(ordered));
    }

    private boolean[] mask(boolean[] mask) {
        boolean[] ordered = new boolean[mask.length];
        for (int c = 0; c < ordered.length; c++) {
            ordered[c] = mask[from[c]];
        }
        return ordered;
    }

    @Override
    public Optional<Op> input(Op.Input op) {
        return Optional.empty();
    }

    @Override
    public Optional<Op> scale(Op.Scale op) {
        return Optional.empty();
    }

    @Override
    public Optional<Op> conv(Op.Conv op) {
        return Optional.empty();
    }

    @Override
    public Optional<Op> depthwise(Op.Depthwise op) {
        return Optional.of(rows(op));
    }

    @Override
    public Optional<Op> dense(Op.Dense op) {
        return Optional.empty();
    }

    @Override
    public Optional<Op> affine(Op.Affine op) {
        ExactLine[][] lines = new ExactLine[op.lines().length][];
        for (int position = 0; position < lines.length; position++) {
            ExactLine[] old = op.lines()[position];
            lines[position] = Arrays.stream(from).mapToObj(c -> old[c]).toArray(ExactLine[]::new);
        }
        return Optional.of(new Op.Affine(lines, op.classes()));
    }

    @Override
    public Optional<Op> normalize(Op.Normalize op) {
        List<Normalization> old = op.channels();
        return Optional.of(
                new Op.Normalize(Arrays.stream(from).mapToObj(old::get).toList()));
    }

    @Override
    public Optional<Op> pool(Op.Pool op) {
        return Optional.of(op.with(mask(op.min())));
    }

    @Override
    public Optional<Op> sum(Op.Sum op) {
        return Optional.of(new Op.Sum(op.window(), mask(op.minus())));
    }

    @Override
    public Optional<Op> upsample(Op.Upsample op) {
        return Optional.of(op);
    }

    /** Two shuffles in a row are in general not a shuffle of the same kind. */
    @Override
    public Optional<Op> shuffle(Op.Shuffle op) {
        return Optional.empty();
    }

    @Override
    public Optional<Op> add(Op.Add op) {
        return Optional.empty();
    }

    @Override
    public Optional<Op> concat(Op.Concat op) {
        return Optional.empty();
    }

    @Override
    public Optional<Op> quantize(Op.Quantize op) {
        return Optional.of(op);
    }

    @Override
    public Optional<Op> dropout(Op.Dropout op) {
        return Optional.of(op);
    }

    @Override
    public Optional<Op> flatten(Op.Flatten op) {
        return Optional.empty();
    }

    @Override
    public Optional<Op> threshold(Op.Threshold op) {
        long[][] thresholds = new long[op.thresholds().length][];
        for (int position = 0; position < thresholds.length; position++) {
            long[] old = op.thresholds()[position];
            long[] ordered = new long[old.length];
            for (int c = 0; c < from.length; c++) {
                System.arraycopy(old, from[c] * op.levels(), ordered, c * op.levels(), op.levels());
            }
            thresholds[position] = ordered;
        }
        return Optional.of(new Op.Threshold(thresholds, op.classes(), op.activation()));
    }

    @Override
    public Optional<Op> score(Op.Score op) {
        return Optional.of(new Op.Score(ordered(op.multiplier()), ordered(op.addend()), op.scale()));
    }

    private long[] ordered(long[] values) {
        return Arrays.stream(from).mapToLong(c -> values[c]).toArray();
    }
}
