// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A layer of the layers section or of a block. The checker decides which options a layer takes. */
public sealed interface LayerStatement extends Statement {
    List<LayerOption> options();

    /** The statements between each pair of its braces, including those of options; none if it has no braces. */
    default List<List<Statement>> branches() {
        return options().stream()
                .filter(LayerOption.Shortcut.class::isInstance)
                .map(option -> ((LayerOption.Shortcut) option).body())
                .toList();
    }

    /** The statements between all pairs of its braces. */
    default List<Statement> body() {
        return branches().stream().flatMap(List::stream).toList();
    }

    /** Calls the method of {@code visitor} for this layer. */
    <R> R accept(Visitor<R> visitor);

    @Override
    default <R> R accept(Statement.Visitor<R> visitor) {
        return visitor.layer(this);
    }

    /** One method per kind of layer, so that code that forgets one does not compile. */
    interface Visitor<R> {
        R conv(Conv layer);

        R depthwise(Depthwise layer);

        R dense(Dense layer);

        R pool(Pool layer);

        R upsample(Upsample layer);

        R shuffle(Shuffle layer);

        R batchNorm(BatchNorm layer);

        R sign(Sign layer);

        R quantize(Quantize layer);

        R ternary(Ternary layer);

        R flatten(Flatten layer);

        R dropout(Dropout layer);

        R residual(Residual layer);

        R concat(Concat layer);
    }

    record Conv(Expr channels, List<LayerOption> options, Span span) implements LayerStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conv(this);
        }
    }

    /**
     * A convolution of each channel by itself.
     *
     * @param channels a number after the word, which is a mistake: depthwise keeps the channels of its input
     */
    record Depthwise(Optional<Word> channels, List<LayerOption> options, Span span) implements LayerStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.depthwise(this);
        }
    }

    record Dense(Expr units, List<LayerOption> options, Span span) implements LayerStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dense(this);
        }
    }

    /**
     * @param average true for the mean of a window, false for its largest value
     * @param size empty for the global pool
     */
    record Pool(boolean average, Optional<Extent> size, List<LayerOption> options, Span span)
            implements LayerStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pool(this);
        }
    }

    /** @param factor rows and columns per row and column of its input */
    record Upsample(Extent factor, List<LayerOption> options, Span span) implements LayerStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.upsample(this);
        }
    }

    /** @param groups the groups whose channels are interleaved */
    record Shuffle(Expr groups, List<LayerOption> options, Span span) implements LayerStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.shuffle(this);
        }
    }

    record BatchNorm(List<LayerOption> options, Span span) implements LayerStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.batchNorm(this);
        }
    }

    record Sign(List<LayerOption> options, Span span) implements LayerStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sign(this);
        }
    }

    /** Levels of several bits, signed or not; without a number of bits the rectifier of float networks. */
    record Quantize(boolean signed, Optional<Expr> bits, List<LayerOption> options, Span span)
            implements LayerStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.quantize(this);
        }
    }

    /** The levels -1, 0 and +1. */
    record Ternary(List<LayerOption> options, Span span) implements LayerStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ternary(this);
        }
    }

    record Flatten(List<LayerOption> options, Span span) implements LayerStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.flatten(this);
        }
    }

    record Dropout(Numeral rate, List<LayerOption> options, Span span) implements LayerStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropout(this);
        }
    }

    /**
     * The sum of the output of the layers and their input, or the output of the shortcut.
     *
     * @param word the keyword alone, since the statements between the braces have places of their own
     */
    record Residual(Word word, List<Statement> layers, List<LayerOption> options, Span span) implements LayerStatement {
        @Override
        public List<List<Statement>> branches() {
            return Stream.concat(Stream.of(layers), LayerStatement.super.branches().stream())
                    .toList();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.residual(this);
        }
    }

    /**
     * The concatenated channels of all branches.
     *
     * @param word the keyword alone, since the statements between the braces have places of their own
     */
    record Concat(Word word, List<List<Statement>> layers, List<LayerOption> options, Span span)
            implements LayerStatement {
        @Override
        public List<List<Statement>> branches() {
            return Stream.concat(layers.stream(), LayerStatement.super.branches().stream())
                    .toList();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.concat(this);
        }
    }
}
