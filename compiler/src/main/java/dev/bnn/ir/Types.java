// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.Activation;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import java.util.ArrayList;
import java.util.List;

/** The type that each operation yields, from the type that it reads. */
public final class Types {
    private static final ValueSet BYTES = new ValueSet.Integers(0, 255, 1);

    private Types() {}

    /** The type of an image. */
    public static TensorType image(Shape shape) {
        return new TensorType(shape, BYTES);
    }

    /** The type of an operation other than {@link Op.Input}; both edges of an {@link Op.Add} have the same. */
    public static TensorType infer(Op op, TensorType in) {
        return op.accept(new Inference(in));
    }

    private record Inference(TensorType in) implements Op.Visitor<TensorType> {
        @Override
        public TensorType input(Op.Input op) {
            throw new IllegalArgumentException("an input reads nothing");
        }

        @Override
        public TensorType scale(Op.Scale op) {
            return with(op.values());
        }

        @Override
        public TensorType conv(Op.Conv op) {
            return linear(op);
        }

        @Override
        public TensorType depthwise(Op.Depthwise op) {
            return linear(op);
        }

        @Override
        public TensorType dense(Op.Dense op) {
            return linear(op);
        }

        private TensorType linear(Op.Linear op) {
            return new TensorType(op.geometry(in.shape()).out(), sums(op));
        }

        @Override
        public TensorType affine(Op.Affine op) {
            return with(ValueSet.REALS);
        }

        @Override
        public TensorType normalize(Op.Normalize op) {
            return with(ValueSet.REALS);
        }

        @Override
        public TensorType pool(Op.Pool op) {
            return new TensorType(op.geometry(in.shape()).out(), in.values());
        }

        @Override
        public TensorType sum(Op.Sum op) {
            return new TensorType(op.geometry(in.shape()).out(), sums(op));
        }

        @Override
        public TensorType add(Op.Add op) {
            return with(sums(op));
        }

        @Override
        public TensorType quantize(Op.Quantize op) {
            boolean codes = op.codes() && !op.activation().equals(Activation.SIGN);
            return with(codes ? codes(op.activation().top()) : op.activation().values());
        }

        @Override
        public TensorType dropout(Op.Dropout op) {
            return in;
        }

        @Override
        public TensorType flatten(Op.Flatten op) {
            return new TensorType(Shape.vector(in.shape().size()), in.values());
        }

        @Override
        public TensorType threshold(Op.Threshold op) {
            return with(op.levels() == 1 ? ValueSet.BIPOLAR : codes(op.levels()));
        }

        @Override
        public TensorType score(Op.Score op) {
            return in.values() instanceof ValueSet.Integers a ? with(scores(op, a)) : in;
        }

        private TensorType with(ValueSet values) {
            return new TensorType(in.shape(), values);
        }

        private ValueSet sums(Op.Summing op) {
            return in.values().integers().isPresent() ? op.reach(in).values() : ValueSet.REALS;
        }
    }

    private static ValueSet codes(int top) {
        return new ValueSet.Integers(0, top, 1);
    }

    private static ValueSet scores(Op.Score s, ValueSet.Integers a) {
        long lo = Long.MAX_VALUE;
        long hi = Long.MIN_VALUE;
        for (int c = 0; c < s.multiplier().length; c++) {
            long atLo = s.multiplier()[c] * a.lo() + s.addend()[c];
            long atHi = s.multiplier()[c] * a.hi() + s.addend()[c];
            lo = Math.min(lo, Math.min(atLo, atHi));
            hi = Math.max(hi, Math.max(atLo, atHi));
        }
        return new ValueSet.Integers(lo, hi, 1);
    }

    /**
     * A chain of those nodes, each reading the one before: edges and types follow from the operations. The second edge of an
     * {@link Op.Add} leads from the node whose view is the layer that it names.
     */
    public static Ir chain(Ir ir, List<Node> nodes) {
        List<Node> typed = new ArrayList<>();
        for (Node node : nodes) {
            if (typed.isEmpty()) {
                typed.add(node);
            } else {
                Node before = typed.get(typed.size() - 1);
                List<String> inputs = node.op() instanceof Op.Add add
                        ? List.of(before.name(), yielding(typed, add.layer()).name())
                        : List.of(before.name());
                typed.add(new Node(
                        node.name(), node.op(), inputs, infer(node.op(), before.type()), node.span(), node.view()));
            }
        }
        return new Ir(ir.network(), typed, ir.classes());
    }

    private static Node yielding(List<Node> nodes, String layer) {
        return nodes.stream()
                .filter(n -> n.view().filter(v -> v.layer().equals(layer)).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no node yields the values of " + layer));
    }
}
