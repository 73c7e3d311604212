// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.IrBuilder;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import java.util.List;
import java.util.Optional;

/** Splits a sum into a sum of other terms, and an affine map that restores its values. */
final class AffineSplit {
    private AffineSplit() {}

    /**
     * Keeps a node whose operation now yields other sums, and adds the map after it, which the readers of the node read instead.
     *
     * @param suffix of the map's name, after the name of the node
     */
    static void keep(Node node, Op.Affine affine, String suffix, IrBuilder lowered) {
        Node sums = lowered.keep(node.withView(node.view().map(v -> v.withAffine(affine))));
        Node map = lowered.add(node.name() + suffix, affine, List.of(sums), node.span(), Optional.empty());
        lowered.replace(node.name(), map);
    }
}
