// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;
import java.util.Optional;

/** An option of a layer statement. */
public sealed interface LayerOption {
    Span span();

    /** The keyword that starts it. */
    String keyword();

    record Kernel(Expr size, Span span) implements LayerOption {
        @Override
        public String keyword() {
            return "kernel";
        }
    }

    record Stride(Expr step, Span span) implements LayerOption {
        @Override
        public String keyword() {
            return "stride";
        }
    }

    /** @param value of {@code same}: the number as written, empty if none is */
    record Padding(boolean same, Optional<Numeral> value, Span span) implements LayerOption {
        @Override
        public String keyword() {
            return "padding";
        }
    }

    record Weights(Word type, Span span) implements LayerOption {
        @Override
        public String keyword() {
            return "weights";
        }
    }

    record Eps(Numeral value, Span span) implements LayerOption {
        @Override
        public String keyword() {
            return "eps";
        }
    }

    record Momentum(Numeral value, Span span) implements LayerOption {
        @Override
        public String keyword() {
            return "momentum";
        }
    }

    record As(Word name, Span span) implements LayerOption {
        @Override
        public String keyword() {
            return "as";
        }
    }
}
