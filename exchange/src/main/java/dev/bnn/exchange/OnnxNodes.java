// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Weights;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds the operations of a lowered network to a graph of ONNX, one after the other. */
final class OnnxNodes {
    private final GraphBuilder graph;
    /** True while the value is a map [N, C, H, W]; false while it is a vector [N, C]. */
    private boolean map = true;

    private final Map<String, Yielded> yielded = new HashMap<>();

    /** The output of a node: the name of the value, and whether it is a map [N, C, H, W]. */
    private record Yielded(String value, boolean map) {}

    /**
     * Makes nodes for a graph.
     *
     * @param graph a graph whose last value is the image as a map of floats
     */
    OnnxNodes(GraphBuilder graph) {
        this.graph = graph;
    }

    /**
     * Adds the nodes of an operation; its value becomes the last value of the graph.
     *
     * @param in type of the operation's input
     */
    void add(Node node, TensorType in) {
        Yielded first = yielded.get(node.inputs().get(node.op().nearest()));
        if (first != null && !first.value().equals(graph.value())) {
            graph.goTo(first.value());
            map = first.map();
        }
        node.op().accept(new Adding(node, in));
        yielded.put(node.name(), new Yielded(graph.value(), map));
    }

    /** Adds the nodes of one operation. */
    private final class Adding implements Op.Visitor<Void> {
        private final Node node;

        /** Type of the operation's input. */
        private final TensorType in;

        Adding(Node node, TensorType in) {
            this.node = node;
            this.in = in;
        }

        @Override
        public Void input(Op.Input op) {
            throw notLowered();
        }

        @Override
        public Void scale(Op.Scale op) {
            throw notLowered();
        }

        @Override
        public Void conv(Op.Conv op) {
            convolution(node, op, op.groups(), in);
            return null;
        }

        @Override
        public Void depthwise(Op.Depthwise op) {
            convolution(node, op, in.shape().channels(), in);
            return null;
        }

        @Override
        public Void dense(Op.Dense op) {
            product(node, op, in);
            return null;
        }

        @Override
        public Void affine(Op.Affine op) {
            throw notLowered();
        }

        @Override
        public Void normalize(Op.Normalize op) {
            throw notLowered();
        }

        @Override
        public Void pool(Op.Pool op) {
            maxPool(node, op, in.shape());
            return null;
        }

        @Override
        public Void sum(Op.Sum op) {
            windowSums(node, op, in);
            return null;
        }

        @Override
        public Void shuffle(Op.Shuffle op) {
            toMap(node, in.shape());
            graph.shuffle(node.name(), op.channels(), in.shape());
            return null;
        }

        @Override
        public Void upsample(Op.Upsample op) {
            toMap(node, in.shape());
            graph.upsample(node.name(), op.factor());
            return null;
        }

        @Override
        public Void add(Op.Add op) {
            residual(node, op, in);
            return null;
        }

        @Override
        public Void concat(Op.Concat op) {
            String first = alike(node, node.inputs().get(0), in.shape());
            graph.node(node.name(), "", "Concat", Map.of("axis", new Attribute.Int(1)), List.of(first, graph.value()));
            return null;
        }

        @Override
        public Void quantize(Op.Quantize op) {
            throw notLowered();
        }

        @Override
        public Void dropout(Op.Dropout op) {
            throw notLowered();
        }

        @Override
        public Void flatten(Op.Flatten op) {
            throw notLowered();
        }

        @Override
        public Void threshold(Op.Threshold op) {
            comparisons(node, op, in);
            return null;
        }

        @Override
        public Void score(Op.Score op) {
            scores(node, op);
            return null;
        }

        private IllegalArgumentException notLowered() {
            return new IllegalArgumentException(node.name() + " is not an operation of a lowered network");
        }
    }

    private void convolution(Node node, Op.Convolution conv, int groups, TensorType in) {
        toMap(node, in.shape());
        Padding padding = conv.padding();
        boolean zeros = padding.value() == 0;
        if (!padding.isNone() && !zeros) {
            graph.pad(node.name(), padding);
        }
        int height = conv.window().kernelHeight();
        int width = conv.window().kernelWidth();
        int seen = in.shape().channels() / groups;
        float[] weights = Layout.rowsToChw(floats(conv.weights()), new Shape(seen, height, width));
        Map<String, Attribute> attributes = GraphBuilder.windows(conv.window(), zeros ? padding : Padding.NONE);
        graph.add(
                node.name(),
                "Conv",
                groups == 1 ? attributes : GraphBuilder.inGroups(groups, attributes),
                graph.constant(Tensor.floats(
                        node.name() + ".weight", weights, conv.weights().rows(), seen, height, width)));
    }

    private void product(Node node, Op.Dense dense, TensorType in) {
        if (map) {
            graph.flatten(node.name() + ".vector");
            map = false;
        }
        float[] weights = Layout.rowsToChw(floats(dense.weights()), in.shape());
        graph.add(
                node.name(),
                "Gemm",
                Map.of("transB", new Attribute.Int(1)),
                graph.constant(Tensor.floats(
                        node.name() + ".weight",
                        weights,
                        dense.weights().rows(),
                        dense.weights().columns())));
    }

    /**
     * Compares a value with a threshold and selects one of two constants, so 0 never occurs. With several levels, the code is the
     * number of comparisons that are true.
     */
    private void comparisons(Node node, Op.Threshold op, TensorType in) {
        String value = graph.value();
        if (op.levels() == 1) {
            String at = thresholds(node, op, in, 0);
            String reached = graph.add(node.name() + ".reached", "GreaterOrEqual", Map.of(), at);
            choose(node.name(), reached, graph.scalar("constant.minus_one", -1));
            return;
        }
        String sum = "";
        for (int level = 0; level < op.levels(); level++) {
            String stem = node.name() + ".level" + (level + 1);
            String at = thresholds(node, op, in, level);
            String reached = graph.node(stem + ".reached", "", "GreaterOrEqual", Map.of(), List.of(value, at));
            String one = choose(stem, reached, graph.scalar("constant.zero", 0));
            boolean last = level == op.levels() - 1;
            sum = level == 0
                    ? one
                    : graph.node(last ? node.name() : stem + ".sum", "", "Add", Map.of(), List.of(sum, one));
        }
    }

