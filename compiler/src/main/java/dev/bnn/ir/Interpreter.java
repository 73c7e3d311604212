// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.Activation;
import dev.bnn.model.ExactLine;
import dev.bnn.model.Normalization;
import dev.bnn.model.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs an IR at any stage of lowering, plainly and exactly. Integers are exact in double below 2^53, and where the float model
 * rounds, this rounds by the same operations in the same order.
 */
public final class Interpreter {
    /**
     * A node's value.
     *
     * @param scale scale of the values where they are scaled bytes, since sums over them are taken over the bytes
     */
    private record Value(Shape shape, double[] values, ExactLine scale) {
        /** Scaled bytes are kept as bytes; this is what they stand for. */
        double[] real() {
            return scale == null
                    ? values
                    : Arrays.stream(values).map(p -> scale.apply((long) p)).toArray();
        }
    }

    private Interpreter() {}

    /** The output of each node by its name, in HWC order, for an image of bytes in HWC order. */
    public static Map<String, double[]> run(Ir ir, byte[] image) {
        Map<String, Value> done = new LinkedHashMap<>();
        Map<String, double[]> trace = new LinkedHashMap<>();
        for (Node node : ir.nodes()) {
            List<Value> inputs = node.inputs().stream().map(done::get).toList();
            Value value = node.op().accept(new Evaluation(node, inputs, image));
            done.put(node.name(), value);
            trace.put(node.name(), value.real());
        }
        return trace;
    }

    /** The value of a node from those of its producers. */
    private record Evaluation(Node node, List<Value> inputs, byte[] image) implements Op.Visitor<Value> {
        private Shape out() {
            return node.type().shape();
        }

        private Value in() {
            return inputs.get(0);
        }

        @Override
        public Value input(Op.Input op) {
            if (image.length != out().size()) {
                throw new IllegalArgumentException(
                        "an image of " + image.length + " bytes, but " + node.name() + " takes " + out().size());
            }
            double[] values = new double[image.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = image[i] & 0xff;
            }
            return values(values);
        }

        @Override
        public Value scale(Op.Scale op) {
            return new Value(out(), in().values, op.values().line());
        }

        @Override
        public Value conv(Op.Conv op) {
            return linear(op, (g, weights, in, pad) -> sums(g, op.groups(), weights, in, pad));
        }

        @Override
        public Value depthwise(Op.Depthwise op) {
            return linear(op, Interpreter::byChannel);
        }

        @Override
        public Value dense(Op.Dense op) {
            return linear(op, (g, weights, in, pad) -> sums(g, 1, weights, in, pad));
        }

        /**
         * Integer sums; on scaled bytes, a line over sum(w * p). The sum is over the bytes under valid taps, and the line contains
         * what the bytes' offset and padding add.
         */
        private Value linear(Op.Linear op, Sums by) {
            Value in = in();
            Geometry g = op.geometry(in.shape);
            int onPadding = in.scale == null ? op.padding().value() : 0;
            Value sums = values(by.sums(g, op.weights(), in.values, onPadding));
            return in.scale == null ? sums : each(sums, Affines.ofLinear(op, in.scale, in.shape));
        }

        @Override
        public Value affine(Op.Affine op) {
            return each(in(), op);
        }

        @Override
        public Value normalize(Op.Normalize op) {
            Normalization[] channels = op.channels().toArray(Normalization[]::new);
            return each(in(), (v, y, x, c) -> channels[c].apply(v));
        }

        private Value each(Value in, Op.Affine map) {
            return each(in, (v, y, x, c) -> map.apply((long) v, map.classes().at(y, x), c));
        }

        @Override
        public Value pool(Op.Pool op) {
            return values(Interpreter.pool(op, op.geometry(in().shape), in().real()));
        }

        @Override
        public Value sum(Op.Sum op) {
            return values(Interpreter.sum(op, op.geometry(in().shape), in().real()));
        }

        @Override
        public Value shuffle(Op.Shuffle op) {
            double[] values = in().values;
            double[] shuffled = new double[values.length];
            int channels = out().channels();
            for (int i = 0; i < shuffled.length; i++) {
                int c = i % channels;
                shuffled[i] = values[i - c + op.channels().source(c)];
            }
            return new Value(out(), shuffled, in().scale);
        }

        @Override
        public Value upsample(Op.Upsample op) {
            Shape in = in().shape;
            double[] pixels = in().real();
            double[] repeated = new double[out().size()];
            for (int y = 0; y < out().height(); y++) {
                for (int x = 0; x < out().width(); x++) {
                    for (int c = 0; c < out().channels(); c++) {
                        int from =
                                in.index(y / op.factor().rows(), x / op.factor().columns(), c);
                        repeated[out().index(y, x, c)] = pixels[from];
                    }
                }
            }
            return values(repeated);
        }

        @Override
        public Value add(Op.Add op) {
            double[] sums = new double[out().size()];
            for (Value input : inputs) {
                double[] terms = input.real();
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += terms[i];
                }
            }
            return each(values(sums), (v, y, x, c) -> op.minus()[c] ? 0 - v : v);
        }

        @Override
        public Value concat(Op.Concat op) {
            double[] first = inputs.get(0).real();
            double[] second = inputs.get(1).real();
            int channels = out().channels();
            int of = first.length / out().pixels();
            double[] all = new double[out().size()];
            for (int i = 0; i < all.length; i++) {
                int pixel = i / channels;
                int c = i % channels;
                all[i] = c < of ? first[pixel * of + c] : second[pixel * (channels - of) + c - of];
            }
            return values(all);
        }

