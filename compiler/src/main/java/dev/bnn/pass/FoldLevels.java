// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Geometry;
import dev.bnn.ir.Interpreter;
import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.PositionClasses;
import dev.bnn.ir.TapSums;
import dev.bnn.ir.Types;
import dev.bnn.ir.Weights;
import dev.bnn.model.Activation;
import dev.bnn.model.Line;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets activations of several bits travel as codes 0, 1, 2, ...: what they stand for is a map behind the next sums. */
public final class FoldLevels implements Pass {
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
        List<Node> nodes = new ArrayList<>();
        Activation levels = Activation.SIGN;
        for (Node node : ir.nodes()) {
            if (node.op() instanceof Op.Quantize q) {
                levels = q.activation();
            }
            if (levels.equals(Activation.SIGN)) {
                nodes.add(node);
            } else if (node.op() instanceof Op.Linear linear) {
                Shape in = nodes.get(nodes.size() - 1).type().shape();
                onCodes(node, linear, levels, in, nodes, log);
                levels = Activation.SIGN;
            } else if (node.op() instanceof Op.Summing sums) {
                Op.Affine values = Op.Affine.uniform(
                        Line.whole(levels.step(), (long) levels.lo() * sums.terms()),
                        node.type().shape());
                nodes.add(node.withView(node.view().map(v -> v.withAffine(values))));
                nodes.add(onCodes(node, values));
                log.change(node.name() + ": sums over codes of " + levels.bits() + " bits");
                levels = Activation.SIGN;
            } else {
                Op.Affine values = Op.Affine.uniform(values(levels), node.type().shape());
                Op op = node.op() instanceof Op.Quantize ? new Op.Quantize(levels, true) : node.op();
                nodes.add(node.withOp(op).withView(node.view().map(v -> v.withAffine(values))));
            }
        }
        return Types.chain(ir, nodes);
    }

    /** step * (sum over codes) + lo * (number of terms): the sum over the levels. */
    private static Node onCodes(Node node, Op.Affine values) {
        return new Node(node.name() + ".levels", values, List.of(), node.type(), node.span(), Optional.empty());
    }

    private static void onCodes(
            Node node, Op.Linear linear, Activation levels, Shape in, List<Node> nodes, PassLog log) {
        Op op = linear;
        Op.Affine affine;
        if (linear instanceof Op.Convolution c && c.padding().amount() > 0) {
            int above = c.padding().value() - levels.lo();
            boolean isLevel = above >= 0 && above % levels.step() == 0 && above / levels.step() <= levels.top();
            // A value that is no level is made up for by position, as where bits are padded with 0.
            affine = isLevel ? everywhere(c, levels, in) : Interpreter.scaled(c, values(levels), in);
            Padding codes = new Padding(c.padding().amount(), isLevel ? above / levels.step() : 0);
            op = c.with(codes);
        } else {
            affine = everywhere(linear, levels, in);
        }
        nodes.add(node.withOp(op).withView(node.view().map(v -> v.withAffine(affine))));
        nodes.add(FoldInputScale.affine(node, affine));
        log.change(node.name() + ": sums over codes of " + levels.bits() + " bits, "
                + affine.classes().text());
    }

    /** step * (sum over codes) + lo * (sum of all weights): padding carries codes, too. */
    private static Op.Affine everywhere(Op.Linear op, Activation levels, Shape in) {
        Weights weights = op.weights();
        Geometry geometry = op.geometry(in);
        TapSums sums = TapSums.of(weights, geometry);
        Line[] lines = new Line[weights.rows()];
        for (int row = 0; row < lines.length; row++) {
            lines[row] = values(levels).ofSum(sums.valid()[0][row] + sums.padded()[0][row], 0);
        }
        return new Op.Affine(new Line[][] {lines}, PositionClasses.single(geometry.out()));
    }

    /** What a code stands for. */
    private static Line values(Activation levels) {
        return Line.whole(levels.step(), levels.lo());
    }
}
