package dev.bnn.report;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Reach;
import dev.bnn.model.ValueSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The thresholds of one layer in a few figures.
 *
 * @param layer name of the threshold's node
 * @param channels number of channels
 * @param positionClasses tables of thresholds: 1, or more where zero padding makes them depend on the position
 * @param min smallest threshold
 * @param median lower median over all classes and channels
 * @param max largest threshold
 * @param low least value that the accumulator can take, from the real weights
 * @param high greatest value that the accumulator can take
 * @param reached accumulators that can occur, over all position classes and channels
 * @param alwaysOn channels that yield +1, or the highest level, for every input
 * @param alwaysOff channels that yield -1, or the lowest level, for every input
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
        long reached,
        int alwaysOn,
        int alwaysOff) {

    /** Channels that never change, whatever the image: dead weight that training left. */
    public int constant() {
        return alwaysOn + alwaysOff;
    }

    /** Summaries of all threshold nodes of a lowered network, in order; each reads a product, a sum or the image itself. */
    public static List<ThresholdSummary> of(Ir ir) {
        List<ThresholdSummary> result = new ArrayList<>();
        for (Node node : ir.nodes()) {
            if (node.op() instanceof Op.Threshold threshold) {
                result.add(of(node.name(), threshold, reach(ir, node)));
            }
        }
        return result;
    }

    private static Reach reach(Ir ir, Node threshold) {
        Node source = ir.node(threshold.inputs().get(0));
        return source.op() instanceof Op.Summing sums
                ? sums.reach(ir.node(source.inputs().get(0)).type())
                : Reach.ofBytes(source.type());
    }

    private static ThresholdSummary of(String layer, Op.Threshold threshold, Reach reach) {
        long[][] thresholds = threshold.thresholds();
        int levels = threshold.levels();
        long[] all =
                Arrays.stream(thresholds).flatMapToLong(Arrays::stream).sorted().toArray();
        int channels = thresholds[0].length / levels;
        int on = 0;
        int off = 0;
        for (int c = 0; c < channels; c++) {
            boolean always = true;
            boolean never = true;
            for (int k = 0; k < thresholds.length; k++) {
                always &= thresholds[k][(c + 1) * levels - 1] <= reach.lo()[k][c];
                never &= thresholds[k][c * levels] > reach.hi()[k][c];
            }
            on += always ? 1 : 0;
            off += never ? 1 : 0;
        }
        ValueSet.Integers values = reach.values();
        return new ThresholdSummary(
                layer,
                channels,
                thresholds.length,
                all[0],
                all[(all.length - 1) / 2],
                all[all.length - 1],
                values.lo(),
                values.hi(),
                reach.count(),
                on,
                off);
    }
}
