// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.Ir;
import dev.bnn.ir.IrBuilder;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.pass.PassLog;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Swaps a pool with the monotone map that follows it. */
final class PoolMoves {
    private PoolMoves() {}

    /**
     * Moves every pool after the maps that follow it.
     *
     * @param follows maps to move after
     * @param falls channels in which a map is decreasing; there the maximum becomes the minimum and vice versa
     */
    static Ir after(Ir ir, Predicate<Op> follows, Function<Op, boolean[]> falls, PassLog log) {
        Ir moved = ir;
        boolean changed = true;
        // A pool that is followed by another one can move once the other one has.
        while (changed) {
            Ir before = moved;
            for (Node node : before.nodes()) {
                if (node.op() instanceof Op.Pool) {
                    moved = move(moved, node.name(), follows, falls, log);
                }
            }
            changed = moved != before;
        }
        return moved;
    }

    /** Moves one pool as far as possible. */
    private static Ir move(Ir ir, String pool, Predicate<Op> follows, Function<Op, boolean[]> falls, PassLog log) {
        Ir moved = ir;
        Optional<Node> map = follower(moved, pool, follows);
        while (map.isPresent()) {
            moved = swap(
                    moved, moved.node(pool), map.get(), falls.apply(map.get().op()));
            log.change(pool + " moved after " + map.get().name());
            map = follower(moved, pool, follows);
        }
        return moved;
    }

    /** The map that reads the pool; empty if anything else reads it, too. */
    private static Optional<Node> follower(Ir ir, String pool, Predicate<Op> follows) {
        return ir.soleConsumer(ir.node(pool)).filter(n -> follows.test(n.op()));
    }

    private static Ir swap(Ir ir, Node pool, Node map, boolean[] falls) {
        IrBuilder swapped = IrBuilder.rewriting(ir);
        for (Node node : ir.nodes()) {
            if (node == pool) {
                swapped.replace(pool.name(), swapped.producer(pool, 0));
            } else if (node == map) {
                Node first = swapped.keep(map.withView(Optional.empty()));
                Op.Pool second = flipped((Op.Pool) pool.op(), falls);
                swapped.replace(map.name(), swapped.add(pool.name(), second, List.of(first), pool.span(), map.view()));
            } else {
                swapped.keep(node);
            }
        }
        return swapped.build();
    }

    private static Op.Pool flipped(Op.Pool pool, boolean[] falls) {
        boolean[] min = pool.min().clone();
        for (int c = 0; c < falls.length; c++) {
            min[c] ^= falls[c];
        }
        return pool.with(min);
    }
}