    private String choose(String name, String reached, String otherwise) {
        return graph.node(
                name, "", "Where", Map.of(), List.of(reached, graph.scalar("constant.plus_one", 1), otherwise));
    }

    /** One level of the thresholds as a constant. */
    private String thresholds(Node node, Op.Threshold op, TensorType in, int level) {
        Shape shape = in.shape();
        ValueSet.Integers reach = in.values().integers().orElseThrow();
        boolean byPosition = op.thresholds().length > 1;
        int height = byPosition ? shape.height() : 1;
        int width = byPosition ? shape.width() : 1;
        float[] values = new float[shape.channels() * height * width];
        for (int i = 0; i < values.length; i++) {
            int pixel = i % (height * width);
            int at = i / (height * width) * op.levels() + level;
            long t = op.thresholds()[op.classes().at(pixel / width, pixel % width)][at];
            // A threshold beyond all sums means always or never. Clamped to the range of the sums it means the same,
            // and float32 is exact there.
            values[i] = Math.max(reach.lo(), Math.min(reach.hi() + 1, t));
        }
        long[] dims = map ? new long[] {1, shape.channels(), height, width} : new long[] {1, shape.channels()};
        String name = node.name() + ".threshold" + (op.levels() == 1 ? "" : level + 1);
        return graph.constant(Tensor.floats(name, values, dims));
    }

    /** Adds a max pool. The minimum of a window is minus the maximum of the negated values. */
    private void maxPool(Node node, Op.Pool pool, Shape in) {
        toMap(node, in);
        boolean negated = any(pool.min());
        String factor = negated
                ? graph.constant(Tensor.floats(node.name() + ".signs", signs(pool.min()), 1, pool.min().length, 1, 1))
                : "";
        if (negated) {
            graph.add(node.name() + ".negated", "Mul", Map.of(), factor);
        }
        graph.add(
                negated ? node.name() + ".max" : node.name(),
                "MaxPool",
                GraphBuilder.windows(pool.window(), pool.padding()));
        if (negated) {
            graph.add(node.name(), "Mul", Map.of(), factor);
        }
    }

    /** Adds window sums as a depthwise convolution with weights of 1. An average pool would round. */
    private void windowSums(Node node, Op.Sum sum, TensorType in) {
        toMap(node, in.shape());
        int channels = in.shape().channels();
        float[] weights = new float[channels * sum.terms()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = sum.minus()[i / sum.terms()] ? -1 : 1;
        }
        graph.add(
                node.name(),
                "Conv",
                GraphBuilder.inGroups(channels, GraphBuilder.windows(sum.window(), Padding.NONE)),
                graph.constant(Tensor.floats(
                        node.name() + ".ones",
                        weights,
                        channels,
                        1,
                        sum.window().kernelHeight(),
                        sum.window().kernelWidth())));
    }

    /** Makes the last value a map or a vector, to match the value of an earlier node; returns the name of that value. */
    private String alike(Node node, String earlier, Shape shape) {
        Yielded other = yielded.get(earlier);
        if (other.map()) {
            toMap(node, shape);
        } else if (map) {
            graph.flatten(node.name() + ".vector");
            map = false;
        }
        return other.value();
    }

    private void residual(Node node, Op.Add add, TensorType in) {
        String other = alike(node, node.inputs().get(1), in.shape());
        boolean negated = any(add.minus());
        graph.add(negated ? node.name() + ".sum" : node.name(), "Add", Map.of(), other);
        if (negated) {
            float[] signs = signs(add.minus());
            long[] dims = map ? new long[] {1, signs.length, 1, 1} : new long[] {1, signs.length};
            graph.add(node.name(), "Mul", Map.of(), graph.constant(Tensor.floats(node.name() + ".signs", signs, dims)));
        }
    }

    private void scores(Node node, Op.Score score) {
        int n = score.addend().length;
        boolean positions = node.type().shape().pixels() > 1;
        if (map && !positions) {
            graph.flatten(node.name() + ".vector");
        }
        long[] dims = positions ? new long[] {1, n, 1, 1} : new long[] {1, n};
        graph.add(node.name() + ".sums", "Cast", Map.of("to", new Attribute.Int(Tensor.INT64)));
        graph.add(
                node.name() + ".scaled",
                "Mul",
                Map.of(),
                graph.constant(Tensor.longs(node.name() + ".multiplier", score.multiplier(), dims)));
        graph.add(
                node.name(),
                "Add",
                Map.of(),
                graph.constant(Tensor.longs(node.name() + ".addend", score.addend(), dims)));
    }

    private static boolean any(boolean[] negated) {
        boolean any = false;
        for (boolean one : negated) {
            any |= one;
        }
        return any;
    }

    /** -1 for the channels that are negated, +1 for the others. */
    private static float[] signs(boolean[] negated) {
        float[] signs = new float[negated.length];
        for (int c = 0; c < signs.length; c++) {
            signs[c] = negated[c] ? -1 : 1;
        }
        return signs;
    }

    private void toMap(Node node, Shape shape) {
        if (!map) {
            graph.toPixel(node.name(), shape.channels());
            map = true;
        }
    }

    private static float[] floats(Weights weights) {
        float[] values = new float[weights.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = weights.values()[i];
        }
        return values;
    }
}
