// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.network;

import dev.bnn.runtime.Dims;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * An operation of a compiled network. It reads the output of the stage before it; {@link Add} and {@link Concat} read
 * an earlier one, too, and {@link Branch} an earlier one alone.
 */
public sealed interface Stage {
    /**
     * One method per operation and no default, so that a new operation does not compile until each user of stages knows it.
     */
    interface Visitor<R> {
        R matrix(Matrix matrix);

        R depthwise(Depthwise depthwise);

        R threshold(Threshold threshold);

        R pool(Pool pool);

        R sum(Sum sum);

        R upsample(Upsample upsample);

        R shuffle(Shuffle shuffle);

        R add(Add add);

        R branch(Branch branch);

        R concat(Concat concat);

        R score(Score score);
    }

    <R> R accept(Visitor<R> visitor);

    /** The name of the network's layer. */
    String name();

    Dims input();

    Dims output();

    /**
     * A convolution or, with a kernel as large as its input, a dense layer. Yields integer accumulators.
     *
     * @param padValue value of the padded taps: -1 or +1 on bits, a byte on bytes, a code on codes
     * @param groups into which input and output channels are divided, in order: an output sees the input channels of its own group
     * @param weights [output channel][kernel row][kernel column][input channel of the group]
     * @param weightBits 1 for weights of -1 and +1; n for -(2^(n-1) - 1) to 2^(n-1) - 1
     */
    record Matrix(
            String name,
            Dims input,
            Dims output,
            Window window,
            int padValue,
            int groups,
            byte[] weights,
            int weightBits)
            implements Stage {
        /** A matrix without groups: each output sees all channels. */
        public Matrix(
                String name, Dims input, Dims output, Window window, int padValue, byte[] weights, int weightBits) {
            this(name, input, output, window, padValue, 1, weights, weightBits);
        }

        /** A matrix without groups, with weights of -1 and +1. */
        public Matrix(String name, Dims input, Dims output, Window window, int padValue, byte[] weights) {
            this(name, input, output, window, padValue, weights, 1);
        }

        public Matrix {
            window.check(name, input, output);
            Checks.require(
                    groups > 0 && input.channels() % groups == 0 && output.channels() % groups == 0,
                    name + ": " + groups + " groups do not divide the channels");
            Checks.require(
                    weights.length
                            == Checks.product(
                                    output.channels(),
                                    window.kernelHeight(),
                                    window.kernelWidth(),
                                    input.channels() / groups),
                    name + ": " + weights.length + " weights do not fill the matrix");
            Stage.checkWeights(name, weights, weightBits);
        }

        /** One group as a matrix of its own: its input channels, its output channels, and their weights. */
        public Matrix group(int group) {
            if (groups == 1) {
                return this;
            }
            int each = weights.length / groups;
            return new Matrix(
                    name,
                    new Dims(input.channels() / groups, input.height(), input.width()),
                    new Dims(output.channels() / groups, output.height(), output.width()),
                    window,
                    padValue,
                    Arrays.copyOfRange(weights, group * each, (group + 1) * each),
                    weightBits);
        }

        /** True for weights of -1 and +1. */
        public boolean binary() {
            return weightBits == 1;
        }

        /** The largest magnitude that weights of this width can have. */
        public int limit() {
            return Stage.limit(weightBits);
        }

        /** Fan-in K: the weights of an output channel. */
        public int columns() {
            return window.taps() * (input.channels() / groups);
        }

        /** True if the kernel covers the whole input. */
        public boolean dense() {
            return !window.padded() && window.kernelHeight() == input.height() && window.kernelWidth() == input.width();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.matrix(this);
        }
    }

    /**
     * A separate convolution of each channel. Yields integer accumulators.
     *
     * @param padValue value of the padded taps, as for {@link Matrix}
     * @param weights [channel][kernel row][kernel column]
     * @param weightBits as for {@link Matrix}
     */
    record Depthwise(String name, Dims input, Dims output, Window window, int padValue, byte[] weights, int weightBits)
            implements Stage {
        public Depthwise {
            window.check(name, input, output);
            Checks.require(input.channels() == output.channels(), name + ": channels do not match");
            Checks.require(
                    weights.length == Checks.product(input.channels(), window.kernelHeight(), window.kernelWidth()),
                    name + ": " + weights.length + " weights do not fill the kernels");
            Stage.checkWeights(name, weights, weightBits);
        }

        /** Number of weights per channel. */
        public int taps() {
            return window.taps();
        }

        /** The largest magnitude that weights of this width can have. */
        public int limit() {
            return Stage.limit(weightBits);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.depthwise(this);
        }
    }

