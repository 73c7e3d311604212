// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import dev.bnn.emit.rtl.cost.Feature;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Look-up tables of six inputs and flip-flops per unit of each feature, as the Verilog suggests them: an adder takes one look-up
 * table per bit, for example. A fit is regularized toward them.
 */
final class NaturalCoefficients {
    private record Each(double lut, double ff, double cells) {}

    private static final Map<Feature, Each> ALL = Map.ofEntries(
            Map.entry(Feature.MATRIX, new Each(5, 6, 11)),
            Map.entry(Feature.STEP_BITS, new Each(1.2, 1, 2)),
            Map.entry(Feature.VECTOR_RAM, new Each(1, 0, 1.7)),
            Map.entry(Feature.VECTOR_ADDRESS, new Each(0, 1, 1)),
            Map.entry(Feature.VECTOR_BITS, new Each(0, 1, 1)),
            Map.entry(Feature.CHOSEN_BITS, new Each(1, 0, 0.5)),
            Map.entry(Feature.PAIRED_BITS, new Each(1, 2, 2.5)),
            Map.entry(Feature.MATCH_TABLES, new Each(1, 0, 1)),
            Map.entry(Feature.SIGNED_BITS, new Each(1, 0, 2)),
            Map.entry(Feature.SELECTED_BITS, new Each(1, 0, 2)),
            Map.entry(Feature.PRODUCT_TABLES, new Each(1, 0, 2)),
            Map.entry(Feature.PRODUCT_BITS, new Each(1.5, 0, 2.5)),
            Map.entry(Feature.TREE_ADDERS, new Each(1, 0, 1)),
            Map.entry(Feature.TREE_REGISTERS, new Each(0, 1, 0.2)),
            Map.entry(Feature.SUM_BITS, new Each(0, 1, 0.1)),
            Map.entry(Feature.ACCUMULATED_BITS, new Each(1, 0, 1.1)),
            Map.entry(Feature.STARTED_BITS, new Each(1, 0, 1)),
            Map.entry(Feature.WEIGHT_ROM, new Each(1, 0, 1)),
            Map.entry(Feature.WEIGHT_WORD, new Each(0, 1, 0)),
            Map.entry(Feature.TABLE_ROM, new Each(1, 0, 1)),
            Map.entry(Feature.TABLE_WORD, new Each(0, 1, 0)),
            Map.entry(Feature.COMPARED_TABLES, new Each(1, 0, 1)),
            Map.entry(Feature.CONSTANT_COMPARED_BITS, new Each(0.5, 0, 0.7)),
            Map.entry(Feature.COUNTED_LEVELS, new Each(0.5, 0, 1)),
            Map.entry(Feature.POSITION_BITS, new Each(2, 1, 2.5)),
            Map.entry(Feature.SCORE_BITS, new Each(0, 1, 0.2)),
            Map.entry(Feature.SCORE_ADDED_BITS, new Each(1, 0, 1)),
            Map.entry(Feature.MULTIPLIED_BITS, new Each(1.5, 0, 2.4)),
            Map.entry(Feature.STAGES, new Each(0.5, 1.5, 0.5)),
            Map.entry(Feature.TURNED_BITS, new Each(1, 0, 1.3)),
            Map.entry(Feature.TURN_BITS, new Each(0, 1, 1)),
            Map.entry(Feature.TURN_SHIFTS, new Each(1, 1, 1)),
            Map.entry(Feature.LOADED_SCORE_BITS, new Each(1, 3, 4)),
            Map.entry(Feature.LOADED_RAM, new Each(1, 0, 2.3)),
            Map.entry(Feature.LOADED_MEMORIES, new Each(2, 0, 30)),
            Map.entry(Feature.LOADED_WORD, new Each(0, 1, 0.5)),
            Map.entry(Feature.BLOCK_CHOICE, new Each(1, 0, 1)),
            Map.entry(Feature.WINDOW, new Each(8, 8, 19)),
            Map.entry(Feature.WINDOW_COUNTER_BITS, new Each(1.1, 1, 2.1)),
            Map.entry(Feature.WINDOW_WRAPPED_BITS, new Each(0.5, 0, 1)),
            Map.entry(Feature.WINDOW_RAM, new Each(1, 0, 1.7)),
            Map.entry(Feature.WINDOW_BITS, new Each(0, 1, 0.1)),
            Map.entry(Feature.WINDOW_CHOICE, new Each(1, 0, 2)),
            Map.entry(Feature.PAD, new Each(5, 1, 10)),
            Map.entry(Feature.PAD_COUNTER_BITS, new Each(1.2, 1, 2)),
            Map.entry(Feature.PAD_WIDE_COUNTERS, new Each(0, 0, 10)),
            Map.entry(Feature.PAD_BITS, new Each(0, 1, 1)),
            Map.entry(Feature.PAD_CHOSEN_BITS, new Each(1, 0, 0)),
            Map.entry(Feature.UPSAMPLE, new Each(4, 1, 8)),
            Map.entry(Feature.UPSAMPLE_COUNTER_BITS, new Each(1.2, 1, 2)),
            Map.entry(Feature.UPSAMPLE_BITS, new Each(0, 1, 1)),
            Map.entry(Feature.UPSAMPLE_CHOSEN_BITS, new Each(1, 1, 1)),
            Map.entry(Feature.UPSAMPLE_RAM, new Each(1, 0, 1.7)),
            Map.entry(Feature.SHUFFLE, new Each(1, 1, 3)),
            Map.entry(Feature.SHUFFLE_BITS, new Each(0, 1, 1)),
            Map.entry(Feature.WIDTH, new Each(3, 1, 6)),
            Map.entry(Feature.WIDTH_COUNTER_BITS, new Each(1, 1, 1)),
            Map.entry(Feature.NARROWED_BITS, new Each(1, 1, 1)),
            Map.entry(Feature.NARROWED_FAR_BITS, new Each(1, 0, 1)),
            Map.entry(Feature.WIDENED_BITS, new Each(0, 1, 1)),
            Map.entry(Feature.SHIFTED_BITS, new Each(0, 1, 0.5)),
            Map.entry(Feature.PLACED_BITS, new Each(1.4, 0, 1.2)),
            Map.entry(Feature.POOL, new Each(6, 5, 14)),
            Map.entry(Feature.POOLED_BITS, new Each(1, 1, 2)),
            Map.entry(Feature.POOLED_CODE_BITS, new Each(0, 1, 1)),
            Map.entry(Feature.POOLED_CODE_TABLES, new Each(1, 0, 1.2)),
            Map.entry(Feature.CHANNEL_SUMS, new Each(6, 5, 9)),
            Map.entry(Feature.POOL_SUM_BITS, new Each(1.2, 1, 2)),
            Map.entry(Feature.ADDED_BITS, new Each(1, 0, 1)),
            Map.entry(Feature.SUBTRACTED_BITS, new Each(0.5, 0, 1)),
            Map.entry(Feature.COMPARED_SUM_BITS, new Each(0, 1, 1)),
            Map.entry(Feature.LEVEL_TABLES, new Each(1, 0, 0.8)),
            Map.entry(Feature.LEVEL_REGISTERS, new Each(0, 1, 1)),
            Map.entry(Feature.LEVEL_COUNTS, new Each(1, 0, 0.5)),
            Map.entry(Feature.LEVEL_COUNT_BITS, new Each(0, 1, 1)),
            Map.entry(Feature.FORK, new Each(2, 1, 4)),
            Map.entry(Feature.FORK_BITS, new Each(0, 1, 1)),
            Map.entry(Feature.LABEL, new Each(5, 3, 10)),
            Map.entry(Feature.LABEL_COUNTER_BITS, new Each(1.6, 2, 2.8)),
            Map.entry(Feature.PLACES, new Each(5, 1, 8)),
            Map.entry(Feature.PLACE_SCORE_BITS, new Each(0, 1, 1)),
            Map.entry(Feature.PLACE_COMPARED_TABLES, new Each(1, 0, 1)),
            Map.entry(Feature.MOVED_SCORE_BITS, new Each(1, 0, 0.3)),
            Map.entry(Feature.PLACE_LABEL_BITS, new Each(0, 1, 1)),
            Map.entry(Feature.MOVED_LABEL_BITS, new Each(1, 0, 0.3)),
            Map.entry(Feature.THRESHOLD, new Each(1, 1, 3)),
            Map.entry(Feature.THRESHOLD_CHANNELS, new Each(3, 1, 7)),
            Map.entry(Feature.STREAM, new Each(9, 2, 16)),
            Map.entry(Feature.STREAM_POINTER_BITS, new Each(1, 4, 4)),
            Map.entry(Feature.STREAM_RAM, new Each(1, 0, 2)),
            Map.entry(Feature.STREAM_REGISTERS, new Each(0.5, 1, 1.3)),
            Map.entry(Feature.STREAM_WORDS, new Each(1, 0, 2)),
            Map.entry(Feature.STREAM_BLOCK, new Each(1, 1, 1.3)),
            Map.entry(Feature.STREAM_BLOCK_POINTER_BITS, new Each(1, 0, 2.4)));

    private NaturalCoefficients() {}

    static Map<Feature, Double> luts() {
        return of(Each::lut);
    }

    /** Logic cells of iCE40, whose look-up tables have four inputs and share the cell with the flip-flop after them. */
    static Map<Feature, Double> cells() {
        return of(Each::cells);
    }

    static Map<Feature, Double> ffs() {
        return of(Each::ff);
    }

    private static Map<Feature, Double> of(ToDoubleFunction<Each> one) {
        Map<Feature, Double> all = new EnumMap<>(Feature.class);
        ALL.forEach((feature, each) -> all.put(feature, one.applyAsDouble(each)));
        return all;
    }
}
