// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;
import java.util.List;
import java.util.Optional;

/** A statement of the layers section or of a block. */
public sealed interface Statement {
    Span span();

    /** A layer; which options a layer takes is the checker's business. */
    sealed interface LayerStatement extends Statement {
        List<LayerOption> options();
    }

    record Conv(Expr channels, List<LayerOption> options, Span span) implements LayerStatement {}

    /**
     * A convolution of each channel by itself.
     *
     * @param channels a number where conv has that of its channels: depthwise keeps those of its input
     */
    record Depthwise(Optional<Word> channels, List<LayerOption> options, Span span) implements LayerStatement {}

    record Dense(Expr units, List<LayerOption> options, Span span) implements LayerStatement {}

    /**
     * @param average of a window; its largest value else
     * @param size empty for the global pool
     */
    record Pool(boolean average, Optional<Expr> size, List<LayerOption> options, Span span) implements LayerStatement {}

    record BatchNorm(List<LayerOption> options, Span span) implements LayerStatement {}

    record Sign(List<LayerOption> options, Span span) implements LayerStatement {}

    /** Levels of several bits, signed or not. */
    record Quantize(boolean signed, Expr bits, List<LayerOption> options, Span span) implements LayerStatement {}

    /** The levels -1, 0 and +1. */
    record Ternary(List<LayerOption> options, Span span) implements LayerStatement {}

    record Flatten(List<LayerOption> options, Span span) implements LayerStatement {}

    record Dropout(Numeral rate, List<LayerOption> options, Span span) implements LayerStatement {}

    /**
     * The sum of what the body reads and what it yields.
     *
     * @param word the word alone, since the body has its own places
     */
    record Residual(Word word, List<Statement> body, List<LayerOption> options, Span span) implements LayerStatement {}

    record Repeat(Expr times, List<Statement> body, Span span) implements Statement {}

    /** Use of a block. */
    record Use(Word block, List<Expr> arguments, Span span) implements Statement {}

    /**
     * A word that starts no layer.
     *
     * @param body of what seems to be a repeat or a residual
     */
    record Unknown(Word word, List<Statement> body, Span span) implements Statement {}

    /**
     * Words that were not understood: what they stand for, and how many layers, nobody knows.
     *
     * @param words that it consists of, as far as they are of no inner statement
     * @param body statements within it that were understood
     */
    record Incomplete(List<Word> words, List<Statement> body, Span span) implements Statement {}
}