    /**
     * +1 where the value is at least {@code thresholds[class][channel]}, else -1. With several levels it is the code 0, 1, 2,
     * ...: the number of thresholds {@code thresholds[class][channel * levels + ...]}, in ascending order, that the value
     * reaches. The class of position (y, x) is {@code rowClass[y] * columnClasses + columnClass[x]}.
     */
    record Threshold(
            String name,
            Dims input,
            long[][] thresholds,
            int[] rowClass,
            int[] columnClass,
            int columnClasses,
            int levels)
            implements Stage {
        /** Thresholds with one level, which yield bits. */
        public Threshold(
                String name, Dims input, long[][] thresholds, int[] rowClass, int[] columnClass, int columnClasses) {
            this(name, input, thresholds, rowClass, columnClass, columnClasses, 1);
        }

        public Threshold {
            Checks.require(levels >= 1 && levels <= 255, name + ": " + levels + " levels");
            Checks.require(
                    rowClass.length == input.height() && columnClass.length == input.width(),
                    name + ": position classes do not cover the map");
            for (long[] row : thresholds) {
                Checks.require(
                        row.length == (long) input.channels() * levels,
                        name + ": thresholds do not cover the channels");
                for (int i = 0; i < row.length; i++) {
                    Checks.require(i % levels == 0 || row[i] >= row[i - 1], name + ": thresholds of a channel fall");
                }
            }
            // Only the largest is checked, since rows times columns may be many.
            for (int c : columnClass) {
                Checks.require(c >= 0 && c < columnClasses, name + ": there is no column class " + c);
            }
            for (int r : rowClass) {
                Checks.require(
                        r >= 0 && (r + 1L) * columnClasses <= thresholds.length,
                        name + ": row class " + r + " has no thresholds");
            }
        }

        @Override
        public Dims output() {
            return input;
        }

        /** The thresholds of one of several groups into which the channels are divided, in order. */
        public Threshold group(int group, int groups) {
            int channels = input.channels() / groups;
            long[][] part = new long[thresholds.length][];
            for (int k = 0; k < part.length; k++) {
                int from = group * channels * levels;
                part[k] = Arrays.copyOfRange(thresholds[k], from, from + channels * levels);
            }
            Dims dims = new Dims(channels, input.height(), input.width());
            return new Threshold(name, dims, part, rowClass, columnClass, columnClasses, levels);
        }

        /** The number of thresholds of the channel that the value reaches, at most {@link #levels}. */
        public int code(long value, int y, int x, int channel) {
            long[] row = at(y, x);
            int code = 0;
            while (code < levels && value >= row[channel * levels + code]) {
                code++;
            }
            return code;
        }

        /** The thresholds of all channels at a position: [channel * levels + level]. */
        public long[] at(int y, int x) {
            return thresholds[rowClass[y] * columnClasses + columnClass[x]];
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.threshold(this);
        }
    }

    private static int limit(int weightBits) {
        return weightBits == 1 ? 1 : (1 << weightBits - 1) - 1;
    }

    private static void checkWeights(String name, byte[] weights, int bits) {
        Checks.require(bits >= 1 && bits <= 8, name + ": weights of " + bits + " bits");
        for (byte w : weights) {
            boolean fits = bits == 1 ? w == 1 || w == -1 : Math.abs(w) <= limit(bits);
            Checks.require(fits, name + ": a weight is " + w);
        }
    }

    private static void checkPool(String name, Dims input, Dims output, Window window, boolean[] mask) {
        window.check(name, input, output);
        Checks.require(
                input.channels() == output.channels() && mask.length == input.channels(),
                name + ": channels do not match");
    }

    /**
     * Maximum over windows of bits (OR) or codes; the minimum (AND) in the channels where {@code min} is true. If a window sticks
     * out of the map, only the taps on the map count.
     */
    record Pool(String name, Dims input, Dims output, Window window, boolean[] min) implements Stage {
        public Pool {
            Stage.checkPool(name, input, output, window, min);
            Checks.require(window.touches(input, output), name + ": a window has no tap on the map");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pool(this);
        }
    }

    /** Sum over windows of bits, as -1 and +1, or of codes; minus the sum in the channels where {@code minus} is true. */
    record Sum(String name, Dims input, Dims output, Window window, boolean[] minus) implements Stage {
        public Sum {
            Stage.checkPool(name, input, output, window, minus);
            Checks.require(!window.padded(), name + ": an average pool has padding");
        }

