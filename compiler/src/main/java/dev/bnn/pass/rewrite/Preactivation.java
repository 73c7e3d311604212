// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * What an activation or the network's output is computed from: integers, and the maps that make real numbers of them.
 *
 * @param source the node that yields the integers
 * @param maps the nodes of the maps, in order; none where the integers are read as they are
 */
record Preactivation(Node source, List<Node> maps) {
    Preactivation {
        maps = List.copyOf(maps);
    }

    /** The one that ends at a node: the last map, or the source itself. */
    static Preactivation endingAt(Ir ir, Node last) {
        List<Node> maps = new ArrayList<>();
        Node node = last;
        while (node.op() instanceof Op.ChannelMap) {
            maps.add(0, node);
            node = ir.producer(node, 0);
        }
        return new Preactivation(node, maps);
    }

    AffineChain chain() {
        return new AffineChain(maps.stream().map(n -> (Op.ChannelMap) n.op()).toList());
    }
}
