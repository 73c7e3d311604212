// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import java.util.Locale;

/** What units consist of, as numbers that look-up tables and flip-flops grow with. PE, SIMD and folds are those of the unit. */
public enum Feature {
    /** Of a matrix unit: 1. */
    MATRIX,
    /** Bits of the counters of its steps. */
    STEP_BITS,
    /** Look-up tables, or on iCE40 flip-flops, that keep its vector. */
    VECTOR_RAM,
    /** Bits of its address, which has a register. */
    VECTOR_ADDRESS,
    /** Bits that come in a step and have a register. */
    VECTOR_BITS,
    /** The same where they come from outside or from what block RAM has kept. */
    CHOSEN_BITS,
    /** The same where a vector has two words, which take turns in two registers. */
    PAIRED_BITS,
    /** Look-up tables that count how many products of two bits are 1. */
    MATCH_TABLES,
    /** Bits of codes that are added or subtracted and begin a carry chain. */
    SIGNED_BITS,
    /** The same of numbers that are taken or left. */
    SELECTED_BITS,
    /** Look-up tables of six inputs of products of a code and a number. */
    PRODUCT_TABLES,
    /** PE x SIMD x element x weight bits of products in smaller ones. */
    PRODUCT_BITS,
    /** Bits of the adders in the tree of a dot product. */
    TREE_ADDERS,
    /** Registers of the products and of the tree. */
    TREE_REGISTERS,
    /** Bits of the sums of rows. */
    SUM_BITS,
    /** Bits of those to which several column folds add, or which start from a threshold. */
    ACCUMULATED_BITS,
    /** Bits of those that are chosen between a threshold and the sum so far before a number in two's complement is added. */
    STARTED_BITS,
    /** Look-up tables of constant weights. */
    WEIGHT_ROM,
    /** Registers of their words. */
    WEIGHT_WORD,
    /** Look-up tables of constant thresholds, multipliers and addends. */
    TABLE_ROM,
    /** Registers of their words. */
    TABLE_WORD,
    /** Look-up tables that compare sums with thresholds. */
    COMPARED_TABLES,
    /** Bits of sums that are compared with a constant. */
    CONSTANT_COMPARED_BITS,
    /** Thresholds whose comparisons are counted. */
    COUNTED_LEVELS,
    /** Bits of the counters and offsets of position classes. */
    POSITION_BITS,
    /** Bits of scores. */
    SCORE_BITS,
    /** Those to which numbers of a table are added. */
    SCORE_ADDED_BITS,
    /** Bits of partial products that are added up outside of a DSP. */
    MULTIPLIED_BITS,
    /** Look-up tables that choose among the words of several block RAMs. */
    BLOCK_CHOICE,
    /** Cycles of the pipeline. */
    STAGES,
    /** Bits of the channels of a depthwise unit that wait their turn. */
    TURNED_BITS,
    /** Bits of the sums of a depthwise unit that wait their turn in flip-flops. */
    TURN_BITS,
    /** Look-up tables in which they wait. */
    TURN_SHIFTS,
    /** Bits of scores whose factors are loaded, and so too wide for one DSP. */
    LOADED_SCORE_BITS,
    /** Look-up tables of loadable tables. */
    LOADED_RAM,
    /** Memories of loadable tables, each with its own enable. */
    LOADED_MEMORIES,
    /** Registers of their words. */
    LOADED_WORD,
    /** Of a sliding window: 1. */
    WINDOW,
    /** Bits of its counters and addresses. */
    WINDOW_COUNTER_BITS,
    /** Bits of the addresses that begin again at 0 before all their bits are 1. */
    WINDOW_WRAPPED_BITS,
    /** Look-up tables, or on iCE40 flip-flops, of its ring. */
    WINDOW_RAM,
    /** Bits of its word. */
    WINDOW_BITS,
    /** Look-up tables that choose the channels of a group from it. */
    WINDOW_CHOICE,
    /** Of a padding: 1. */
    PAD,
    /** Bits of its counters. */
    PAD_COUNTER_BITS,
    /** On iCE40, counters of more bits than a look-up table compares. */
    PAD_WIDE_COUNTERS,
    /** Bits of its word. */
    PAD_BITS,
    /** The same where look-up tables choose between the word and the border. */
    PAD_CHOSEN_BITS,
    /** Of an upsampling unit: 1. */
    UPSAMPLE,
    /** Bits of its counters. */
    UPSAMPLE_COUNTER_BITS,
    /** Bits of its word. */
    UPSAMPLE_BITS,
    /** The same where it comes from outside or from the row that was kept. */
    UPSAMPLE_CHOSEN_BITS,
    /** Look-up tables, or on iCE40 flip-flops, of that row. */
    UPSAMPLE_RAM,
    /** Of a channel shuffle: 1. */
    SHUFFLE,
    /** Bits of its word. */
    SHUFFLE_BITS,
    /** Of a width converter: 1. */
    WIDTH,
    /** Bits of its counter. */
    WIDTH_COUNTER_BITS,
    /** Bits that it shifts out. */
    NARROWED_BITS,
    /** The same where each needs two look-up tables for its counter. */
    NARROWED_FAR_BITS,
    /** Bits that it shifts in. */
    WIDENED_BITS,
    /** Bits of either word, where neither divides the other. */
    SHIFTED_BITS,
    /** Bits times the places that a word can come in at. */
    PLACED_BITS,
    /** Of a max pool: 1. */
    POOL,
    /** Channels of bits. */
    POOLED_BITS,
    /** Bits of channels of codes. */
    POOLED_CODE_BITS,
    /** Look-up tables of their comparisons. */
    POOLED_CODE_TABLES,
    /** Of an average pool or a residual add: 1. */
    CHANNEL_SUMS,
    /** Bits of sums of an average pool. */
    POOL_SUM_BITS,
    /** Bits of terms of a residual add. */
    ADDED_BITS,
    /** Bits of sums that are subtracted from the largest one. */
    SUBTRACTED_BITS,
    /** Bits of sums that are compared. */
    COMPARED_SUM_BITS,
    /** Look-up tables of their comparisons with constants. */
    LEVEL_TABLES,
    /** Registers of these. */
    LEVEL_REGISTERS,
    /** Look-up tables that count them. */
    LEVEL_COUNTS,
    /** Registers of what they count. */
    LEVEL_COUNT_BITS,
    /** Of a stream copy: 1. */
    FORK,
    /** Bits of its word. */
    FORK_BITS,
    /** Of a label select: 1. */
    LABEL,
    /** Bits of its counter. */
    LABEL_COUNTER_BITS,
    /** Its places. */
    PLACES,
    /** Bits of scores that they hold. */
    PLACE_SCORE_BITS,
    /** Look-up tables that compare these with a new score. */
    PLACE_COMPARED_TABLES,
    /** Those of the places behind the first, which take what the place before them held. */
    MOVED_SCORE_BITS,
    /** Bits of labels that they hold. */
    PLACE_LABEL_BITS,
    /** The same of several places. */
    MOVED_LABEL_BITS,
    /** Of a threshold of bytes: 1. */
    THRESHOLD,
    /** Its channels. */
    THRESHOLD_CHANNELS,
    /** Of a stream: 1. */
    STREAM,
    /** Bits of its pointers. */
    STREAM_POINTER_BITS,
    /** Look-up tables that store its words. */
    STREAM_RAM,
    /** Words in flip-flops. */
    STREAM_WORDS,
    /** Bits of words in flip-flops. */
    STREAM_REGISTERS,
    /** Of a stream in block RAM, in addition: 1. */
    STREAM_BLOCK,
    /** Bits of its pointers. */
    STREAM_BLOCK_POINTER_BITS;

    /** As the resource of the coefficients names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
