// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Weights;
import dev.bnn.model.ValueSet;
import dev.bnn.model.target.Memory;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Severity;
import java.util.List;

/**
 * Makes matrix units, before they are folded. A matrix on bits counts matches: with P matches of K columns the accumulator is
 * a = 2P - K, so a threshold T on a becomes ceil((T + K) / 2) on P, and a score m * a + b becomes 2m * P + (b - m * K).
 */
final class MatrixUnits {
    private static final int MAX_SCORE_BITS = 64;

    /** Stands for the folding that a unit does not have yet. */
    private static final Folding NONE = new Folding(1, 1, Memory.BLOCK);

    private final Node node;
    private final Weights weights;
    private final int elementBits;
    private final boolean counts;
    private final ValueSet.Integers range;
    private final int accumulatorBits;

    /**
     * @param node the sums
     * @param range all sums that occur
     * @param elementBits bits of an element that the matrix reads
     */
    MatrixUnits(Node node, Weights weights, ValueSet.Integers range, int elementBits) {
        this.node = node;
        this.weights = weights;
        this.elementBits = elementBits;
        this.range = range;
        counts = MatrixUnit.counts(elementBits, weights.type());
        long lo = counts ? 0 : range.lo();
        long hi = counts ? weights.columns() : range.hi();
        accumulatorBits = TwosComplement.bits(lo, hi + 1);
    }

    /** @param groups number of groups of rows */
    MatrixUnit.Mvtu mvtu(Node after, Op.Threshold threshold, int groups) {
        return new MatrixUnit.Mvtu(
                node.name() + "_mvtu",
                node.span(),
                node.name(),
                after.name(),
                weights,
                groups,
                elementBits,
                node.type().shape(),
                thresholds(threshold),
                threshold.classes(),
                threshold.levels(),
                accumulatorBits,
                NONE);
    }

    MatrixUnit.Depthwise depthwise(Node after, Op.Threshold threshold) {
        return new MatrixUnit.Depthwise(
                node.name() + "_depthwise",
                node.span(),
                node.name(),
                after.name(),
                weights,
                elementBits,
                node.type().shape(),
                thresholds(threshold),
                threshold.classes(),
                threshold.levels(),
                accumulatorBits,
                NONE);
    }

    /**
     * @param scores all scores that occur
     * @throws DiagnosticException if scores need more than {@value #MAX_SCORE_BITS} bits
     */
    MatrixUnit.Scores scores(Op.Score score, ValueSet.Integers scores) {
        long[] multiplier = score.multiplier().clone();
        long[] addend = score.addend().clone();
        int bits = TwosComplement.bits(scores.lo(), scores.hi());
        for (int r = 0; r < weights.rows(); r++) {
            if (counts) {
                addend[r] -= multiplier[r] * weights.columns();
                multiplier[r] *= 2;
            }
            bits = Math.max(bits, TwosComplement.bits(multiplier[r], multiplier[r]));
            bits = Math.max(bits, TwosComplement.bits(addend[r], addend[r]));
        }
        if (bits > MAX_SCORE_BITS) {
            throw new DiagnosticException(List.of(new Diagnostic(
                    Code.SCORE_WIDTH,
                    Severity.ERROR,
                    node.span(),
                    "the scores of " + node.name() + " need " + bits + " bits, more than " + MAX_SCORE_BITS,
                    "leave out the batch norm after it: the order of the scores does not need it")));
        }
        int wire = Byte.SIZE;
        while (wire < bits) {
            wire *= 2;
        }
        return new MatrixUnit.Scores(
                node.name() + "_scores",
                node.span(),
                node.name(),
                weights,
                elementBits,
                node.type().shape(),
                multiplier,
                addend,
                accumulatorBits,
                wire,
                NONE);
    }

    /** [class][row * levels + level], on matches or on sums, clipped to the sums that occur. */
    private long[][] thresholds(Op.Threshold threshold) {
        long[][] given = threshold.thresholds();
        long[][] thresholds = new long[given.length][];
        for (int k = 0; k < given.length; k++) {
            thresholds[k] = new long[given[k].length];
            for (int c = 0; c < given[k].length; c++) {
                thresholds[k][c] = counts ? matches(given[k][c]) : clip(given[k][c], range.lo(), range.hi() + 1);
            }
        }
        return thresholds;
    }

    private long matches(long threshold) {
        int columns = weights.columns();
        return clip(-Math.floorDiv(-(threshold + columns), 2), 0, columns + 1L);
    }

    /** The value in the range that is nearest. */
    static long clip(long value, long lo, long hi) {
        return Math.max(lo, Math.min(hi, value));
    }
}
