// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.AccumulatorRange;
import dev.bnn.ir.Decisions;
import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.model.Activation;
import dev.bnn.pass.PassLog;
import dev.bnn.pass.Problems;
import dev.bnn.source.Code;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A sign, or levels, and the maps before it as thresholds on integers.
 *
 * @param sign the node of the sign or the levels
 * @param proved accumulators at which the thresholds were compared with the float model; 0 if they are too many
 */
record SignFold(Node sign, Preactivation before, Thresholds found, long proved) {
    /** Dead channels that a note names. */
    private static final int LISTED = 10;

    /** Finds and proves the thresholds of a sign; a {@link DiagnosticException} says why there are none. */
    static SignFold of(Ir ir, Node sign, Activation activation) {
        Preactivation before = Preactivation.endingAt(ir, ir.producer(sign, 0));
        AffineChain chain = before.chain();
        AccumulatorRange range = AccumulatorRange.of(ir, before.source())
                .orElseThrow(() -> failure(
                        sign,
                        sign.name() + " takes the sign or level of values that have few bits already",
                        "remove it, or put a conv or dense layer before it"));
        // Padding with a level leaves one map for all positions, so one set of thresholds serves them all.
        Thresholds found = Thresholds.search(chain.sameAtAllPositions() ? range.anywhere() : range, chain, activation);
        SignFold fold = new SignFold(sign, before, found, ThresholdProof.enumerate(found, chain, sign));
        fold.checkReaders(ir);
        return fold;
    }

    /** Checks that no other node reads what is folded or negated. */
    private void checkReaders(Ir ir) {
        if (found.anyNegated() && before.source().op() instanceof Op.Input) {
            throw failure(
                    sign,
                    sign.name() + " falls as the bytes of the image rise, and there are no weights to negate",
                    "give the input a rising scale");
        }
        List<Node> changed = new ArrayList<>(before.maps());
        if (found.anyNegated()) {
            changed.add(before.source());
        }
        for (Node node : changed) {
            if (ir.soleConsumer(node).isEmpty()) {
                throw failure(
                        sign,
                        sign.name() + " is not the only reader of " + node.name()
                                + ", which its thresholds replace or negate",
                        "let the others read " + sign.name() + ", or a layer of their own");
            }
        }
    }

    private static DiagnosticException failure(Node sign, String message, String hint) {
        return Problems.failure(Code.NO_INTEGER_FORM, sign.span(), message, hint);
    }

    /** The source with the weights, or the sums, of falling channels negated: y = [-a >= T]. */
    Node negatedSource() {
        Node source = before.source();
        if (!found.anyNegated()) {
            return source;
        }
        Op.Summing sums = (Op.Summing) source.op();
        return source.withOp(sums.negated(found.negated()))
                .withView(source.view().map(v -> v.withNegated(found.negated())));
    }

    /** Reports the thresholds, and notes the channels that are dead. */
    void tell(PassLog log) {
        log.proved(sign.name(), proved);
        int negated = 0;
        List<String> dead = new ArrayList<>();
        Decisions decisions = found.decisions();
        for (int c = 0; c < found.negated().length; c++) {
            negated += found.negated()[c] ? 1 : 0;
            OptionalInt code = decisions.constant(c);
            if (code.isPresent()) {
                dead.add(c + " (" + found.activation().text(code.getAsInt()) + ")");
            }
        }
        log.change(sign.name() + ": "
                + Words.count((long) found.negated().length * found.activation().top(), "threshold") + " in "
                + found.classes().text() + " on " + before.source().name() + ", "
                + Words.count(negated, "channel") + " negated, " + Words.count(dead.size()) + " dead; "
                + (proved > 0
                        ? String.format(Locale.ROOT, "equal at all %,d accumulators that can occur", proved)
                        : "too many accumulators to enumerate, found by bisection"));
        if (!dead.isEmpty()) {
            String listed = String.join(", ", dead.subList(0, Math.min(dead.size(), LISTED)));
            log.note(
                    Code.DEAD_CHANNEL,
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
