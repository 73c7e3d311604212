// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.Activation;
import dev.bnn.model.ChannelShuffle;
import dev.bnn.model.ExactLine;
import dev.bnn.model.Factor;
import dev.bnn.model.Normalization;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import dev.bnn.model.Window;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * An operation of the IR. Values are doubles in the real-valued form and longs in the integer form; both are exact. The passes say
 * which operations may still occur after them.
 */
public sealed interface Op {
    /** Calls the method of {@code visitor} for this operation. */
    <R> R accept(Visitor<R> visitor);

    /** The word for this operation in the text form of the IR. */
    default String mnemonic() {
        return accept(Mnemonic.INSTANCE);
    }

    /** How many operands it reads. The verifier holds every node to it. */
    default int arity() {
        return 1;
    }

    /** Which operand stands right before the node in the order of the layers. */
    default int nearest() {
        return 0;
    }

    /** True if the operation has the trait. */
    default boolean has(Trait trait) {
        return accept(Traits.INSTANCE).contains(trait);
    }

    /** One method per operation. A stage that implements it does not compile until it handles every operation. */
    interface Visitor<R> {
        R input(Input op);

        R scale(Scale op);

        R conv(Conv op);

        R depthwise(Depthwise op);

        R dense(Dense op);

        R affine(Affine op);

        R normalize(Normalize op);

        R pool(Pool op);

        R sum(Sum op);

        R upsample(Upsample op);

        R shuffle(Shuffle op);

        R add(Add op);

        R concat(Concat op);

        R quantize(Quantize op);

        R dropout(Dropout op);

        R flatten(Flatten op);

        R threshold(Threshold op);

        R score(Score op);
    }

    /** The image: bytes 0..255. */
    record Input() implements Op {
        @Override
        public int arity() {
            return 0;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.input(this);
        }
    }

