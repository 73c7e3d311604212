// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * The input of an activation or of the network's output: integers, and the maps from them to real numbers.
 *
 * @param source the node that yields the integers
 * @param maps the nodes of the maps, in order; none if the integers are read directly
 */
record Preactivation(Node source, List<Node> maps) {
    Preactivation {
        maps = List.copyOf(maps);
    }

    /** The preactivation that ends at a node, which is the last map, or the source itself. */
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
