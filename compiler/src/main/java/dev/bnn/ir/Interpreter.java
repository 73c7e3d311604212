// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.Line;
import dev.bnn.model.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs an IR in any stage of lowering, plainly and exactly: integers are exact in double below 2^53, and what the
 * float model rounds is rounded here by the same operations in the same order.
 */
public final class Interpreter {
    /**
     * A node's value.
     *
     * @param scale where the values are scaled bytes: how, since sums over them are taken over the bytes
     */
    private record Value(Shape shape, double[] values, Line scale) {}

    private Interpreter() {}

    /** The output of each node by its name, in HWC order, for an image of bytes in HWC order. */
    public static Map<String, double[]> run(Ir ir, byte[] image) {
        Map<String, Value> done = new LinkedHashMap<>();
        Map<String, double[]> trace = new LinkedHashMap<>();
        for (Node node : ir.nodes()) {
            Value value = node.op() instanceof Op.Input
                    ? image(node, image)
                    : node.op() instanceof Op.Add add
                            ? sum(
                                    add,
                                    done.get(node.inputs().get(0)),
                                    done.get(node.inputs().get(1)))
                            : run(
                                    node.op(),
                                    node.type().shape(),
                                    done.get(node.inputs().get(0)));
            done.put(node.name(), value);
            trace.put(node.name(), real(value));
        }
        return trace;
    }

    private static Value image(Node node, byte[] image) {
        if (image.length != node.type().shape().size()) {
            throw new IllegalArgumentException("an image of " + image.length + " bytes, but " + node.name() + " takes "
                    + node.type().shape().size());
        }
        double[] values = new double[image.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = image[i] & 0xff;
        }
        return new Value(node.type().shape(), values, null);
    }

    /** Scaled bytes are kept as bytes; this is what they stand for. */
    private static double[] real(Value v) {
        if (v.scale == null) {
            return v.values;
        }
        return Arrays.stream(v.values).map(p -> v.scale.apply((long) p)).toArray();
    }

    private static Value run(Op op, Shape out, Value in) {
        if (op instanceof Op.Scale s) {
            return new Value(out, in.values, s.values().line());
        } else if (op instanceof Op.Dropout) {
            return in;
        } else if (op instanceof Op.Flatten) {
            return new Value(out, in.values, in.scale);
        } else if (op instanceof Op.Linear linear) {
            return linear(linear, in);
        } else if (op instanceof Op.Pool p) {
            return new Value(out, pool(p, out, new Value(in.shape, real(in), null)), null);
        } else if (op instanceof Op.Sum s) {
            return new Value(out, sum(s, out, new Value(in.shape, real(in), null)), null);
        }
        double[] x = real(in);
        double[] result = new double[x.length];
        for (int i = 0; i < result.length; i++) {
            int pixel = i / out.channels();
            result[i] = value(op, x[i], pixel / out.width(), pixel % out.width(), i % out.channels());
        }
        return new Value(out, result, null);
    }

    private static double value(Op op, double v, int y, int x, int c) {
        if (op instanceof Op.Affine a) {
            return a.apply((long) v, a.classes().at(y, x), c);
        } else if (op instanceof Op.Normalize n) {
            return n.channels().get(c).apply(v);
        } else if (op instanceof Op.Quantize q) {
            int code = q.activation().code(v);
            return q.codes() ? code : q.activation().value(code);
        } else if (op instanceof Op.Threshold t) {
            return t.apply((long) v, t.classes().at(y, x), c);
        } else if (op instanceof Op.Score s) {
            return s.multiplier()[c] * (long) v + s.addend()[c];
        }
        throw new IllegalArgumentException("cannot run " + op.getClass().getSimpleName());
    }

