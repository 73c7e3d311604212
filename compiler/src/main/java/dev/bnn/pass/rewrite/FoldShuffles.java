// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.Ir;
import dev.bnn.ir.IrBuilder;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.model.ChannelShuffle;
import dev.bnn.pass.Pass;
import dev.bnn.pass.PassLog;
import dev.bnn.pass.Problems;
import dev.bnn.pass.Property;
import dev.bnn.source.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Folds channel shuffles into weights. A shuffle moves past operations that work on each channel by itself. A matrix whose outputs
 * see all channels absorbs a shuffle before it in the order of its columns; a matrix before the shuffle absorbs it in the order of
 * its rows. Between two convolutions with groups, or before a residual add, a shuffle stays, on bits or levels.
 */
public final class FoldShuffles implements Pass {
    @Override
    public String why() {
        return "Where a matrix sees all channels, the order of these is that of its columns, or of its rows.";
    }

    @Override
    public Set<Property> requires() {
        return Set.of(Property.NO_IDENTITIES);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.SHUFFLES_ON_LEVELS);
    }

    @Override
    public Ir run(Ir ir, PassLog log) {
        Ir folded = ir;
        boolean changed = true;
        // A shuffle that is followed by another one can move once the other one has.
        while (changed) {
            Ir before = folded;
            for (Node node : before.nodes()) {
                if (node.op() instanceof Op.Shuffle) {
                    folded = fold(folded, node.name(), log);
                }
            }
            changed = folded != before;
        }
        for (Node node : folded.nodes()) {
            if (Property.SHUFFLES_ON_LEVELS.violatedBy(node, folded)) {
                throw Problems.failure(
                        Code.NO_INTEGER_FORM,
                        node.span(),
                        node.name() + " shuffles values that are neither bits nor levels",
                        "put a sign before it, or leave it out");
            }
        }
        return folded;
    }

    /** Moves one shuffle as far as possible, or into weights. */
    private static Ir fold(Ir ir, String name, PassLog log) {
        Ir moved = ir;
        Optional<Ir> next = step(moved, moved.node(name), log);
        while (next.isPresent()) {
            moved = next.get();
            next = moved.has(name) ? step(moved, moved.node(name), log) : Optional.empty();
        }
        return moved;
    }

    private static Optional<Ir> step(Ir ir, Node shuffle, PassLog log) {
        ChannelShuffle channels = ((Op.Shuffle) shuffle.op()).channels();
        if (channels.isIdentity()) {
            log.change(shuffle.name() + " removed: it moves no channel");
            return Optional.of(without(ir, shuffle, Map.of()));
        }
        return intoReaders(ir, shuffle, channels, log)
                .or(() -> afterReader(ir, shuffle, channels, log))
                .or(() -> intoSource(ir, shuffle, channels, log));
    }

    /** Moves the shuffle into the columns of the matrices that read it, if nothing else reads it. */
    private static Optional<Ir> intoReaders(Ir ir, Node shuffle, ChannelShuffle channels, PassLog log) {
        List<Node> readers = ir.consumers(shuffle);
        if (readers.isEmpty() || !readers.stream().allMatch(FoldShuffles::seesAllChannels)) {
            return Optional.empty();
        }
        ChannelOrder order = ChannelOrder.before(channels);
        Map<String, Node> changed = new LinkedHashMap<>();
        for (Node reader : readers) {
            Op.Linear matrix = (Op.Linear) reader.op();
            changed.put(reader.name(), reader.withOp(matrix.with(order.columns(matrix.weights()))));
        }
        log.change(shuffle.name() + " is in the columns of " + String.join(", ", changed.keySet()));
        return Optional.of(without(ir, shuffle, changed));
    }

    /** Moves the shuffle past the operation that reads it, if nothing else reads it. */
    private static Optional<Ir> afterReader(Ir ir, Node shuffle, ChannelShuffle channels, PassLog log) {
        Optional<Node> reader = ir.soleConsumer(shuffle);
        Optional<Op> op = reader.flatMap(r -> r.op().accept(ChannelOrder.before(channels)));
        if (op.isEmpty()) {
            return Optional.empty();
        }
        log.change(shuffle.name() + " moved after " + reader.get().name());
        IrBuilder moved = IrBuilder.rewriting(ir);
        for (Node node : ir.nodes()) {
            if (node == shuffle) {
                moved.replace(node.name(), moved.producer(node, 0));
            } else if (node == reader.get()) {
                Node first = moved.keep(node.withOp(op.get()).withView(Optional.empty()));
                moved.replace(
                        node.name(),
                        moved.add(shuffle.name(), shuffle.op(), List.of(first), shuffle.span(), node.view()));
            } else {
                moved.keep(node);
            }
        }
        return Optional.of(moved.build());
    }

    /**
     * Moves the shuffle into the rows of the matrix whose values it shuffles, and into the operations between them, if nothing else
     * reads their values.
     */
    private static Optional<Ir> intoSource(Ir ir, Node shuffle, ChannelShuffle channels, PassLog log) {
        ChannelOrder order = ChannelOrder.after(channels);
        Map<String, Node> changed = new LinkedHashMap<>();
        Node last = ir.producer(shuffle, 0);
        Node node = last;
        while (ir.soleConsumer(node).isPresent()) {
            boolean source = seesAllChannels(node);
            Optional<Op> op = source
                    ? Optional.of(order.rows((Op.Linear) node.op()))
                    : node.op().accept(order);
            if (op.isEmpty()) {
                return Optional.empty();
            }
            // Nodes before the last one now have their channels in another order than their layers, so they lose their
            // views.
            changed.put(node.name(), node.withOp(op.get()).withView(node == last ? shuffle.view() : Optional.empty()));
            if (source) {
                log.change(shuffle.name() + " is in the rows of " + node.name());
                return Optional.of(without(ir, shuffle, changed));
            }
            node = ir.producer(node, 0);
        }
        return Optional.empty();
    }

    private static boolean seesAllChannels(Node node) {
        return node.op() instanceof Op.Linear matrix && matrix.mixesChannels();
    }

    /** The IR without the shuffle, and with the nodes of these names replaced. */
    private static Ir without(Ir ir, Node shuffle, Map<String, Node> changed) {
        IrBuilder folded = IrBuilder.rewriting(ir);
        for (Node node : ir.nodes()) {
            if (node == shuffle) {
                folded.replace(node.name(), folded.producer(node, 0));
            } else {
                folded.keep(changed.getOrDefault(node.name(), node));
            }
        }
        return folded.build();
    }
}
