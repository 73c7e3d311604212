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
        Shape shape = in.shape();
        if (op instanceof Op.Scale s) {
            return new TensorType(shape, new ValueSet.ScaledBytes(s.scale(), s.offset()));
        } else if (op instanceof Op.Linear || op instanceof Op.Sum) {
            return new TensorType(Geometry.of(op, shape).out(), sums(op, in));
        } else if (op instanceof Op.Add) {
            return new TensorType(shape, sums(op, in));
        } else if (op instanceof Op.Pool) {
            return new TensorType(Geometry.of(op, shape).out(), in.values());
        } else if (op instanceof Op.Affine || op instanceof Op.Normalize) {
            return new TensorType(shape, ValueSet.REALS);
        } else if (op instanceof Op.Quantize q) {
            boolean codes = q.codes() && !q.activation().equals(Activation.SIGN);
            return new TensorType(
                    shape, codes ? codes(q.activation().top()) : q.activation().values());
        } else if (op instanceof Op.Threshold t) {
            return new TensorType(shape, t.levels() == 1 ? ValueSet.BIPOLAR : codes(t.levels()));
        } else if (op instanceof Op.Flatten) {
            return new TensorType(Shape.vector(shape.size()), in.values());
        } else if (op instanceof Op.Score s && in.values() instanceof ValueSet.Integers a) {
            return new TensorType(shape, scores(s, a));
        }
        return in;
    }

    private static ValueSet sums(Op op, TensorType in) {
        return in.values().integers().isPresent() ? Reach.of(op, in).values() : ValueSet.REALS;
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
