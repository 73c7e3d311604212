// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;
import java.util.List;
import java.util.Optional;

/** An option of a layer statement. */
public sealed interface LayerOption {
    Span span();

    /** The keyword that starts it. */
    String keyword();

    /** Calls the method of {@code visitor} for this option. */
    <R> R accept(Visitor<R> visitor);

    /** One method per kind of option, so that code that forgets one does not compile. */
    interface Visitor<R> {
        R kernel(Kernel option);

        R stride(Stride option);

        R dilation(Dilation option);

        R groups(Groups option);

        R padding(Padding option);

        R weights(Weights option);

        R eps(Eps option);

        R momentum(Momentum option);

        R shortcut(Shortcut option);

        R as(As option);
    }

    record Kernel(Extent size, Span span) implements LayerOption {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.kernel(this);
        }

        @Override
        public String keyword() {
            return "kernel";
        }
    }

    record Stride(Extent step, Span span) implements LayerOption {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.stride(this);
        }

        @Override
        public String keyword() {
            return "stride";
        }
    }

    record Dilation(Extent distance, Span span) implements LayerOption {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dilation(this);
        }

        @Override
        public String keyword() {
            return "dilation";
        }
    }

    record Groups(Expr count, Span span) implements LayerOption {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.groups(this);
        }

        @Override
        public String keyword() {
            return "groups";
        }
    }

    /** How many rows and columns a padding adds. */
    sealed interface Amount {
        <R> R accept(Visitor<R> visitor);

        /** The expressions in it. */
        default List<Expr> expressions() {
            return List.of();
        }

        /** One method per kind of amount, so that code that forgets one does not compile. */
        interface Visitor<R> {
            R none();

            R same();

            R around(Around amount);

            R sides(Sides amount);
        }

        /** No padding: {@code none}. */
        record None() implements Amount {
            @Override
            public <R> R accept(Visitor<R> visitor) {
                return visitor.none();
            }
        }

        /** The padding that {@code same} stands for. */
        record Same() implements Amount {
            @Override
            public <R> R accept(Visitor<R> visitor) {
                return visitor.same();
            }
        }

        /** The same number of rows above and below, and of columns on the left and on the right. */
        record Around(Extent extent) implements Amount {
            @Override
            public <R> R accept(Visitor<R> visitor) {
                return visitor.around(this);
            }

            @Override
            public List<Expr> expressions() {
                return extent.expressions();
            }
        }

        /** The amounts of the named sides; the others have none. */
        record Sides(List<Side> sides) implements Amount {
            public Sides {
                sides = List.copyOf(sides);
            }

            @Override
            public <R> R accept(Visitor<R> visitor) {
                return visitor.sides(this);
            }

            @Override
            public List<Expr> expressions() {
                return sides.stream().map(Side::amount).toList();
            }
        }
    }

    /**
     * A side of a map.
     *
     * @param name {@code top}, {@code bottom}, {@code left} or {@code right}
     */
    record Side(Word name, Expr amount) {}

    /** @param value the number as written, empty if none is */
    record Padding(Amount amount, Optional<Numeral> value, Span span) implements LayerOption {
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

    /** The layers in the shortcut of a residual. */
    record Shortcut(Word word, List<Statement> body, Span span) implements LayerOption {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.shortcut(this);
        }

        @Override
        public String keyword() {
            return "shortcut";
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