    /**
     * Integer sums; on scaled bytes a line over sum(w * p), where the sum is over the bytes under valid taps, and what the
     * bytes' offset and padding add is in the line.
     */
    private static Value linear(Op.Linear op, Value in) {
        Geometry g = op.geometry(in.shape);
        int onPadding = in.scale == null ? op.padding().value() : 0;
        double[] sums = op instanceof Op.Depthwise
                ? byChannel(g, op.weights(), in.values, onPadding)
                : sums(g, op.weights(), in.values, onPadding);
        if (in.scale == null) {
            return new Value(g.out(), sums, null);
        }
        Op.Affine affine = scaled(op, in.scale, in.shape);
        for (int i = 0; i < sums.length; i++) {
            int pixel = i / g.out().channels();
            int at =
                    affine.classes().at(pixel / g.out().width(), pixel % g.out().width());
            sums[i] = affine.apply((long) sums[i], at, i % g.out().channels());
        }
        return new Value(g.out(), sums, null);
    }

    /**
     * What a layer on scaled bytes, or on codes of levels, makes of its integer sum over those of valid taps: offset * (sum of
     * the weights on valid taps) + pad value * (sum of the weights on padding) is added.
     */
    public static Op.Affine scaled(Op.Linear op, Line scale, Shape in) {
        return Op.Affine.ofSums(scale, op.padding().value(), TapSums.of(op.weights(), op.geometry(in)));
    }

    private static double[] sums(Geometry g, Weights weights, double[] in, int padValue) {
        int[] values = new int[in.length];
        for (int i = 0; i < in.length; i++) {
            values[i] = (int) in[i];
        }
        double[] out = new double[g.out().size()];
        int[] patch = new int[g.columns()];
        byte[] w = weights.values();
        for (int y = 0; y < g.out().height(); y++) {
            for (int x = 0; x < g.out().width(); x++) {
                gather(g, values, y, x, padValue, patch);
                for (int row = 0; row < weights.rows(); row++) {
                    int sum = 0;
                    int from = row * patch.length;
                    for (int i = 0; i < patch.length; i++) {
                        sum += w[from + i] * patch[i];
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
                        int ky = tap / g.kernelWidth();
                        int kx = tap % g.kernelWidth();
                        int iy = y * g.stride() - g.padding() + ky;
                        int ix = x * g.stride() - g.padding() + kx;
                        double value = g.inside(y, x, ky, kx) ? in[g.in().index(iy, ix, c)] : padValue;
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
            int ky = tap / g.kernelWidth();
            int kx = tap % g.kernelWidth();
            if (g.inside(y, x, ky, kx)) {
                int from = g.in().index(y * g.stride() - g.padding() + ky, x * g.stride() - g.padding() + kx, 0);
                System.arraycopy(values, from, patch, tap * channels, channels);
            } else {
                Arrays.fill(patch, tap * channels, (tap + 1) * channels, padValue);
            }
        }
    }

    private static double[] sum(Op.Sum s, Shape out, Value in) {
        double[] result = new double[out.size()];
        for (int i = 0; i < result.length; i++) {
            int c = i % out.channels();
            int y = i / out.channels() / out.width() * s.stride();
            int x = i / out.channels() % out.width() * s.stride();
            double sum = 0;
            for (int k = 0; k < s.terms(); k++) {
                sum += in.values[in.shape.index(y + k / s.size(), x + k % s.size(), c)];
            }
            result[i] = s.minus()[c] ? 0 - sum : sum;
        }
        return result;
    }

    private static Value sum(Op.Add add, Value a, Value b) {
        double[] x = real(a);
        double[] y = real(b);
        double[] result = new double[x.length];
        for (int i = 0; i < result.length; i++) {
            double sum = x[i] + y[i];
            result[i] = add.minus()[i % a.shape.channels()] ? 0 - sum : sum;
        }
        return new Value(a.shape, result, null);
    }

    private static double[] pool(Op.Pool p, Shape out, Value in) {
        double[] result = new double[out.size()];
        for (int i = 0; i < result.length; i++) {
            int c = i % out.channels();
            int y = i / out.channels() / out.width() * p.stride();
            int x = i / out.channels() % out.width() * p.stride();
            double best = in.values[in.shape.index(y, x, c)];
            for (int k = 1; k < p.size() * p.size(); k++) {
                double v = in.values[in.shape.index(y + k / p.size(), x + k % p.size(), c)];
                best = p.min()[c] ? Math.min(best, v) : Math.max(best, v);
            }
            result[i] = best;
        }
        return result;
    }
}
