package dev.bnn.report;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The thresholds of one layer in a few figures.
 *
 * @param layer name of the threshold's node
 * @param channels number of channels
 * @param positionClasses tables of thresholds: 1, or more where zero padding makes them depend on the position
 * @param min smallest threshold
 * @param median lower median over all classes and channels
 * @param max largest threshold
 * @param low least value that the accumulator can take, from the fan-in
 * @param high greatest value that the accumulator can take
 * @param alwaysOn channels that yield +1 for every input
 * @param alwaysOff channels that yield -1 for every input
 */
public record ThresholdSummary(
        String layer,
        int channels,
        int positionClasses,
        long min,
        long median,
        long max,
        long low,
        long high,
        int alwaysOn,
        int alwaysOff) {

    /** Channels that never change, whatever the image: dead weight that training left. */
    public int constant() {
        return alwaysOn + alwaysOff;
    }

    /** Summaries of all threshold nodes of a lowered network, in order. */
    public static List<ThresholdSummary> of(Ir ir) {
        List<ThresholdSummary> result = new ArrayList<>();
        for (Node node : ir.nodes()) {
            if (node.op() instanceof Op.Threshold threshold) {
                result.add(of(node.name(), threshold, range(ir, node)));
            }
        }
        return result;
    }

    private static ThresholdSummary of(String layer, Op.Threshold op, Range range) {
        long[] all = Arrays.stream(op.thresholds())
                .flatMapToLong(Arrays::stream)
                .sorted()
                .toArray();
        int channels = op.thresholds()[0].length;
        int on = 0;
        int off = 0;
        for (int c = 0; c < channels; c++) {
            int channel = c;
            on += Arrays.stream(op.thresholds()).allMatch(row -> row[channel] <= range.low(channel)) ? 1 : 0;
            off += Arrays.stream(op.thresholds()).allMatch(row -> row[channel] > range.high(channel)) ? 1 : 0;
        }
        return new ThresholdSummary(
                layer,
                channels,
                op.thresholds().length,
                all[0],
                all[(all.length - 1) / 2],
                all[all.length - 1],
                range.least(channels),
                range.greatest(channels),
                on,
                off);
    }

    /** Bounds of the accumulator by channel, from the weights and the values that they meet. */
    private record Range(Weights weights, boolean bytes) {
        long low(int channel) {
            return weights == null ? 0 : bytes ? 255L * sum(channel, -1) : -fanIn(channel);
        }

        long high(int channel) {
            return weights == null ? 255 : bytes ? 255L * sum(channel, 1) : fanIn(channel);
        }

        long least(int channels) {
            return IntStream.range(0, channels).mapToLong(this::low).min().orElse(0);
        }

        long greatest(int channels) {
            return IntStream.range(0, channels).mapToLong(this::high).max().orElse(0);
        }

        private long fanIn(int channel) {
            return sum(channel, 1) - sum(channel, -1);
        }

        /** Sum of the channel's weights of that sign. */
        private long sum(int channel, int sign) {
            long sum = 0;
            for (int c = 0; c < weights.columns(); c++) {
                int w = weights.at(channel, c);
                sum += w * sign > 0 ? w : 0;
            }
            return sum;
        }
    }

    private static Range range(Ir ir, Node threshold) {
        Node source = producer(ir, threshold);
        if (source.op() instanceof Op.Conv conv) {
            return new Range(conv.weights(), producer(ir, source).op() instanceof Op.Input);
        }
        if (source.op() instanceof Op.Dense dense) {
            return new Range(dense.weights(), producer(ir, source).op() instanceof Op.Input);
        }
        return new Range(null, true);
    }

    /** The node whose values the given one reads, seen through operations that only move or select values. */
    private static Node producer(Ir ir, Node node) {
        Node source = ir.node(node.inputs().get(0));
        while (source.op() instanceof Op.Pool || source.op() instanceof Op.Flatten) {
            source = ir.node(source.inputs().get(0));
        }
        return source;
    }
}
