// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.ir.Geometry;
import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.model.Shape;
import dev.bnn.model.ValueSet;
import dev.bnn.model.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Maps an integer network onto units. Sums and the thresholds or scores that read them become one unit. */
public final class DataflowBuilder {
    /** One more than the largest byte: no byte reaches it. */
    private static final int BEYOND_BYTES = 1 << Byte.SIZE;

    private final Ir ir;
    private final List<MatrixUnit> matrices = new ArrayList<>();
    private final List<List<UnfoldedPipeline.Stretch>> between = new ArrayList<>();
    /** The finished stretches since the last matrix; then the units of the next stretch, and the fork with which it begins. */
    private List<UnfoldedPipeline.Stretch> stretches = new ArrayList<>();

    private List<Unit> units = new ArrayList<>();
    private Optional<Unit.Fork> from = Optional.empty();
    private final Forks forks;
    /** The node whose values the last unit writes. */
    private String end = "";

    private DataflowBuilder(Ir ir) {
        this.ir = ir;
        forks = new Forks(ir);
    }

    /**
     * The pipeline of a network in the final form of lowering, before it is folded.
     *
     * @param labels number of best classes per position that the pipeline answers with; 0 if it answers with all scores
     */
    public static UnfoldedPipeline unfolded(Ir ir, int labels) {
        return new DataflowBuilder(ir).build(labels);
    }

    private UnfoldedPipeline build(int labels) {
        for (Node node : ir.nodes()) {
            node.op().accept(new Units(node));
            if (!(node.op() instanceof Op.Summing)) {
                end = node.name();
                units.addAll(forks.of(node));
            }
        }
        Shape input = ir.nodes().get(0).type().shape();
        return new UnfoldedPipeline(ir.network(), input, ir.classes(), MatrixShape.of(ir), matrices, between, labels);
    }

    /** Begins a branch where a node does not read what the last unit writes, unless it joins branches itself. */
    private void reads(Node reader) {
        if (reader.inputs().size() == 1 && !reader.inputs().get(0).equals(end)) {
            stretches.add(new UnfoldedPipeline.Stretch(from, units));
            units = new ArrayList<>();
            from = Optional.of(forks.at(reader, 0));
        }
    }

    private void add(MatrixUnit unit) {
        stretches.add(new UnfoldedPipeline.Stretch(from, units));
        matrices.add(unit);
        between.add(stretches);
        stretches = new ArrayList<>();
        units = new ArrayList<>();
        from = Optional.empty();
    }

    private MatrixUnits matrix(Node sums, Op.Linear op) {
        ValueSet.Integers range = (ValueSet.Integers) sums.type().values();
        return new MatrixUnits(
                sums, op.weights(), range, in(sums).type().values().bits());
    }

    private Node in(Node node) {
        return ir.producer(node, 0);
    }

    /** Adds what feeds the windows of a convolution to its matrix. */
    private void convolve(Node node, Op.Convolution conv) {
        Shape padded = in(node).type().shape();
        int element = in(node).type().values().bits();
        if (!conv.padding().isNone()) {
            int value = element == 1
                    ? (conv.padding().value() > 0 ? 1 : 0)
                    : conv.padding().value();
            Unit.Pad pad = new Unit.Pad(
                    padOf(node), node.span(), padded, element, conv.padding().with(value));
            units.add(pad);
            padded = pad.out();
        }
        if (!conv.window().isPoint()) {
            int groups = conv instanceof Op.Conv grouped ? grouped.groups() : 1;
            units.add(window(node, padded, element, conv.window(), groups));
        }
    }

    private static String padOf(Node node) {
        return node.name() + "_pad";
    }

    private static Unit.Window window(Node node, Shape in, int element, Window window, int groups) {
        return new Unit.Window(node.name() + "_window", node.span(), in, element, window, groups);
    }

    /**
     * Thresholds on sums of bits or codes that start at 0. A bit b stands for 2b - 1, so K bits with the sum S have the accumulator
     * 2S - K, and the negated accumulator is that of the sum K - S. For codes, with M the unit's {@link SumUnit#maxSum}, the negated
     * sum is {@code (M - S) - M}.
     */
    private static int[] onSums(Node in, Op.Summing sums, boolean[] minus, Op.Threshold t) {
        boolean bits = in.type().values() instanceof ValueSet.Bipolar;
        long max = SumUnit.maxSum(sums.terms(), in.type().values().bits());
        int[] thresholds = new int[t.thresholds()[0].length];
        for (int i = 0; i < thresholds.length; i++) {
            long a = t.thresholds()[0][i];
            long s = bits ? -Math.floorDiv(-(a + sums.terms()), 2) : minus[i / t.levels()] ? a + max : a;
            thresholds[i] = (int) MatrixUnits.clip(s, 0, max + 1);
        }
        return thresholds;
    }

    /** Adds the units that a node makes: none for sums, which are a part of the unit of the node that reads them. */
    private final class Units extends LoweredOps<Void> {
        private final Node node;

        Units(Node node) {
            super(node.name());
            this.node = node;
        }

        @Override
        public Void input(Op.Input op) {
            return null;
        }

        @Override
        public Void conv(Op.Conv op) {
            return null;
        }

        @Override
        public Void depthwise(Op.Depthwise op) {
            return null;
        }

