// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.Affines;
import dev.bnn.ir.Geometry;
import dev.bnn.ir.Ir;
import dev.bnn.ir.IrBuilder;
import dev.bnn.ir.Levels;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.PositionClasses;
import dev.bnn.ir.TapSums;
import dev.bnn.ir.Weights;
import dev.bnn.model.Activation;
import dev.bnn.model.ExactLine;
import dev.bnn.model.Shape;
import dev.bnn.pass.Pass;
import dev.bnn.pass.PassLog;
import dev.bnn.pass.Property;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Represents activations of several bits by codes 0, 1, 2, ...; a map after the next sums restores their values. */
public final class FoldLevels implements Pass {
    @Override
    public String why() {
        return "The device multiplies codes; the values of the levels are a scale and a constant after the sum.";
    }

    @Override
    public Set<Property> requires() {
        return Set.of(Property.NO_IDENTITIES, Property.BYTES_IN, Property.POOLS_ON_BITS);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.CODES);
    }

    @Override
    public Ir run(Ir ir, PassLog log) {
        IrBuilder lowered = IrBuilder.rewriting(ir);
        for (Node node : ir.nodes()) {
            Optional<Activation> levels = levels(ir, node).filter(a -> !a.equals(Activation.SIGN));
            if (levels.isEmpty()) {
                lowered.keep(node);
            } else {
                node.op().accept(new OnCodes(node, levels.get(), lowered, log));
            }
        }
        return lowered.build();
    }

    /** The levels whose codes a node yields or reads. */
    private static Optional<Activation> levels(Ir ir, Node node) {
        if (node.op() instanceof Op.Quantize q) {
            return Optional.of(q.activation());
        }
        return node.inputs().stream().findFirst().flatMap(input -> Levels.of(ir, ir.node(input)));
    }

    /** Rewrites a node that yields or reads codes of levels. */
    private record OnCodes(Node node, Activation levels, IrBuilder lowered, PassLog log) implements Op.Visitor<Void> {
        @Override
        public Void input(Op.Input op) {
            return onValues();
        }

        @Override
        public Void scale(Op.Scale op) {
            return onValues();
        }

        @Override
        public Void conv(Op.Conv op) {
            return matrix(op);
        }

        @Override
        public Void depthwise(Op.Depthwise op) {
            return matrix(op);
        }

        @Override
        public Void dense(Op.Dense op) {
            return matrix(op);
        }

        private Void matrix(Op.Linear op) {
            if (op.padding().isNone()) {
                return sums(op, everywhere(op, levels, in()), true);
            }
            int above = op.padding().value() - levels.lo();
            boolean isLevel = above >= 0 && above % levels.step() == 0 && above / levels.step() <= levels.top();
            if (isLevel) {
                return sums(op.withPadValue(above / levels.step()), everywhere(op, levels, in()), true);
            }
            // Padding with a value that is no level is compensated by position class, as with bits that are padded with
            // 0.
            return sums(op.withPadValue(0), Affines.ofLinear(op, values(levels), in()), true);
        }

        @Override
        public Void affine(Op.Affine op) {
            return onValues();
        }

        @Override
        public Void normalize(Op.Normalize op) {
            return onValues();
        }

        @Override
        public Void pool(Op.Pool op) {
            return codes(op);
        }

        @Override
        public Void shuffle(Op.Shuffle op) {
            return codes(op);
        }

        @Override
        public Void upsample(Op.Upsample op) {
            return codes(op);
        }

        @Override
        public Void sum(Op.Sum op) {
            return terms(op);
        }

        @Override
        public Void add(Op.Add op) {
            return terms(op);
        }

        /** step * (sum over codes) + lo * (number of terms): the sum over the levels. */
        private Void terms(Op.Summing op) {
            ExactLine line = ExactLine.whole(levels.step(), (long) levels.lo() * op.terms());
            return sums(op, Affines.uniform(line, node.type().shape()), false);
        }

        @Override
        public Void concat(Op.Concat op) {
            return codes(op);
        }

        @Override
        public Void quantize(Op.Quantize op) {
            return codes(new Op.Quantize(levels, true));
        }

        @Override
        public Void dropout(Op.Dropout op) {
            return codes(op);
        }

        @Override
        public Void flatten(Op.Flatten op) {
            return codes(op);
        }

        @Override
        public Void threshold(Op.Threshold op) {
            return onValues();
        }

        @Override
        public Void score(Op.Score op) {
            return onValues();
        }

        private Void sums(Op.Summing op, Op.Affine affine, boolean matrix) {
            AffineSplit.keep(node.withOp(op), affine, matrix ? ".affine" : ".levels", lowered);
            log.change(node.name() + ": sums over codes of " + levels.bits() + " bits"
                    + (matrix ? ", " + affine.classes().text() : ""));
            return null;
        }

        /** Yields codes in place of the values. */
        private Void codes(Op op) {
            Op.Affine values = Affines.uniform(values(levels), node.type().shape());
            lowered.keep(node.withOp(op).withView(node.view().map(v -> v.withAffine(values))));
            return null;
        }

        /** Reads the values that the codes stand for, through a map of its own. */
        private Void onValues() {
            Node codes = lowered.producer(node, 0);
            Op.Affine map = Affines.uniform(values(levels), codes.type().shape());
            Node values = lowered.add(node.name() + ".values", map, List.of(codes), node.span(), Optional.empty());
            lowered.add(node.name(), node.op(), List.of(values), node.span(), node.view());
            return null;
        }

        private Shape in() {
            return lowered.producer(node, 0).type().shape();
        }
    }

    /** step * (sum over codes) + lo * (sum of all weights), since padding carries codes, too. */
    private static Op.Affine everywhere(Op.Linear op, Activation levels, Shape in) {
        Weights weights = op.weights();
        Geometry geometry = op.geometry(in);
        TapSums sums = TapSums.of(weights, geometry);
        ExactLine[] lines = new ExactLine[weights.rows()];
        for (int row = 0; row < lines.length; row++) {
            lines[row] = values(levels).ofSum(sums.valid()[0][row] + sums.padded()[0][row], 0);
        }
        return new Op.Affine(new ExactLine[][] {lines}, PositionClasses.single(geometry.out()));
    }

    /** What a code stands for. */
    private static ExactLine values(Activation levels) {
        return ExactLine.whole(levels.step(), levels.lo());
    }
}
