// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;
import java.util.List;
import java.util.Optional;

/** An entry of a target section. */
public sealed interface TargetEntry {
    Span span();

    /** Calls the method of {@code visitor} for this entry. */
    <R> R accept(Visitor<R> visitor);

    /** One method per kind of entry, so that code that forgets one does not compile. */
    interface Visitor<R> {
        R clock(Clock entry);

        R fps(Fps entry);

        R fold(Fold entry);

        R budget(Budget entry);

        R fifo(Fifo entry);

        R parameters(Parameters entry);

        R output(Output entry);

        R tool(Tool entry);

        R unknown(Unknown entry);

        R incomplete(Incomplete entry);
    }

    record Clock(Numeral frequency, Optional<Word> unit, Span span) implements TargetEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.clock(this);
        }
    }

    /** Exactly one of the two is present. */
    record Fps(Optional<Numeral> rate, Optional<Word> word, Span span) implements TargetEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fps(this);
        }
    }

    record Fold(Word layer, List<Factor> factors, List<Storage> memories, Span span) implements TargetEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fold(this);
        }
    }

    record Budget(List<Limit> limits, Span span) implements TargetEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.budget(this);
        }
    }

    record Fifo(Word unit, Numeral depth, Span span) implements TargetEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fifo(this);
        }
    }

    /** @param word fixed or loadable */
    record Parameters(Word word, Span span) implements TargetEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.parameters(this);
        }
    }

    /** @param word scores or labels */
    record Output(Word word, Optional<Numeral> count, Span span) implements TargetEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.output(this);
        }
    }

    /** @param word vitis_hls or vivado_hls */
    record Tool(Word word, Span span) implements TargetEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.tool(this);
        }
    }

    /** @param kind lut, ff, bram18, uram or dsp */
    record Limit(Word kind, Numeral most) {}

    /** @param keyword pe or simd */
    record Factor(String keyword, Expr value, Span span) {}

    /** @param memory the word after {@code memory} */
    record Storage(Word memory, Span span) {}

    /** A word that starts no entry. */
    record Unknown(Word word, Span span) implements TargetEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unknown(this);
        }
    }

    /** Words that were not understood. */
    record Incomplete(List<Word> words, Span span) implements TargetEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.incomplete(this);
        }
    }
}