        @Override
        public Void dense(Op.Dense op) {
            return null;
        }

        @Override
        public Void sum(Op.Sum op) {
            return null;
        }

        @Override
        public Void add(Op.Add op) {
            return null;
        }

        @Override
        public Void pool(Op.Pool op) {
            reads(node);
            Shape in = in(node).type().shape();
            int element = in(node).type().values().bits();
            Shape padded = in;
            if (!op.padding().isNone()) {
                Unit.Pad pad = Unit.Pad.ofPool(padOf(node), node.span(), in, element, op.padding(), op.min());
                units.add(pad);
                padded = pad.out();
            }
            Geometry g = op.geometry(in);
            units.add(window(node, padded, element, op.window(), 1));
            units.add(new Unit.Pool(
                    node.name() + "_pool", node.span(), node.name(), element, g.taps(), g.out(), op.min()));
            return null;
        }

        @Override
        public Void shuffle(Op.Shuffle op) {
            reads(node);
            units.add(new Unit.Shuffle(
                    node.name() + "_shuffle",
                    node.span(),
                    node.name(),
                    node.type().shape(),
                    node.type().values().bits(),
                    op.channels()));
            return null;
        }

        @Override
        public Void upsample(Op.Upsample op) {
            reads(node);
            units.add(new Unit.Upsample(
                    node.name() + "_upsample",
                    node.span(),
                    node.name(),
                    in(node).type().shape(),
                    in(node).type().values().bits(),
                    op.factor()));
            return null;
        }

        @Override
        public Void concat(Op.Concat op) {
            units.add(new Unit.Concat(
                    node.name() + "_concat",
                    node.span(),
                    node.name(),
                    forks.copies(node),
                    node.type().values().bits(),
                    in(node).type().shape().channels(),
                    node.type().shape()));
            return null;
        }

        @Override
        public Void threshold(Op.Threshold op) {
            reads(in(node));
            return in(node).op().accept(new Thresholds(in(node), node, op));
        }

        @Override
        public Void score(Op.Score op) {
            if (!(in(node).op() instanceof Op.Linear linear)) {
                throw noUnit();
            }
            reads(in(node));
            if (linear instanceof Op.Convolution conv) {
                convolve(in(node), conv);
            }
            DataflowBuilder.this.add(matrix(in(node), linear)
                    .scores(op, (ValueSet.Integers) node.type().values()));
            return null;
        }
    }

    /** Adds the units of a node with sums and of the thresholds that read it. */
    private final class Thresholds extends LoweredOps<Void> {
        private final Node sums;
        private final Node node;
        private final Op.Threshold threshold;

        /**
         * @param sums node that the thresholds read
         * @param node node of the thresholds
         */
        Thresholds(Node sums, Node node, Op.Threshold threshold) {
            super(node.name());
            this.sums = sums;
            this.node = node;
            this.threshold = threshold;
        }

        @Override
        public Void input(Op.Input op) {
            int[] bytes = Arrays.stream(threshold.thresholds()[0])
                    .mapToInt(t -> (int) MatrixUnits.clip(t, 0, BEYOND_BYTES))
                    .toArray();
            units.add(new Unit.ByteThreshold(
                    node.name() + "_threshold",
                    node.span(),
                    node.name(),
                    node.type().shape(),
                    bytes));
            return null;
        }

        @Override
        public Void conv(Op.Conv op) {
            convolve(sums, op);
            DataflowBuilder.this.add(matrix(sums, op).mvtu(node, threshold, op.groups()));
            return null;
        }

        @Override
        public Void depthwise(Op.Depthwise op) {
            convolve(sums, op);
            DataflowBuilder.this.add(matrix(sums, op).depthwise(node, threshold));
            return null;
        }

        @Override
        public Void dense(Op.Dense op) {
            DataflowBuilder.this.add(matrix(sums, op).mvtu(node, threshold, 1));
            return null;
        }

        @Override
        public Void sum(Op.Sum op) {
            Shape in = in(sums).type().shape();
            int element = in(sums).type().values().bits();
            units.add(window(sums, in, element, op.window(), 1));
            units.add(new Unit.SumPool(
                    sums.name() + "_pool",
                    sums.span(),
                    node.name(),
                    element,
                    op.terms(),
                    op.geometry(in).out(),
                    op.minus(),
                    onSums(in(sums), op, op.minus(), threshold),
                    threshold.levels()));
            return null;
        }

        @Override
        public Void add(Op.Add op) {
            units.add(new Unit.Add(
                    sums.name() + "_add",
                    sums.span(),
                    node.name(),
                    forks.copies(sums),
                    in(sums).type().values().bits(),
                    sums.type().shape(),
                    op.minus(),
                    onSums(in(sums), op, op.minus(), threshold),
                    threshold.levels()));
            return null;
        }

        @Override
        public Void pool(Op.Pool op) {
            throw noUnit();
        }

        @Override
        public Void shuffle(Op.Shuffle op) {
            throw noUnit();
        }

        @Override
        public Void upsample(Op.Upsample op) {
            throw noUnit();
        }

        @Override
        public Void concat(Op.Concat op) {
            throw noUnit();
        }

        @Override
        public Void threshold(Op.Threshold op) {
            throw noUnit();
        }

        @Override
        public Void score(Op.Score op) {
            throw noUnit();
        }
    }
}
