// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.Activation;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import java.util.List;

/** The type that each operation yields, from the types that it reads. */
public final class Types {
    private static final ValueSet BYTES = new ValueSet.Integers(0, 255, 1);

    private Types() {}

    /** The type of an image. */
    public static TensorType image(Shape shape) {
        return new TensorType(shape, BYTES);
    }

    /** The type of an operation other than {@link Op.Input}, from the types of its operands. */
    public static TensorType infer(Op op, List<TensorType> inputs) {
        return op.accept(new Inference(inputs));
    }

    private record Inference(List<TensorType> inputs) implements Op.Visitor<TensorType> {
        private TensorType in() {
            return inputs.get(0);
        }

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
            return new TensorType(op.geometry(in().shape()).out(), sums(op));
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
            return new TensorType(op.geometry(in().shape()).out(), in().values());
        }

        @Override
        public TensorType sum(Op.Sum op) {
            return new TensorType(op.geometry(in().shape()).out(), sums(op));
        }

        @Override
        public TensorType shuffle(Op.Shuffle op) {
            return in();
        }

        @Override
        public TensorType upsample(Op.Upsample op) {
            return new TensorType(op.factor().over(in().shape()), in().values());
        }

        @Override
        public TensorType add(Op.Add op) {
            return with(sums(op));
        }

        @Override
        public TensorType concat(Op.Concat op) {
            Shape first = in().shape();
            int channels = first.channels() + inputs.get(1).shape().channels();
            return new TensorType(new Shape(channels, first.height(), first.width()), in().values());
        }

        @Override
        public TensorType quantize(Op.Quantize op) {
            boolean codes = op.codes() && !op.activation().equals(Activation.SIGN);
            return with(codes ? codes(op.activation().top()) : op.activation().values());
        }

        @Override
        public TensorType dropout(Op.Dropout op) {
            return in();
        }

        @Override
        public TensorType flatten(Op.Flatten op) {
            return new TensorType(Shape.vector(in().shape().size()), in().values());
        }

        @Override
        public TensorType threshold(Op.Threshold op) {
            return with(op.levels() == 1 ? ValueSet.BIPOLAR : codes(op.levels()));
        }

        @Override
        public TensorType score(Op.Score op) {
            return in().values() instanceof ValueSet.Integers a ? with(scores(op, a)) : in();
        }

        private TensorType with(ValueSet values) {
            return new TensorType(in().shape(), values);
        }

        private ValueSet sums(Op.Summing op) {
            return inputs.stream().allMatch(t -> t.values().integers().isPresent())
                    ? op.range(inputs).values()
                    : ValueSet.REALS;
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
}
