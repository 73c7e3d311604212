// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;
import java.util.List;
import java.util.Optional;

/** An entry of a train section. */
public sealed interface TrainEntry {
    Span span();

    record Data(Word source, Span span) implements TrainEntry {}

    /** {@code epochs}, {@code batch}, {@code validation}, {@code patience}, {@code average} or {@code seed}, each with a whole number. */
    record Count(String keyword, Numeral value, Span span) implements TrainEntry {}

    record Optimizer(Word algorithm, List<Option> options, Span span) implements TrainEntry {}

    /**
     * An option of an optimizer, or a way to change images.
     *
     * @param value empty for those that take none: nesterov and flip
     */
    record Option(String keyword, Optional<Numeral> value, Span span) {}

    /** @param warmUp epochs of warm-up, where the entry says so */
    record Rate(Numeral initial, Schedule schedule, Optional<Numeral> warmUp, Span span) implements TrainEntry {}

    /** How the rate falls. */
    sealed interface Schedule {
        record Constant() implements Schedule {}

        record Halved(Numeral every) implements Schedule {}

        /** Times a factor every so many epochs. */
        record Stepped(Numeral factor, Numeral every) implements Schedule {}

        record Decayed(Numeral last) implements Schedule {}

        record Cosine() implements Schedule {}
    }

    record Loss(Word function, List<LossOption> options, Span span) implements TrainEntry {}

    /** What changes a loss. */
    sealed interface LossOption {
        Span span();

        record Smoothing(Numeral share, Span span) implements LossOption {}

        /** A rule's name, or a number a class. */
        record Weights(Optional<Word> rule, List<Numeral> numbers, Span span) implements LossOption {}
    }

    /** @param changes empty for {@code none} */
    record Augment(List<Option> changes, Span span) implements TrainEntry {}

    record Ste(Word estimator, Span span) implements TrainEntry {}

    record Step(Word rule, Span span) implements TrainEntry {}

    record Precision(Word kind, Span span) implements TrainEntry {}

    record Start(Word recipe, Span span) implements TrainEntry {}

    record Teacher(Word recipe, List<Option> options, Span span) implements TrainEntry {}

    /** @param limit empty for {@code none} */
    record Clip(Optional<Numeral> limit, Span span) implements TrainEntry {}

    /** A word that starts no entry. */
    record Unknown(Word word, Span span) implements TrainEntry {}

    /** Words that were not understood. */
    record Incomplete(List<Word> words, Span span) implements TrainEntry {}
}
