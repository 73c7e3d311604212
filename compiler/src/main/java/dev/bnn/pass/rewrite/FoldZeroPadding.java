// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.Affines;
import dev.bnn.ir.Geometry;
import dev.bnn.ir.Ir;
import dev.bnn.ir.IrBuilder;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.TapSums;
import dev.bnn.model.ExactLine;
import dev.bnn.pass.Pass;
import dev.bnn.pass.PassLog;
import dev.bnn.pass.Property;
import java.util.Set;

/** Pads bipolar edges with -1 instead of 0, and adds back by position class what that subtracts. */
public final class FoldZeroPadding implements Pass {
    @Override
    public String why() {
        return "Zero is not a bipolar value: the device feeds -1, and the sum of the weights on padding corrects it.";
    }

    @Override
    public Set<Property> requires() {
        return Set.of(Property.NO_IDENTITIES, Property.BYTES_IN);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.NO_ZERO_PADDING);
    }

    @Override
    public Ir run(Ir ir, PassLog log) {
        IrBuilder lowered = IrBuilder.rewriting(ir);
        for (Node node : ir.nodes()) {
            if (!Property.NO_ZERO_PADDING.violatedBy(node, ir)) {
                lowered.keep(node);
                continue;
            }
            Op.Linear conv = (Op.Linear) node.op();
            Geometry g = conv.geometry(ir.producer(node, 0).type().shape());
            // With -1 on padding the sum is a - S, where S is the sum of the weights there.
            Op.Affine affine = Affines.ofSums(ExactLine.IDENTITY, 1, TapSums.of(conv.weights(), g));
            AffineSplit.keep(node.withOp(conv.withPadValue(-1)), affine, ".affine", lowered);
            log.change(node.name() + ": padded with -1, " + affine.classes().text());
        }
        return lowered.build();
    }
}