    /** Maps bytes to real numbers. A pass folds it into the first layer. */
    record Scale(ValueSet.ScaledBytes values) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scale(this);
        }
    }

    /** An operation that moves a window over its input. */
    sealed interface Windowed extends Op {
        /** Its windows over an input of that shape. */
        Geometry geometry(Shape in);
    }

    /** An operation that yields sums per channel, with which thresholds are compared. */
    sealed interface Summing extends Op {
        /** The accumulators that can occur with operands of these types, whose values are integers. */
        AccumulatorRange range(List<TensorType> inputs);

        /** Number of values in a sum. */
        int terms();

        /** This operation with the sums negated in the channels where {@code channels} is true. */
        Summing negated(boolean[] channels);

        /** The mask, inverted in the channels where {@code channels} is true. */
        static boolean[] flipped(boolean[] mask, boolean[] channels) {
            boolean[] flipped = mask.clone();
            for (int c = 0; c < flipped.length; c++) {
                flipped[c] ^= channels[c];
            }
            return flipped;
        }
    }

    /** Sums of products with integer weights, one row of them per output channel. */
    sealed interface Linear extends Summing, Windowed {
        Weights weights();

        @Override
        default AccumulatorRange range(List<TensorType> inputs) {
            return AccumulatorRange.ofLinear(this, inputs.get(0));
        }

        @Override
        default int terms() {
            return weights().columns();
        }

        @Override
        default Linear negated(boolean[] channels) {
            return with(weights().negated(channels));
        }

        /** The padding around the input. */
        default Padding padding() {
            return Padding.NONE;
        }

        /** This operation with other weights. */
        Linear with(Weights other);

        /** This operation with another value on padding, if it has padding. */
        default Linear withPadValue(int value) {
            return this;
        }

        /** True if an output sees all channels of its window. */
        default boolean mixesChannels() {
            return true;
        }
    }

    /**
     * Convolution of either kind. Padded taps carry {@code padding.value()} (on byte input, after the scale has been folded:
     * the byte given here).
     */
    sealed interface Convolution extends Linear {
        Window window();

        @Override
        Padding padding();

        /** This operation with other padding. */
        Convolution with(Padding other);

        @Override
        default Convolution withPadValue(int value) {
            return with(padding().with(value));
        }

        @Override
        default Geometry geometry(Shape in) {
            return Geometry.windows(in, weights().rows(), window(), padding());
        }
    }

    /**
     * Convolution: an output sees all channels of its window, or with groups those of its group. Rows and input channels are divided
     * into as many groups, in order.
     */
    record Conv(Weights weights, Window window, Padding padding, int groups) implements Convolution {
        /** An output sees all channels. */
        public Conv(Weights weights, Window window, Padding padding) {
            this(weights, window, padding, 1);
        }

        @Override
        public boolean mixesChannels() {
            return groups == 1;
        }

        @Override
        public Conv with(Weights other) {
            return new Conv(other, window, padding, groups);
        }

        @Override
        public Conv with(Padding other) {
            return new Conv(weights, window, other, groups);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conv(this);
        }
    }

    /** Convolution of each channel by itself: row c has the weights of channel c, one per tap. */
    record Depthwise(Weights weights, Window window, Padding padding) implements Convolution {
        @Override
        public boolean mixesChannels() {
            return false;
        }

        @Override
        public Depthwise with(Weights other) {
            return new Depthwise(other, window, padding);
        }

        @Override
        public Depthwise with(Padding other) {
            return new Depthwise(weights, window, other);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.depthwise(this);
        }
    }

    /** Matrix-vector product. */
    record Dense(Weights weights) implements Linear {
        @Override
        public Dense with(Weights other) {
            return new Dense(other);
        }

        /** One window as large as the input. */
        @Override
        public Geometry geometry(Shape in) {
            Window whole = new Window(in.height(), in.width(), 1, 1, 1, 1);
            return Geometry.windows(in, weights.rows(), whole, Padding.NONE);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dense(this);
        }
    }

    /** Maps each value by itself to a real number, by one monotone map per channel. Such maps lie between a sum and its sign. */
    sealed interface ChannelMap extends Op {
        /** The function that the map applies to a value at position (y, x), with the float model's own roundings. */
        DoubleUnaryOperator at(int y, int x, int channel);

        /** True if the map does not depend on the position. */
        boolean sameAtAllPositions();

        /** The slope at position (0, 0), to the given precision. */
        BigDecimal slope(int channel, MathContext digits);

        /** The value for 0 at position (0, 0), to the given precision. */
        BigDecimal intercept(int channel, MathContext digits);
    }

    /**
     * x = lines[class][channel] of a: what the float model computes from an integer accumulator a. The class depends on the
     * position where padding makes the constant depend on it.
     */
    record Affine(ExactLine[][] lines, PositionClasses classes) implements ChannelMap {
        public double apply(long accumulator, int positionClass, int channel) {
            return lines[positionClass][channel].apply(accumulator);
        }

        @Override
        public DoubleUnaryOperator at(int y, int x, int channel) {
            ExactLine line = lines[classes.at(y, x)][channel];
            return a -> line.apply((long) a);
        }

        @Override
        public boolean sameAtAllPositions() {
            return classes.count() == 1;
        }

        @Override
        public BigDecimal slope(int channel, MathContext digits) {
            return lines[classes.at(0, 0)][channel].slope(digits);
        }

        @Override
        public BigDecimal intercept(int channel, MathContext digits) {
            return lines[classes.at(0, 0)][channel].constant(digits);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.affine(this);
        }
    }

    /** Batch norm: z = channels[c](x). */
    record Normalize(List<Normalization> channels) implements ChannelMap {
        public Normalize {
            channels = List.copyOf(channels);
        }

        @Override
        public DoubleUnaryOperator at(int y, int x, int channel) {
            return channels.get(channel)::apply;
        }

        @Override
        public boolean sameAtAllPositions() {
            return true;
        }

        @Override
        public BigDecimal slope(int channel, MathContext digits) {
            return channels.get(channel).slope(digits);
        }

        @Override
        public BigDecimal intercept(int channel, MathContext digits) {
            return channels.get(channel).intercept(digits);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.normalize(this);
        }
    }

    /**
     * Max over the taps of windows on the map; min instead for the channels where {@code min} is true (AND of bits: bnn-math,
     * pooling).
     *
     * @param padding padding by which windows extend beyond the map; its value has no meaning, since taps on it do not count
     */
    record Pool(Window window, Padding padding, boolean[] min) implements Windowed {
        @Override
        public Geometry geometry(Shape in) {
            return Geometry.windows(in, in.channels(), window, padding);
        }

        /** This pool with the minimum in other channels. */
        public Pool with(boolean[] channels) {
            return new Pool(window, padding, channels);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pool(this);
        }
    }

    /** Sum over windows by channel; minus the sum for the channels where {@code minus} is true. */
    record Sum(Window window, boolean[] minus) implements Summing, Windowed {
        @Override
        public Geometry geometry(Shape in) {
            return Geometry.windows(in, in.channels(), window, Padding.NONE);
        }

        @Override
        public AccumulatorRange range(List<TensorType> inputs) {
            TensorType in = inputs.get(0);
            return AccumulatorRange.ofTerms(
                    Collections.nCopies(terms(), in),
                    minus,
                    geometry(in.shape()).out());
        }

        @Override
        public Sum negated(boolean[] channels) {
            return new Sum(window, Summing.flipped(minus, channels));
        }

        /** Number of values in a window. */
        @Override
        public int terms() {
            return window.taps();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sum(this);
        }
    }

    /** Repeats each pixel in rows and columns. */
    record Upsample(Factor factor) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.upsample(this);
        }
    }

    /** Channel shuffle: the channels in another order. */
    record Shuffle(ChannelShuffle channels) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.shuffle(this);
        }
    }

    /** Residual add: the sum of two operands; minus the sum for the channels where {@code minus} is true. */
    record Add(boolean[] minus) implements Summing {
        @Override
        public int arity() {
            return terms();
        }

        @Override
        public int terms() {
            return 2;
        }

        @Override
        public AccumulatorRange range(List<TensorType> inputs) {
            return AccumulatorRange.ofTerms(inputs, minus, inputs.get(0).shape());
        }

        @Override
        public Add negated(boolean[] channels) {
            return new Add(Summing.flipped(minus, channels));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.add(this);
        }
    }

    /** The channels of the first operand, followed by those of the second; both maps have the same height and width. */
    record Concat() implements Op {
        @Override
        public int arity() {
            return 2;
        }

        @Override
        public int nearest() {
            return 1;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.concat(this);
        }
    }

    /**
     * Sign, or levels of several bits.
     *
     * @param codes true if it yields the codes 0, 1, 2, ... of the levels instead of their values
     */
    record Quantize(Activation activation, boolean codes) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.quantize(this);
        }
    }

    /** Dropout, which does nothing in inference. */
    record Dropout() implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropout(this);
        }
    }

    /** Flattens a map in HWC order to a vector. */
    record Flatten() implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.flatten(this);
        }
    }

    /**
     * The number of a channel's thresholds that its integer accumulator reaches; with a single threshold per channel, +1 or -1
     * instead.
     *
     * @param thresholds [class][channel * levels + level], ascending within a channel
     * @param activation whose codes these are
     */
    record Threshold(long[][] thresholds, PositionClasses classes, Activation activation) implements Op {
        /** Signs: one threshold per channel. */
        public Threshold(long[][] thresholds, PositionClasses classes) {
            this(thresholds, classes, Activation.SIGN);
        }

        /** Thresholds per channel. */
        public int levels() {
            return activation.top();
        }

        /** The result for an accumulator. */
        public long apply(long accumulator, int positionClass, int channel) {
            int code = code(accumulator, positionClass, channel);
            return levels() == 1 ? 2 * code - 1 : code;
        }

        /** Number of thresholds of its channel that an accumulator reaches. */
        public int code(long accumulator, int positionClass, int channel) {
            long[] row = thresholds[positionClass];
            int levels = levels();
            int reached = 0;
            while (reached < levels && accumulator >= row[channel * levels + reached]) {
                reached++;
            }
            return reached;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.threshold(this);
        }
    }

    /**
     * Integer scores: multiplier[c] * a + addend[c], in the order of the float scores.
     *
     * @param scale factor from a score to the score that the loss used, up to the rounding of the fixed point; the softmax of
     *     scaled scores gives probabilities
     */
    record Score(long[] multiplier, long[] addend, double scale) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.score(this);
        }
    }
}
