// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.onnx;

import java.util.List;

/** A setting of a node. */
public sealed interface Attribute {
    record Int(long value) implements Attribute {}

    record Float(float value) implements Attribute {}

    record Text(String value) implements Attribute {}

    record Constant(Tensor value) implements Attribute {}

    record Ints(List<Long> values) implements Attribute {
        public Ints {
            values = List.copyOf(values);
        }
    }

    record Floats(List<java.lang.Float> values) implements Attribute {
        public Floats {
            values = List.copyOf(values);
        }
    }

    /**
     * One whose value nothing here reads, or that is ambiguous.
     *
     * @param what that it is: "a graph", "of no type"
     */
    record Other(String what) implements Attribute {}

    static Attribute ints(long... values) {
        return new Ints(java.util.Arrays.stream(values).boxed().toList());
    }
}
