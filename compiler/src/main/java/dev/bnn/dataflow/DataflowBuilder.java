// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.ir.Geometry;
import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Weights;
import dev.bnn.model.Memory;
import dev.bnn.model.Shape;
import dev.bnn.model.ValueSet;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps an integer network onto units. A matrix on bits counts matches: with P matches of K columns the accumulator is
 * a = 2P - K, so a threshold T on a becomes ceil((T + K) / 2) on P, and a score m * a + b becomes 2m * P + (b - m * K).
 */
public final class DataflowBuilder {
    private static final int WIDEST_SCORE = 64;

    /** Stands for the folding that a unit does not have yet. */
    private static final Folding NONE = new Folding(1, 1, Memory.BLOCK);

    private final Ir ir;
    private final int labels;
    private final List<MatrixUnit> matrices = new ArrayList<>();
    private final List<List<Unit>> between = new ArrayList<>();
    private List<Unit> units = new ArrayList<>();

    private DataflowBuilder(Ir ir, int labels) {
        this.ir = ir;
        this.labels = labels;
    }

    /**
     * The pipeline of a network in the final form of lowering, before it is folded.
     *
     * @param labels of how many classes, the best, it answers with the numbers; 0 where it answers with all scores
     */
    public static UnfoldedPipeline unfolded(Ir ir, int labels) {
        return new DataflowBuilder(ir, labels).build();
    }

    private UnfoldedPipeline build() {
        List<Node> nodes = ir.nodes();
        for (int i = 1; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            Node before = nodes.get(i - 1);
            if (node.op() instanceof Op.Threshold t && before.op() instanceof Op.Input) {
                units.add(new Unit.ByteThreshold(
                        node.name() + "_threshold",
                        node.span(),
                        node.name(),
                        node.type().shape(),
                        bytes(t.thresholds()[0])));
            } else if (node.op() instanceof Op.Linear linear) {
                matrix(before, node, linear, nodes.get(i + 1));
                i++;
            } else if (node.op() instanceof Op.Pool p) {
                pool(before, node, p);
            } else if (node.op() instanceof Op.Sum s) {
                sum(before, node, s, nodes.get(i + 1));
                i++;
            } else if (node.op() instanceof Op.Add a) {
                add(before, node, a, nodes.get(i + 1));
                i++;
            } else {
                throw new IllegalArgumentException(node.name() + " has no unit");
            }
            fork(nodes.get(i));
        }
        return new UnfoldedPipeline(
                ir.network(), nodes.get(0).type().shape(), ir.classes(), MatrixShape.of(ir), matrices, between, labels);
    }

    private static int[] bytes(long[] thresholds) {
        int[] clipped = new int[thresholds.length];
        for (int c = 0; c < clipped.length; c++) {
            clipped[c] = (int) Math.max(0, Math.min(256, thresholds[c]));
        }
        return clipped;
    }

    private void matrix(Node before, Node node, Op.Linear linear, Node after) {
        int element = before.type().values().bits();
        Weights weights = linear.weights();
        if (linear instanceof Op.Convolution c) {
            convolve(node, c, before.type().shape(), element);
        }
        Shape out = node.type().shape();
        between.add(units);
        units = new ArrayList<>();
        ValueSet.Integers reach = (ValueSet.Integers) node.type().values();
        boolean counts = MatrixUnit.counts(element, weights.type());
        long hi = counts ? weights.columns() : reach.hi();
        int accumulator = signedBits(counts ? 0 : reach.lo(), hi + 1);
        if (after.op() instanceof Op.Threshold t) {
            long[][] thresholds = counts ? matches(t.thresholds(), weights.columns()) : clip(t.thresholds(), reach);
            if (linear instanceof Op.Depthwise) {
                matrices.add(new MatrixUnit.Depthwise(
                        node.name() + "_depthwise",
                        node.span(),
                        node.name(),
                        after.name(),
                        weights,
                        element,
                        out,
                        thresholds,
                        t.classes(),
                        t.levels(),
                        accumulator,
                        NONE));
                return;
            }
            matrices.add(new MatrixUnit.Mvtu(
                    node.name() + "_mvtu",
                    node.span(),
                    node.name(),
                    after.name(),
                    weights,
                    element,
                    out,
                    thresholds,
                    t.classes(),
                    t.levels(),
                    accumulator,
                    NONE));
        } else {
            scores(node, (Op.Score) after.op(), weights, element, accumulator, after);
        }
    }

    private void convolve(Node node, Op.Convolution conv, Shape in, int element) {
        Shape padded = in;
        if (conv.padding().amount() > 0) {
            int value = element == 1
                    ? (conv.padding().value() > 0 ? 1 : 0)
                    : conv.padding().value();
            Unit.Pad pad = new Unit.Pad(
                    node.name() + "_pad",
                    node.span(),
                    in,
                    element,
                    conv.padding().amount(),
                    value);
            units.add(pad);
            padded = pad.out();
        }
        if (conv.kernel() > 1 || conv.stride() > 1) {
            units.add(new Unit.Window(
                    node.name() + "_window", node.span(), padded, element, conv.kernel(), conv.stride()));
        }
    }

    private void pool(Node before, Node node, Op.Pool pool) {
        Shape in = before.type().shape();
        int element = before.type().values().bits();
        Geometry g = pool.geometry(in);
        units.add(new Unit.Window(node.name() + "_window", node.span(), in, element, pool.size(), pool.stride()));
        units.add(
                new Unit.Pool(node.name() + "_pool", node.span(), node.name(), element, g.taps(), g.out(), pool.min()));
    }

