// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;
import java.util.List;

/** A statement of the layers section or of a block. */
public sealed interface Statement
        permits LayerStatement, Statement.Repeat, Statement.Use, Statement.Unknown, Statement.Incomplete {
    Span span();

    /** Calls the method of {@code visitor} for this statement. */
    <R> R accept(Visitor<R> visitor);

    /** One method per kind of statement, so that code that forgets one does not compile. */
    interface Visitor<R> {
        R layer(LayerStatement layer);

        R repeat(Repeat repeat);

        R use(Use use);

        R unknown(Unknown unknown);

        R incomplete(Incomplete incomplete);
    }

    record Repeat(Expr times, List<Statement> body, Span span) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.repeat(this);
        }
    }

    /** Use of a block. */
    record Use(Word block, List<Expr> arguments, Span span) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.use(this);
        }
    }

    /**
     * A word that starts no layer.
     *
     * @param body body of what seems to be a repeat or a residual
     */
    record Unknown(Word word, List<Statement> body, Span span) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unknown(this);
        }
    }

    /**
     * Words that were not understood. They may stand for any number of layers.
     *
     * @param words its words, without those of inner statements
     * @param body statements within it that were understood
     */
    record Incomplete(List<Word> words, List<Statement> body, Span span) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.incomplete(this);
        }
    }
}
