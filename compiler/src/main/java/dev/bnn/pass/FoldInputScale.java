// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Interpreter;
import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Types;
import dev.bnn.model.Line;
import dev.bnn.model.Padding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets the first layer read bytes: scale and offset move behind its integer sums. */
public final class FoldInputScale implements Pass {
    /** Padded taps carry byte 0, so that they add nothing; their value in x is in the constant. */
    private static final int PAD_BYTE = 0;

    @Override
    public String why() {
        return "The device accumulates the image's bytes; how bytes become numbers is a constant behind the sum.";
    }

    @Override
    public Set<Property> requires() {
        return Set.of(Property.NO_IDENTITIES);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.BYTES_IN);
    }

    @Override
    public Ir run(Ir ir, PassLog log) {
        List<Node> nodes = new ArrayList<>();
        Node scale = null;
        for (Node node : ir.nodes()) {
            Node before = nodes.isEmpty() ? null : nodes.get(nodes.size() - 1);
            if (node.op() instanceof Op.Scale) {
                scale = node;
            } else if (scale == null) {
                nodes.add(node);
            } else if (node.op() instanceof Op.Linear linear) {
                Op.Affine affine =
                        Interpreter.scaled(linear, line(scale), before.type().shape());
                nodes.add(onBytes(node).withView(node.view().map(v -> v.withAffine(affine))));
                nodes.add(affine(node, affine));
                log.change(
                        node.name() + ": sums over bytes, " + affine.classes().text());
                scale = null;
            } else {
                nodes.add(affine(
                        scale, Op.Affine.uniform(line(scale), before.type().shape())));
                nodes.add(node);
                log.change(node.name() + ": reads bytes");
                scale = null;
            }
        }
        return Types.chain(ir, nodes);
    }

    private static Line line(Node scale) {
        return ((Op.Scale) scale.op()).values().line();
    }

    private static Node onBytes(Node node) {
        return node.op() instanceof Op.Convolution c
                ? node.withOp(c.with(new Padding(c.padding().amount(), PAD_BYTE)))
                : node;
    }

    static Node affine(Node of, Op.Affine affine) {
        return new Node(of.name() + ".affine", affine, List.of(), of.type(), of.span(), Optional.empty());
    }
}