        @Override
        public Value quantize(Op.Quantize op) {
            Activation activation = op.activation();
            return each(in(), (v, y, x, c) -> {
                int code = activation.code(v);
                return op.codes() ? code : activation.value(code);
            });
        }

        @Override
        public Value dropout(Op.Dropout op) {
            return in();
        }

        @Override
        public Value flatten(Op.Flatten op) {
            return new Value(out(), in().values, in().scale);
        }

        @Override
        public Value threshold(Op.Threshold op) {
            return each(in(), (v, y, x, c) -> op.apply((long) v, op.classes().at(y, x), c));
        }

        @Override
        public Value score(Op.Score op) {
            return each(in(), (v, y, x, c) -> op.multiplier()[c] * (long) v + op.addend()[c]);
        }

        private Value values(double[] values) {
            return new Value(out(), values, null);
        }

        private Value each(Value in, PointMap map) {
            double[] values = in.real();
            double[] result = new double[values.length];
            int channels = out().channels();
            int width = out().width();
            for (int i = 0; i < result.length; i++) {
                int pixel = i / channels;
                result[i] = map.apply(values[i], pixel / width, pixel % width, i % channels);
            }
            return values(result);
        }
    }

    /** A function of a value and its position. */
    private interface PointMap {
        double apply(double value, int y, int x, int channel);
    }

    /** The sums of a layer's products. */
    private interface Sums {
        double[] sums(Geometry g, Weights weights, double[] in, int padValue);
    }

    private static double[] sums(Geometry g, int groups, Weights weights, double[] in, int padValue) {
        int[] values = new int[in.length];
        for (int i = 0; i < in.length; i++) {
            values[i] = (int) in[i];
        }
        double[] out = new double[g.out().size()];
        int[] patch = new int[g.columns()];
        byte[] w = weights.values();
        int channels = g.in().channels();
        int part = channels / groups;
        for (int y = 0; y < g.out().height(); y++) {
            for (int x = 0; x < g.out().width(); x++) {
                gather(g, values, y, x, padValue, patch);
                for (int row = 0; row < weights.rows(); row++) {
                    int sum = 0;
                    int first = row / (weights.rows() / groups) * part;
                    int next = row * weights.columns();
                    for (int tap = first; tap < patch.length; tap += channels) {
                        for (int c = tap; c < tap + part; c++) {
                            sum += w[next++] * patch[c];
                        }
                    }
                    out[g.out().index(y, x, row)] = sum;
                }
            }
        }
        return out;
    }

    /** The sums of a {@link Op.Depthwise}. */
    private static double[] byChannel(Geometry g, Weights weights, double[] in, int padValue) {
        double[] out = new double[g.out().size()];
        for (int y = 0; y < g.out().height(); y++) {
            for (int x = 0; x < g.out().width(); x++) {
                for (int c = 0; c < g.out().channels(); c++) {
                    double sum = 0;
                    for (int tap = 0; tap < g.taps(); tap++) {
                        int ky = tap / g.window().kernelWidth();
                        int kx = tap % g.window().kernelWidth();
                        double value =
                                g.inside(y, x, ky, kx) ? in[g.in().index(g.row(y, ky), g.column(x, kx), c)] : padValue;
                        sum += weights.at(c, tap) * value;
                    }
                    out[g.out().index(y, x, c)] = sum;
                }
            }
        }
        return out;
    }

    private static void gather(Geometry g, int[] values, int y, int x, int padValue, int[] patch) {
        int channels = g.in().channels();
        for (int tap = 0; tap < g.taps(); tap++) {
            int ky = tap / g.window().kernelWidth();
            int kx = tap % g.window().kernelWidth();
            if (g.inside(y, x, ky, kx)) {
                int from = g.in().index(g.row(y, ky), g.column(x, kx), 0);
                System.arraycopy(values, from, patch, tap * channels, channels);
            } else {
                Arrays.fill(patch, tap * channels, (tap + 1) * channels, padValue);
            }
        }
    }

    private static double[] sum(Op.Sum s, Geometry g, double[] values) {
        double[] result = new double[g.out().size()];
        for (int i = 0; i < result.length; i++) {
            double sum = 0;
            for (int tap = 0; tap < g.taps(); tap++) {
                sum += under(g, values, i, tap);
            }
            result[i] = s.minus()[i % g.out().channels()] ? 0 - sum : sum;
        }
        return result;
    }

    private static double[] pool(Op.Pool p, Geometry g, double[] values) {
        double[] result = new double[g.out().size()];
        for (int i = 0; i < result.length; i++) {
            boolean min = p.min()[i % g.out().channels()];
            double best = min ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            for (int tap = 0; tap < g.taps(); tap++) {
                if (g.inside(i / g.out().channels(), tap)) {
                    double v = under(g, values, i, tap);
                    best = min ? Math.min(best, v) : Math.max(best, v);
                }
            }
            result[i] = best;
        }
        return result;
    }

    /** The value under a tap of the window of an output, in the channel of that output. */
    private static double under(Geometry g, double[] values, int output, int tap) {
        int channel = output % g.out().channels();
        int position = output / g.out().channels();
        int row = g.row(position / g.out().width(), tap / g.window().kernelWidth());
        int column = g.column(position % g.out().width(), tap % g.window().kernelWidth());
        return values[g.in().index(row, column, channel)];
    }
}
