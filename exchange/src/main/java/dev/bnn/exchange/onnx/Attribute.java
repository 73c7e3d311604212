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

    /** Lists of floats or texts, and subgraphs: nothing here reads them. */
    record Other(int type) implements Attribute {}

    static Attribute ints(long... values) {
        return new Ints(java.util.Arrays.stream(values).boxed().toList());
    }
}
