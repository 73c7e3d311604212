// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.onnx;

import java.util.Arrays;
import java.util.List;

/** An attribute of a node. */
public sealed interface Attribute {
    /**
     * One method per kind.
     *
     * @param <E> what the methods may throw
     */
    interface Visitor<R, E extends Exception> {
        R integer(Int a) throws E;

        R real(Float a) throws E;

        R text(Text a) throws E;

        R constant(Constant a) throws E;

        R integers(Ints a) throws E;

        R reals(Floats a) throws E;

        R other(Other a) throws E;
    }

    <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E;

    record Int(long value) implements Attribute {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.integer(this);
        }
    }

    record Float(float value) implements Attribute {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.real(this);
        }
    }

    record Text(String value) implements Attribute {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.text(this);
        }
    }

    record Constant(Tensor value) implements Attribute {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.constant(this);
        }
    }

    record Ints(List<Long> values) implements Attribute {
        public Ints {
            values = List.copyOf(values);
        }

        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.integers(this);
        }
    }

    record Floats(List<java.lang.Float> values) implements Attribute {
        public Floats {
            values = List.copyOf(values);
        }

        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.reals(this);
        }
    }

    /**
     * An attribute whose value this project does not read, or that is ambiguous.
     *
     * @param what a description: "a graph", "of no type"
     */
    record Other(String what) implements Attribute {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.other(this);
        }
    }

    static Attribute ints(long... values) {
        return new Ints(Arrays.stream(values).boxed().toList());
    }
}
