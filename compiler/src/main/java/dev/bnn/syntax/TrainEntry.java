// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;
import java.util.List;
import java.util.Optional;

/** An entry of a train section. */
public sealed interface TrainEntry {
    Span span();

    /** The name of the recipe that it refers to; empty if it refers to none. */
    default Optional<Word> recipeName() {
        return Optional.empty();
    }

    /** Calls the method of {@code visitor} for this entry. */
    <R> R accept(Visitor<R> visitor);

    /** One method per kind of entry, so that code that forgets one does not compile. */
    interface Visitor<R> {
        R data(Data entry);

        R count(Count entry);

        R optimizer(Optimizer entry);

        R rate(Rate entry);

        R loss(Loss entry);

        R augment(Augment entry);

        R ste(Ste entry);

        R step(Step entry);

        R precision(Precision entry);

        R start(Start entry);

        R teacher(Teacher entry);

        R clip(Clip entry);

        R latents(Latents entry);

        R unknown(Unknown entry);

        R incomplete(Incomplete entry);
    }

    record Data(Word source, Span span) implements TrainEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.data(this);
        }
    }

    /** {@code epochs}, {@code batch}, {@code validation}, {@code patience}, {@code average} or {@code seed}, each with a whole number. */
    record Count(String keyword, Numeral value, Span span) implements TrainEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.count(this);
        }
    }

    record Optimizer(Word algorithm, List<Option> options, Span span) implements TrainEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.optimizer(this);
        }
    }

    /**
     * An option of an optimizer, or a way to change images.
     *
     * @param value empty for those that take none: nesterov and flip
     * @param layers for decay, the values of single layers
     */
    record Option(String keyword, Optional<Numeral> value, List<OfLayer> layers, Span span) {}

    /**
     * A value for one layer, or for a kind of layers.
     *
     * @param layer name of a layer, or the word for a kind of layers
     */
    record OfLayer(Word layer, Numeral value, Span span) {}

    /** @param warmUp epochs of warm-up, if the entry has them */
    record Rate(Numeral initial, Schedule schedule, Optional<Numeral> warmUp, Span span) implements TrainEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.rate(this);
        }
    }

    /** How the rate falls. */
    sealed interface Schedule {
        /** Calls the method of {@code visitor} for this schedule. */
        <R> R accept(Visitor<R> visitor);

        /** One method per kind of schedule, so that code that forgets one does not compile. */
        interface Visitor<R> {
            R constant(Constant schedule);

            R halved(Halved schedule);

            R stepped(Stepped schedule);

            R decayed(Decayed schedule);

            R cosine(Cosine schedule);

            R oneCycle(OneCycle schedule);
        }

        record Constant() implements Schedule {
            @Override
            public <R> R accept(Visitor<R> visitor) {
                return visitor.constant(this);
            }
        }

        record Halved(Numeral every) implements Schedule {
            @Override
            public <R> R accept(Visitor<R> visitor) {
                return visitor.halved(this);
            }
        }

        /** Multiplies the rate by a factor after every {@code every} epochs. */
        record Stepped(Numeral factor, Numeral every) implements Schedule {
            @Override
            public <R> R accept(Visitor<R> visitor) {
                return visitor.stepped(this);
            }
        }

        record Decayed(Numeral last) implements Schedule {
            @Override
            public <R> R accept(Visitor<R> visitor) {
                return visitor.decayed(this);
            }
        }

        /**
         * @param every epochs of a leg, after which the rate starts again
         * @param factor factor of the rate from leg to leg, if given
         */
        record Cosine(Optional<Numeral> every, Optional<Numeral> factor) implements Schedule {
            @Override
            public <R> R accept(Visitor<R> visitor) {
                return visitor.cosine(this);
            }
        }

        record OneCycle() implements Schedule {
            @Override
            public <R> R accept(Visitor<R> visitor) {
                return visitor.oneCycle(this);
            }
        }
    }

    record Loss(Word function, List<LossOption> options, Span span) implements TrainEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.loss(this);
        }
    }

    /** An option of a loss. */
    sealed interface LossOption {
        Span span();

        /** Calls the method of {@code visitor} for this option. */
        <R> R accept(Visitor<R> visitor);

        /** One method per kind of option, so that code that forgets one does not compile. */
        interface Visitor<R> {
            R smoothing(Smoothing option);

            R weights(Weights option);
        }

        record Smoothing(Numeral share, Span span) implements LossOption {
            @Override
            public <R> R accept(Visitor<R> visitor) {
                return visitor.smoothing(this);
            }
        }

        /** The name of a rule, or one number per class. */
        record Weights(Optional<Word> rule, List<Numeral> numbers, Span span) implements LossOption {
            @Override
            public <R> R accept(Visitor<R> visitor) {
                return visitor.weights(this);
            }
        }
    }

    /** @param changes empty for {@code none} */
    record Augment(List<Option> changes, Span span) implements TrainEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.augment(this);
        }
    }

    record Ste(Word estimator, Span span) implements TrainEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ste(this);
        }
    }

    record Step(Word rule, Span span) implements TrainEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.step(this);
        }
    }

    record Precision(Word kind, Span span) implements TrainEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.precision(this);
        }
    }

    record Start(Word recipe, Span span) implements TrainEntry {
        @Override
        public Optional<Word> recipeName() {
            return Optional.of(recipe);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.start(this);
        }
    }

    record Teacher(Word recipe, List<Option> options, Span span) implements TrainEntry {
        @Override
        public Optional<Word> recipeName() {
            return Optional.of(recipe);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.teacher(this);
        }
    }

    /** @param limit empty for {@code none} */
    record Clip(Optional<Numeral> limit, Span span) implements TrainEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.clip(this);
        }
    }

    /** @param rules how latent weights are initialized, or what bounds them; at least one */
    record Latents(List<LatentsRule> rules, Span span) implements TrainEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.latents(this);
        }
    }

    record LatentsRule(Word word, Optional<Numeral> value) {}

    /** A word that starts no entry. */
    record Unknown(Word word, Span span) implements TrainEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unknown(this);
        }
    }

    /** Words that were not understood. */
    record Incomplete(List<Word> words, Span span) implements TrainEntry {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.incomplete(this);
        }
    }
}