    private void sum(Node before, Node node, Op.Sum sum, Node after) {
        Shape in = before.type().shape();
        int element = before.type().values().bits();
        Geometry g = sum.geometry(in);
        Op.Threshold t = (Op.Threshold) after.op();
        units.add(new Unit.Window(node.name() + "_window", node.span(), in, element, sum.size(), sum.stride()));
        units.add(new Unit.SumPool(
                node.name() + "_pool",
                node.span(),
                after.name(),
                element,
                sum.terms(),
                g.out(),
                sum.minus(),
                ofSums(before, sum.terms(), sum.minus(), t),
                t.levels()));
    }

    private void add(Node before, Node node, Op.Add add, Node after) {
        Op.Threshold t = (Op.Threshold) after.op();
        units.add(new Unit.Add(
                node.name() + "_add",
                node.span(),
                after.name(),
                forkOf(node),
                node.name() + "_skip",
                before.type().values().bits(),
                node.type().shape(),
                add.minus(),
                ofSums(before, add.terms(), add.minus(), t),
                t.levels()));
    }

    /** A copy for each residual add that reads the node again. */
    private void fork(Node from) {
        for (Node node : ir.nodes()) {
            if (node.op() instanceof Op.Add && node.inputs().get(1).equals(from.name())) {
                units.add(new Unit.Fork(
                        forkOf(node),
                        node.span(),
                        from.type().shape(),
                        from.type().values().bits()));
            }
        }
    }

    private static String forkOf(Node add) {
        return add.name() + "_fork";
    }

    /**
     * Thresholds on the sums of bits or codes of 0 and up. Bits b stand for 2b - 1, so that of K bits with the sum S the accumulator is
     * 2S - K; minus the accumulator is that of K - S. Of codes with the largest sum M, minus the sum is (M - S) - M.
     */
    private static int[] ofSums(Node before, int terms, boolean[] minus, Op.Threshold t) {
        boolean bits = before.type().values() instanceof ValueSet.Bipolar;
        long most =
                (long) terms * (bits ? 1 : ((ValueSet.Integers) before.type().values()).hi());
        int[] thresholds = new int[t.thresholds()[0].length];
        for (int i = 0; i < thresholds.length; i++) {
            long a = t.thresholds()[0][i];
            long s = bits ? -Math.floorDiv(-(a + terms), 2) : minus[i / t.levels()] ? a + most : a;
            thresholds[i] = (int) Math.max(0, Math.min(most + 1, s));
        }
        return thresholds;
    }

    private void scores(Node node, Op.Score score, Weights weights, int element, int accumulator, Node after) {
        int rows = weights.rows();
        long[] multiplier = score.multiplier().clone();
        long[] addend = score.addend().clone();
        ValueSet.Integers range = (ValueSet.Integers) after.type().values();
        int bits = signedBits(range.lo(), range.hi());
        for (int r = 0; r < rows; r++) {
            if (MatrixUnit.counts(element, weights.type())) {
                addend[r] -= multiplier[r] * weights.columns();
                multiplier[r] *= 2;
            }
            bits = Math.max(bits, Math.max(signedBits(multiplier[r], multiplier[r]), signedBits(addend[r], addend[r])));
        }
        if (bits > WIDEST_SCORE) {
            throw new DiagnosticException(List.of(new Diagnostic(
                    "BNN403",
                    Severity.ERROR,
                    node.span(),
                    "the scores of " + node.name() + " need " + bits + " bits, more than " + WIDEST_SCORE,
                    "leave out the batch norm behind it: the order of the scores does not need it")));
        }
        int wire = 8;
        while (wire < bits) {
            wire *= 2;
        }
        matrices.add(new MatrixUnit.Scores(
                node.name() + "_scores",
                node.span(),
                node.name(),
                weights,
                element,
                node.type().shape(),
                multiplier,
                addend,
                accumulator,
                wire,
                NONE));
    }

    private static long[][] matches(long[][] thresholds, int columns) {
        long[][] counts = new long[thresholds.length][];
        for (int k = 0; k < counts.length; k++) {
            counts[k] = new long[thresholds[k].length];
            for (int c = 0; c < counts[k].length; c++) {
                long ceil = -Math.floorDiv(-(thresholds[k][c] + columns), 2);
                counts[k][c] = Math.max(0, Math.min(columns + 1L, ceil));
            }
        }
        return counts;
    }

    private static long[][] clip(long[][] thresholds, ValueSet.Integers reach) {
        long[][] clipped = new long[thresholds.length][];
        for (int k = 0; k < clipped.length; k++) {
            clipped[k] = new long[thresholds[k].length];
            for (int c = 0; c < clipped[k].length; c++) {
                clipped[k][c] = Math.max(reach.lo(), Math.min(reach.hi() + 1, thresholds[k][c]));
            }
        }
        return clipped;
    }

    /** Width of a two's complement number that holds both. */
    static int signedBits(long lo, long hi) {
        int forLo = lo < 0 ? Long.SIZE - Long.numberOfLeadingZeros(~lo) : 0;
        int forHi = hi > 0 ? Long.SIZE - Long.numberOfLeadingZeros(hi) : 0;
        return Math.max(forLo, forHi) + 1;
    }
}
