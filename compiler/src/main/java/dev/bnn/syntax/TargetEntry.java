// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;
import java.util.List;
import java.util.Optional;

/** An entry of a target section. */
public sealed interface TargetEntry {
    Span span();

    record Clock(Numeral frequency, Optional<Word> unit, Span span) implements TargetEntry {}

    /** Exactly one of the two is there. */
    record Fps(Optional<Numeral> rate, Optional<Word> word, Span span) implements TargetEntry {}

    record Fold(Word layer, List<Factor> factors, List<Storage> memories, Span span) implements TargetEntry {}

    record Budget(List<Limit> limits, Span span) implements TargetEntry {}

    record Fifo(Word unit, Numeral depth, Span span) implements TargetEntry {}

    /** @param word fixed or loadable */
    record Parameters(Word word, Span span) implements TargetEntry {}

    /** @param word scores or labels */
    record Output(Word word, Optional<Numeral> count, Span span) implements TargetEntry {}

    /** @param word vitis_hls or vivado_hls */
    record Tool(Word word, Span span) implements TargetEntry {}

    /** @param kind lut, ff, bram18, uram or dsp */
    record Limit(Word kind, Numeral most) {}

    /** @param keyword pe or simd */
    record Factor(String keyword, Expr value, Span span) {}

    /** @param memory the word behind {@code memory} */
    record Storage(Word memory, Span span) {}

    /** A word that starts no entry. */
    record Unknown(Word word, Span span) implements TargetEntry {}

    /** Words that were not understood. */
    record Incomplete(List<Word> words, Span span) implements TargetEntry {}
}