        /** The same windows as a depthwise convolution, with weights of -1 in the channels where {@code minus} is true. */
        public Depthwise windows() {
            byte[] weights = new byte[Math.toIntExact(Checks.product(input.channels(), window.taps(), 1))];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (byte) (minus[i / window.taps()] ? -1 : 1);
            }
            return new Depthwise(name, input, output, window, 0, weights, 1);
        }

        /** The sum of the window at output position y, x over values in HWC order. */
        public long of(IntToLongFunction values, int y, int x, int channel) {
            long sum = 0;
            for (int ky = 0; ky < window.kernelHeight(); ky++) {
                for (int kx = 0; kx < window.kernelWidth(); kx++) {
                    sum += values.applyAsLong(input.index(window.row(y, ky), window.column(x, kx), channel));
                }
            }
            return minus[channel] ? -sum : sum;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sum(this);
        }
    }

    /**
     * Each pixel of bits or codes, repeated down and across: as often as the output has rows and columns per row and column of
     * the input.
     */
    record Upsample(String name, Dims input, Dims output) implements Stage {
        public Upsample {
            Checks.require(
                    input.channels() == output.channels()
                            && output.height() % input.height() == 0
                            && output.width() % input.width() == 0,
                    name + ": " + output + " does not repeat the pixels of " + input);
        }

        /** Rows of the output per row of the input. */
        public int rows() {
            return output.height() / input.height();
        }

        /** Columns of the output per column of the input. */
        public int columns() {
            return output.width() / input.width();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.upsample(this);
        }
    }

    /**
     * Channel shuffle of bits or codes: transposes the channels as a matrix of groups x channels per group.
     *
     * @param groups a divisor of the channels
     */
    record Shuffle(String name, Dims input, int groups) implements Stage {
        public Shuffle {
            Checks.require(
                    groups >= 1 && groups <= input.channels() && input.channels() % groups == 0,
                    name + ": " + groups + " groups of " + input.channels() + " channels");
        }

        @Override
        public Dims output() {
            return input;
        }

        /** The channel of the input that moves to the given channel. */
        public int source(int channel) {
            return channel % groups * (input.channels() / groups) + channel / groups;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.shuffle(this);
        }
    }

    /**
     * Residual add: the sum with the values of an earlier stage, which are bits (as -1 and +1) or codes; minus the sum in the
     * channels where {@code minus} is true.
     *
     * @param from name of the earlier stage
     */
    record Add(String name, Dims input, String from, boolean[] minus) implements Stage {
        public Add {
            Checks.require(minus.length == input.channels(), name + ": the mask does not cover the channels");
        }

        @Override
        public Dims output() {
            return input;
        }

        /** The sum of two values. */
        public int of(int a, int b, int channel) {
            return minus[channel] ? -(a + b) : a + b;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.add(this);
        }
    }

    /**
     * The start of another branch: yields once more the bits or codes of an earlier stage.
     *
     * @param input extent of the earlier stage's output
     * @param from name of the earlier stage
     */
    record Branch(String name, Dims input, String from) implements Stage {
        @Override
        public Dims output() {
            return input;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.branch(this);
        }
    }

    /**
     * Concatenates channels of bits or codes: those of an earlier stage, then those of the stage before.
     *
     * @param from name of the earlier stage
     */
    record Concat(String name, Dims input, Dims output, String from) implements Stage {
        public Concat {
            Checks.require(
                    input.height() == output.height()
                            && input.width() == output.width()
                            && input.channels() < output.channels(),
                    name + ": " + input + " is no part of " + output);
        }

        /** Channels of the earlier stage. */
        public int first() {
            return output.channels() - input.channels();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.concat(this);
        }
    }

    /**
     * Integer scores: multiplier[c] * a + addend[c].
     *
     * @param scale factor of the scores in the softmax that gives the probabilities
     */
    record Score(String name, Dims input, long[] multiplier, long[] addend, double scale) implements Stage {
        public Score {
            Checks.require(
                    multiplier.length == input.channels() && addend.length == input.channels(),
                    name + ": factors do not cover the channels");
            Checks.require(scale > 0 && scale < Double.POSITIVE_INFINITY, name + ": a scale of " + scale);
        }

        @Override
        public Dims output() {
            return input;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.score(this);
        }
    }
}
