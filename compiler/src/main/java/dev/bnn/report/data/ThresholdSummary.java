// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.data;

import dev.bnn.ir.Decisions;
import dev.bnn.ir.Ir;
import dev.bnn.ir.Op;
import dev.bnn.model.ValueSet;
import dev.bnn.report.draw.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The thresholds of one layer in a few figures.
 *
 * @param layer name of the threshold's node
 * @param channels number of channels
 * @param positionClasses number of tables of thresholds: 1, or more if zero padding makes them depend on the position
 * @param min smallest threshold
 * @param median lower median over all classes and channels
 * @param max largest threshold
 * @param low least value that the accumulator can have with the actual weights
 * @param high greatest value that the accumulator can have
 * @param reached number of accumulators that can occur, over all position classes and channels
 * @param alwaysOn channels that yield +1, or the highest level, for every input
 * @param alwaysOff channels that yield -1, or the lowest level, for every input
 * @param alwaysBetween channels that yield the same level in between for every input
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
        int alwaysOff,
        int alwaysBetween) {

    /** Number of channels that yield the same value for every image. */
    public int constant() {
        return alwaysOn + alwaysOff + alwaysBetween;
    }

    /** The constant channels in words: "none", "1 always on, 3 always off". */
    public String constants() {
        List<String> parts = new ArrayList<>();
        Map<String, Integer> kinds = new LinkedHashMap<>();
        kinds.put("on", alwaysOn);
        kinds.put("off", alwaysOff);
        kinds.put("at a level between", alwaysBetween);
        kinds.forEach((kind, count) -> {
            if (count > 0) {
                parts.add(Format.count(count) + " always " + kind);
            }
        });
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    /** Summaries of all threshold nodes of a lowered network, in order. */
    public static List<ThresholdSummary> of(Ir ir) {
        return ir.nodes().stream()
                .filter(node -> node.op() instanceof Op.Threshold)
                .map(node -> of(node.name(), Decisions.of(ir, node)))
                .toList();
    }

    private static ThresholdSummary of(String layer, Decisions decisions) {
        Op.Threshold threshold = decisions.threshold();
        long[] all = Arrays.stream(threshold.thresholds())
                .flatMapToLong(Arrays::stream)
                .sorted()
                .toArray();
        int channels = threshold.thresholds()[0].length / threshold.levels();
        int[] constant = IntStream.range(0, channels)
                .mapToObj(decisions::constant)
                .flatMapToInt(OptionalInt::stream)
                .toArray();
        int on = (int) Arrays.stream(constant)
                .filter(code -> code == threshold.levels())
                .count();
        int off = (int) Arrays.stream(constant).filter(code -> code == 0).count();
        ValueSet.Integers values = decisions.range().values();
        return new ThresholdSummary(
                layer,
                channels,
                threshold.thresholds().length,
                all[0],
                all[(all.length - 1) / 2],
                all[all.length - 1],
                values.lo(),
                values.hi(),
                decisions.range().count(),
                on,
                off,
                constant.length - on - off);
    }
}
