// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;
import java.util.Optional;

/** An option of a layer statement. */
public sealed interface LayerOption {
    Span span();

    /** The keyword that starts it. */
    String keyword();

    /** Calls the method of {@code visitor} for this option. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each kind of option, so that what forgets one does not compile. */
    interface Visitor<R> {
        R kernel(Kernel option);

        R stride(Stride option);

        R padding(Padding option);

        R weights(Weights option);

        R eps(Eps option);

        R momentum(Momentum option);

        R as(As option);
    }

    record Kernel(Expr size, Span span) implements LayerOption {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.kernel(this);
        }

        @Override
        public String keyword() {
            return "kernel";
        }
    }

    record Stride(Expr step, Span span) implements LayerOption {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.stride(this);
        }

        @Override
        public String keyword() {
            return "stride";
        }
    }

    /** @param value of {@code same}: the number as written, empty if none is */
    record Padding(boolean same, Optional<Numeral> value, Span span) implements LayerOption {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.padding(this);
        }

        @Override
        public String keyword() {
            return "padding";
        }
    }

    record Weights(Word type, Span span) implements LayerOption {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.weights(this);
        }

        @Override
        public String keyword() {
            return "weights";
        }
    }

    record Eps(Numeral value, Span span) implements LayerOption {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.eps(this);
        }

        @Override
        public String keyword() {
            return "eps";
        }
    }

    record Momentum(Numeral value, Span span) implements LayerOption {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.momentum(this);
        }

        @Override
        public String keyword() {
            return "momentum";
        }
    }

    record As(Word name, Span span) implements LayerOption {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.as(this);
        }

        @Override
        public String keyword() {
            return "as";
        }
    }
}
