// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import java.util.Locale;

/**
 * A feature of a unit or a stream: a quantity that its look-up tables and flip-flops grow with. The resource
 * {@code coefficients.csv} says how many of them one of each feature takes. PE, SIMD and folds are those of the unit.
 */
public enum Feature {
    /** Fixed cost of a matrix unit; the amount is 1. */
    MATRIX,
    /** Bits of the counters of its row and column folds, and of its weight address. */
    STEP_BITS,
    /** Look-up tables, or on iCE40 flip-flops, that keep its input vector for the later row folds. */
    VECTOR_RAM,
    /** Bits of the registered read address of the kept vector. */
    VECTOR_ADDRESS,
    /** Bits of the register of an input word. */
    VECTOR_BITS,
    /** Bits of an input word that, on iCE40, a multiplexer takes from the input or from the kept vector. */
    CHOSEN_BITS,
    /** Bits of an input word where a vector has two words, which take turns in two registers. */
    PAIRED_BITS,
    /** Look-up tables that count how many pairs of an input bit and a weight bit are equal. */
    MATCH_TABLES,
    /** Bits of the codes that the first carry chain adds or subtracts, by the sign of the weight. */
    SIGNED_BITS,
    /** Bits of the weights that the first carry chain adds or leaves out, by the input bit. */
    SELECTED_BITS,
    /** Look-up tables of six inputs that multiply codes by weights of several bits. */
    PRODUCT_TABLES,
    /** On iCE40, the same products as PE x SIMD x element bits x weight bits. */
    PRODUCT_BITS,
    /** Bits of the adders in the tree of a dot product. */
    TREE_ADDERS,
    /** Bits of the registers of the products and of the tree. */
    TREE_REGISTERS,
    /** Bits of the accumulators. */
    SUM_BITS,
    /** Bits of the accumulators that add several column folds, or that start from a threshold. */
    ACCUMULATED_BITS,
    /** Bits of the accumulators that choose between the start value and the sum so far before they add a signed number. */
    STARTED_BITS,
    /** Look-up tables of constant weights. */
    WEIGHT_ROM,
    /** Bits of the register of a word of constant weights. */
    WEIGHT_WORD,
    /** Look-up tables of constant thresholds, multipliers and addends. */
    TABLE_ROM,
    /** Bits of the registers of their words. */
    TABLE_WORD,
    /** Look-up tables that compare sums with thresholds from a table. */
    COMPARED_TABLES,
    /** Bits of sums that are compared with a single constant threshold. */
    CONSTANT_COMPARED_BITS,
    /** Thresholds whose comparisons are counted; on iCE40, the look-up tables that count them. */
    COUNTED_LEVELS,
    /** Bits of the counters and offsets of position classes. */
    POSITION_BITS,
    /** Bits of the registers of scores. */
    SCORE_BITS,
    /** Bits of scores to which an addend is added outside of a DSP. */
    SCORE_ADDED_BITS,
    /** Bits of the partial products of scores that are added up outside of a DSP. */
    MULTIPLIED_BITS,
    /** Look-up tables that choose among the words of several block RAMs. */
    BLOCK_CHOICE,
    /** Pipeline stages: the latency of the unit in cycles. */
    STAGES,
    /** Bits of the pixel in a depthwise unit whose channels wait for a later channel fold. */
    TURNED_BITS,
    /** Bits of the sums in a depthwise unit that wait for a later channel fold in flip-flops. */
    TURN_BITS,
    /** Look-up tables that hold these sums as shift registers. */
    TURN_SHIFTS,
    /** Bits of scores with loaded factors, which are too wide for one DSP. */
    LOADED_SCORE_BITS,
    /** Look-up tables of the LUT RAM of loadable tables. */
    LOADED_RAM,
    /** Memories of loadable tables, each with a write enable of its own. */
    LOADED_MEMORIES,
    /** Bits of the registers of their words. */
    LOADED_WORD,
    /** Fixed cost of a sliding window; the amount is 1. */
    WINDOW,
    /** Bits of its counters and addresses. */
    WINDOW_COUNTER_BITS,
    /** Bits of the addresses that wrap to 0 before all their bits are 1. */
    WINDOW_WRAPPED_BITS,
    /** Look-up tables, or on iCE40 flip-flops, of its ring buffer. */
    WINDOW_RAM,
    /** Bits of the register of a word that it reads from the ring buffer. */
    WINDOW_BITS,
    /** Look-up tables that choose the channels of a group from this word. */
    WINDOW_CHOICE,
    /** Fixed cost of a padding; the amount is 1. */
    PAD,
    /** Bits of its counters. */
    PAD_COUNTER_BITS,
    /** On iCE40, its counters with more bits than a look-up table compares. */
    PAD_WIDE_COUNTERS,
    /** Bits of its output register. */
    PAD_BITS,
    /** Bits of its output register that look-up tables choose from the input word or the border. */
    PAD_CHOSEN_BITS,
    /** Fixed cost of an upsampling unit; the amount is 1. */
    UPSAMPLE,
    /** Bits of its counters. */
    UPSAMPLE_COUNTER_BITS,
    /** Bits of its output register. */
    UPSAMPLE_BITS,
    /** Bits of its output register that a multiplexer takes from the input or from the kept row. */
    UPSAMPLE_CHOSEN_BITS,
    /** Look-up tables, or on iCE40 flip-flops, that keep a row. */
    UPSAMPLE_RAM,
    /** Fixed cost of a channel shuffle; the amount is 1. */
    SHUFFLE,
    /** Bits of its output register. */
    SHUFFLE_BITS,
    /** Fixed cost of a width converter; the amount is 1. */
    WIDTH,
    /** Bits of its counter. */
    WIDTH_COUNTER_BITS,
    /** Bits of the wide input word that it shifts out. */
    NARROWED_BITS,
    /** Bits of the wide input word where each takes two look-up tables because of the width of the counter. */
    NARROWED_FAR_BITS,
    /** Bits of the wide output word that it shifts in. */
    WIDENED_BITS,
    /** Bits of the input and the output word, where neither width divides the other. */
    SHIFTED_BITS,
    /** Bits of the input word times the offsets in the output word at which it can start. */
    PLACED_BITS,
    /** Fixed cost of a max pool; the amount is 1. */
    POOL,
    /** Channels of one bit. */
    POOLED_BITS,
    /** Bits of the channels with codes. */
    POOLED_CODE_BITS,
    /** Look-up tables that compare these codes. */
    POOLED_CODE_TABLES,
    /** Fixed cost of an average pool or a residual add; the amount is 1. */
    CHANNEL_SUMS,
    /** Bits of the sums of an average pool. */
    POOL_SUM_BITS,
    /** Bits of the terms of a residual add. */
    ADDED_BITS,
    /** Bits of the sums that are subtracted from the largest sum. */
    SUBTRACTED_BITS,
    /** Bits of the sums that are compared. */
    COMPARED_SUM_BITS,
    /** Look-up tables that compare sums with constant thresholds. */
    LEVEL_TABLES,
    /** Registers of the results of these comparisons. */
    LEVEL_REGISTERS,
    /** Look-up tables that count the thresholds that are reached. */
    LEVEL_COUNTS,
    /** Bits of the registers of these counts. */
    LEVEL_COUNT_BITS,
    /** Fixed cost of a stream copy; the amount is 1. */
    FORK,
    /** Bits of a word that it copies. */
    FORK_BITS,
    /** Fixed cost of a label select; the amount is 1. */
    LABEL,
    /** Bits of its counter. */
    LABEL_COUNTER_BITS,
    /** Its places; each holds one of the best scores and its label. */
    PLACES,
    /** Bits of the scores in the places. */
    PLACE_SCORE_BITS,
    /** Look-up tables that compare these scores with a new one. */
    PLACE_COMPARED_TABLES,
    /** Bits of the scores that can move from the place before: those of all places but the first. */
    MOVED_SCORE_BITS,
    /** Bits of the labels in the places. */
    PLACE_LABEL_BITS,
    /** Bits of the labels where there are several places, between which labels move. */
    MOVED_LABEL_BITS,
    /** Fixed cost of a threshold of bytes; the amount is 1. */
    THRESHOLD,
    /** Its channels. */
    THRESHOLD_CHANNELS,
    /** Fixed cost of a stream; the amount is 1. */
    STREAM,
    /** Bits of its pointers. */
    STREAM_POINTER_BITS,
    /** Look-up tables of the LUT RAM that stores its words. */
    STREAM_RAM,
    /** Words of a stream that flip-flops store. */
    STREAM_WORDS,
    /** Bits of these words. */
    STREAM_REGISTERS,
    /** Further fixed cost of a stream in block RAM; the amount is 1. */
    STREAM_BLOCK,
    /** Bits of the pointers of a stream in block RAM. */
    STREAM_BLOCK_POINTER_BITS;

    /** The name in {@code coefficients.csv}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
