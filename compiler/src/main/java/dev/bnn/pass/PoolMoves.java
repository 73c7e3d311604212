// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Swaps a pool with the monotone map that follows it. */
final class PoolMoves {
    private PoolMoves() {}

    /**
     * Moves every pool behind the maps that follow it.
     *
     * @param follows maps to move behind
     * @param falls channels in which a map is decreasing: there the maximum becomes the minimum and back
     */
    static Ir behind(Ir ir, Predicate<Op> follows, Function<Op, boolean[]> falls, PassLog log) {
        List<Node> nodes = new ArrayList<>(ir.nodes());
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int i = 0; i + 1 < nodes.size(); i++) {
                Node pool = nodes.get(i);
                Node map = nodes.get(i + 1);
                if (pool.op() instanceof Op.Pool p && follows.test(map.op())) {
                    nodes.set(i, map.withView(Optional.empty()));
                    nodes.set(
                            i + 1,
                            pool.withOp(flipped(p, falls.apply(map.op()))).withView(map.view()));
                    log.change(pool.name() + " moved behind " + map.name());
                    moved = true;
                }
            }
        }
        return Types.chain(ir, nodes);
    }

    private static Op.Pool flipped(Op.Pool pool, boolean[] falls) {
        boolean[] min = pool.min().clone();
        for (int c = 0; c < falls.length; c++) {
            min[c] ^= falls[c];
        }
        return new Op.Pool(pool.size(), pool.stride(), min);
    }
}
