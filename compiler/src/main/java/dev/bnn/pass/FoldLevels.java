// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Affines;
import dev.bnn.ir.Geometry;
import dev.bnn.ir.Ir;
import dev.bnn.ir.IrBuilder;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.PositionClasses;
import dev.bnn.ir.TapSums;
import dev.bnn.ir.Weights;
import dev.bnn.model.Activation;
import dev.bnn.model.ExactLine;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets activations of several bits travel as codes 0, 1, 2, ...: what they stand for is a map behind the next sums. */
public final class FoldLevels implements Pass {
    private static final String AFFINE = ".affine";

    @Override
    public String why() {
        return "The device multiplies codes; the values of the levels are a scale and a constant behind the sum.";
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
        // By node what its codes stand for; nodes that yield values are not in it.
        Map<String, Activation> codes = new HashMap<>();
        for (Node node : ir.nodes()) {
            Optional<Activation> levels = levels(node, codes);
            if (levels.isEmpty()) {
                lowered.keep(node);
            } else if (node.op().accept(new OnCodes(node, levels.get(), lowered, log))) {
                codes.put(node.name(), levels.get());
            }
        }
        return lowered.build();
    }

    /** The levels of several bits that a node makes, or whose codes it reads. */
    private static Optional<Activation> levels(Node node, Map<String, Activation> codes) {
        if (node.op() instanceof Op.Quantize q) {
            return Optional.of(q.activation()).filter(a -> !a.equals(Activation.SIGN));
        }
        return node.inputs().stream().findFirst().map(codes::get);
    }

    /** Rewrites a node that makes or reads codes of levels; true where it yields codes, too. */
    private record OnCodes(Node node, Activation levels, IrBuilder lowered, PassLog log)
            implements Op.Visitor<Boolean> {
        @Override
        public Boolean input(Op.Input op) {
            return passOn(op);
        }

        @Override
        public Boolean scale(Op.Scale op) {
            return passOn(op);
        }

        @Override
        public Boolean conv(Op.Conv op) {
            return convolution(op);
        }

        @Override
        public Boolean depthwise(Op.Depthwise op) {
            return convolution(op);
        }

        private boolean convolution(Op.Convolution op) {
            if (op.padding().amount() == 0) {
                return matrix(op);
            }
            int above = op.padding().value() - levels.lo();
            boolean isLevel = above >= 0 && above % levels.step() == 0 && above / levels.step() <= levels.top();
            // A value that is no level is made up for by position, as where bits are padded with 0.
            Op.Affine affine = isLevel ? everywhere(op, levels, in()) : Affines.ofLinear(op, values(levels), in());
            Padding padding = new Padding(op.padding().amount(), isLevel ? above / levels.step() : 0);
            return sums(
                    op.with(padding), affine, AFFINE, ", " + affine.classes().text());
        }

        @Override
        public Boolean dense(Op.Dense op) {
            return matrix(op);
        }

        private boolean matrix(Op.Linear op) {
            Op.Affine affine = everywhere(op, levels, in());
            return sums(op, affine, AFFINE, ", " + affine.classes().text());
        }

        @Override
        public Boolean affine(Op.Affine op) {
            return passOn(op);
        }

        @Override
        public Boolean normalize(Op.Normalize op) {
            return passOn(op);
        }

        @Override
        public Boolean pool(Op.Pool op) {
            return passOn(op);
        }

        @Override
        public Boolean sum(Op.Sum op) {
            return terms(op);
        }

        @Override
        public Boolean add(Op.Add op) {
            return terms(op);
        }

        /** step * (sum over codes) + lo * (number of terms): the sum over the levels. */
        private boolean terms(Op.Summing op) {
            ExactLine line = ExactLine.whole(levels.step(), (long) levels.lo() * op.terms());
            return sums(op, Affines.uniform(line, node.type().shape()), ".levels", "");
        }

        @Override
        public Boolean quantize(Op.Quantize op) {
            return passOn(new Op.Quantize(op.activation(), true));
        }

        @Override
        public Boolean dropout(Op.Dropout op) {
            return passOn(op);
        }

        @Override
        public Boolean flatten(Op.Flatten op) {
            return passOn(op);
        }

        @Override
        public Boolean threshold(Op.Threshold op) {
            return passOn(op);
        }

        @Override
        public Boolean score(Op.Score op) {
            return passOn(op);
        }

        private boolean sums(Op.Summing op, Op.Affine affine, String suffix, String classes) {
            AffineSplit.keep(node.withOp(op), affine, suffix, lowered);
            log.change(node.name() + ": sums over codes of " + levels.bits() + " bits" + classes);
            return false;
        }

        private boolean passOn(Op op) {
            Op.Affine values = Affines.uniform(values(levels), node.type().shape());
            lowered.keep(node.withOp(op).withView(node.view().map(v -> v.withAffine(values))));
            return true;
        }

        private Shape in() {
            return lowered.producer(node, 0).type().shape();
        }
    }

    /** step * (sum over codes) + lo * (sum of all weights): padding carries codes, too. */
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
