// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Decisions;
import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Reach;
import dev.bnn.ir.Trait;
import dev.bnn.ir.Types;
import dev.bnn.source.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Turns what stands between an integer sum and its sign into one integer threshold a channel and position class, or one a level
 * for several bits.
 */
public final class NormalizeSignToThreshold implements Pass {
    /** Dead channels that a note names. */
    private static final int LISTED = 10;

    @Override
    public String why() {
        return "The sign of a monotone map of an integer is one comparison with the integer where it changes.";
    }

    @Override
    public Set<Property> requires() {
        return Set.of(Property.BYTES_IN, Property.NO_ZERO_PADDING, Property.POOLS_ON_BITS, Property.CODES);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.INTEGER_THRESHOLDS);
    }

    @Override
    public Ir run(Ir ir, PassLog log) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : ir.nodes()) {
            if (!(node.op() instanceof Op.Quantize q)) {
                nodes.add(node);
                continue;
            }
            List<Node> maps = takeMaps(nodes);
            Node source = nodes.remove(nodes.size() - 1);
            RealMap map = new RealMap(maps);
            Reach reach = reach(source, nodes, node);
            // Padding with a level leaves one map for all positions, so one set of thresholds serves them.
            Thresholds found = Thresholds.search(map.sameAnywhere() ? reach.anywhere() : reach, map, q.activation());
            long proved = ThresholdProof.enumerate(found, map, node);
            log.proved(node.name(), proved);
            nodes.add(negated(source, found, node));
            nodes.add(node.withOp(found.op()));
            tell(node, source, found, proved, log);
        }
        return Types.chain(ir, nodes);
    }

    /** Removes the maps at the end of the list and returns them in order. */
    static List<Node> takeMaps(List<Node> nodes) {
        List<Node> maps = new ArrayList<>();
        while (nodes.get(nodes.size() - 1).op().has(Trait.MAP)) {
            maps.add(0, nodes.remove(nodes.size() - 1));
        }
        return maps;
    }

    private static Reach reach(Node source, List<Node> before, Node sign) {
        if (source.op() instanceof Op.Input) {
            return Reach.ofBytes(source.type());
        }
        if (source.op() instanceof Op.Summing sums) {
            return sums.reach(before.get(before.size() - 1).type());
        }
        throw Problems.failure(
                Problems.ARRANGEMENT,
                sign.span(),
                sign.name() + " takes the sign or level of what has few bits already",
                "remove it, or put a conv or dense layer before it");
    }

    /** The layer with the weights, or the sums, of falling channels negated: y = [-a >= T]. */
    private static Node negated(Node source, Thresholds found, Node sign) {
        if (!found.anyNegated()) {
            return source;
        }
        if (source.op() instanceof Op.Input) {
            throw Problems.failure(
                    Problems.ARRANGEMENT,
                    sign.span(),
                    sign.name() + " falls as the bytes of the image rise, and there are no weights to negate",
                    "give the input a rising scale");
        }
        Op.Summing sums = (Op.Summing) source.op();
        return source.withOp(sums.negated(found.negated()))
                .withView(source.view().map(v -> v.withNegated(found.negated())));
    }

    private static void tell(Node sign, Node source, Thresholds found, long proved, PassLog log) {
        int flipped = 0;
        List<String> dead = new ArrayList<>();
        Decisions decisions = found.decisions();
        for (int c = 0; c < found.negated().length; c++) {
            flipped += found.negated()[c] ? 1 : 0;
            OptionalInt code = decisions.constant(c);
            if (code.isPresent()) {
                dead.add(c + " (" + found.activation().text(code.getAsInt()) + ")");
            }
        }
        log.change(sign.name() + ": "
                + Words.count((long) found.negated().length * found.activation().top(), "threshold") + " in "
                + found.classes().text() + " on " + source.name() + ", "
                + Words.count(flipped, "channel") + " negated, " + Words.count(dead.size()) + " dead; "
                + (proved > 0
                        ? String.format(Locale.ROOT, "equal at all %,d accumulators that can occur", proved)
                        : "too many accumulators to enumerate, found by bisection"));
        if (!dead.isEmpty()) {
            String listed = String.join(", ", dead.subList(0, Math.min(dead.size(), LISTED)));
            log.note(
                    Problems.DEAD_CHANNEL,
                    sign.span(),
                    Words.count(dead.size()) + " of " + Words.count(found.negated().length, "channel") + " of "
                            + sign.name()
                            + (dead.size() == 1 ? " gives" : " give") + " the same "
                            + (found.activation().bits() == 1 ? "bit" : "level") + " whatever the image: " + listed
                            + (dead.size() > LISTED ? ", ..." : ""),
                    "they take hardware and give nothing; train longer or use fewer channels");
        }
    }
}
