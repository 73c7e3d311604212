// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.Affines;
import dev.bnn.ir.Ir;
import dev.bnn.ir.IrBuilder;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.model.ExactLine;
import dev.bnn.pass.Pass;
import dev.bnn.pass.PassLog;
import dev.bnn.pass.Property;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets the first layer read bytes: scale and offset move after its integer sums. */
public final class FoldInputScale implements Pass {
    /** Padded taps carry byte 0, so they add nothing to the sum; the constant contains what their value in x adds. */
    private static final int PAD_BYTE = 0;

    private static final String SUFFIX = ".affine";

    @Override
    public String why() {
        return "The device accumulates the image's bytes; the range of the bytes becomes a scale and a constant after the sum.";
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
        IrBuilder lowered = IrBuilder.rewriting(ir);
        for (Node node : ir.nodes()) {
            if (node.op() instanceof Op.Scale) {
                continue;
            }
            List<Node> scales = node.inputs().stream()
                    .map(ir::node)
                    .filter(producer -> producer.op() instanceof Op.Scale)
                    .toList();
            if (scales.isEmpty()) {
                lowered.keep(node);
            } else if (node.op() instanceof Op.Linear linear) {
                Node scale = scales.get(0);
                Node bytes = lowered.producer(scale, 0);
                Op.Affine affine =
                        Affines.ofLinear(linear, line(scale), bytes.type().shape());
                lowered.replace(scale.name(), bytes);
                AffineSplit.keep(node.withOp(linear.withPadValue(PAD_BYTE)), affine, SUFFIX, lowered);
                log.change(
                        node.name() + ": sums over bytes, " + affine.classes().text());
            } else {
                scales.forEach(scale -> lowered.replace(scale.name(), map(scale, lowered)));
                lowered.keep(node);
                log.change(node.name() + ": reads bytes");
            }
        }
        return lowered.build();
    }

    /** The scale as an affine map of the bytes, for readers that do not sum. */
    private static Node map(Node scale, IrBuilder lowered) {
        Node bytes = lowered.producer(scale, 0);
        Op.Affine affine = Affines.uniform(line(scale), bytes.type().shape());
        return lowered.add(scale.name() + SUFFIX, affine, List.of(bytes), scale.span(), Optional.empty());
    }

    private static ExactLine line(Node scale) {
        return ((Op.Scale) scale.op()).values().line();
    }
}
