// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.Activation;
import dev.bnn.model.Line;
import dev.bnn.model.Normalization;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import java.util.Arrays;
import java.util.List;

/**
 * An operation of the IR. Values are doubles in the real-valued form and longs in the integer form; both are exact.
 * Which operations may still occur after which pass is said by the passes.
 */
public sealed interface Op {
    /** Calls the method of {@code visitor} for this operation. */
    <R> R accept(Visitor<R> visitor);

    /** The word for this operation in the text form of the IR. */
    default String mnemonic() {
        return accept(Mnemonic.INSTANCE);
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

        R add(Add op);

        R quantize(Quantize op);

        R dropout(Dropout op);

        R flatten(Flatten op);

        R threshold(Threshold op);

        R score(Score op);
    }

    /** The image: bytes 0..255. */
    record Input() implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.input(this);
        }
    }

    /** How bytes become numbers. Gone after it has been folded. */
    record Scale(ValueSet.ScaledBytes values) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scale(this);
        }
    }

    /** What moves a window over its input. */
    sealed interface Windowed extends Op {
        /** Its windows over an input of that shape. */
        Geometry geometry(Shape in);
    }

    /** What yields sums by channel, which its thresholds are on. */
    sealed interface Summing extends Op {
        /** The accumulators that can occur where the input has that type, whose values are integers or scaled bytes. */
        Reach reach(TensorType input);

        /** How many values a sum has. */
        int terms();

        /** The same with minus the sums in the channels where {@code channels} is true. */
        Summing negated(boolean[] channels);

        /** A mask with the other value in the channels where {@code channels} is true. */
        static boolean[] flipped(boolean[] mask, boolean[] channels) {
            boolean[] flipped = mask.clone();
            for (int c = 0; c < flipped.length; c++) {
                flipped[c] ^= channels[c];
            }
            return flipped;
        }
    }

    /** Sums of products with integer weights, a row of them an output channel. */
    sealed interface Linear extends Summing, Windowed {
        Weights weights();

        @Override
        default Reach reach(TensorType input) {
            return Reach.ofLinear(this, input);
        }

        @Override
        default int terms() {
            return weights().columns();
        }

        @Override
        default Linear negated(boolean[] channels) {
            return with(weights().negated(channels));
        }

        /** What surrounds the input. */
        default Padding padding() {
            return Padding.NONE;
        }

        /** The same with other weights. */
        Linear with(Weights other);
    }

    /**
     * Convolution of either kind. Padded taps carry {@code padding.value()} (on byte input, after the scale has been folded:
     * the byte given here).
     */
    sealed interface Convolution extends Linear {
        int kernel();

        int stride();

        @Override
        Padding padding();

        /** The same with other padding. */
        Convolution with(Padding other);

        @Override
        default Geometry geometry(Shape in) {
            return Geometry.windows(
                    in, weights().rows(), kernel(), stride(), padding().amount());
        }
    }

    /** Convolution: an output sees all channels of its window. */
    record Conv(Weights weights, int kernel, int stride, Padding padding) implements Convolution {
        @Override
        public Conv with(Weights other) {
            return new Conv(other, kernel, stride, padding);
        }

        @Override
        public Conv with(Padding other) {
            return new Conv(weights, kernel, stride, other);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conv(this);
        }
    }

    /** Convolution of each channel by itself: row c has the weights of channel c, one a tap. */
    record Depthwise(Weights weights, int kernel, int stride, Padding padding) implements Convolution {
        @Override
        public Depthwise with(Weights other) {
            return new Depthwise(other, kernel, stride, padding);
        }

        @Override
        public Depthwise with(Padding other) {
            return new Depthwise(weights, kernel, stride, other);
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
            return new Geometry(in, Shape.vector(weights.rows()), in.height(), in.width(), 1, 0);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dense(this);
        }
    }

    /**
     * x = lines[class][channel] of a: what the float model computes of an integer accumulator a. The class depends on the
     * position where padding makes the constant do so.
     */
    record Affine(Line[][] lines, PositionClasses classes) implements Op {
        /** The same line everywhere. */
        public static Affine uniform(Line line, Shape shape) {
            Line[] lines = new Line[shape.channels()];
            Arrays.fill(lines, line);
            return new Affine(new Line[][] {lines}, PositionClasses.single(shape));
        }

        /**
         * By output channel and position class.
         *
         * @param line what a value of the layer's input is, as a line over the integers that it sums up
         * @param padValue what padded taps carry beside
         */
        public static Affine ofSums(Line line, int padValue, TapSums sums) {
            Line[][] lines = new Line[sums.valid().length][];
            for (int k = 0; k < lines.length; k++) {
                lines[k] = new Line[sums.valid()[k].length];
                for (int row = 0; row < lines[k].length; row++) {
                    lines[k][row] = line.ofSum(sums.valid()[k][row], padValue * sums.padded()[k][row]);
                }
            }
            return new Affine(lines, sums.classes());
        }

        public double apply(long accumulator, int positionClass, int channel) {
            return lines[positionClass][channel].apply(accumulator);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.affine(this);
        }
    }

    /** Batch normalisation: z = channels[c](x). */
    record Normalize(List<Normalization> channels) implements Op {
        public Normalize {
            channels = List.copyOf(channels);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.normalize(this);
        }
    }

    /** Max over windows; min instead for the channels where {@code min} is true (AND of bits: bnn-math, pooling). */
    record Pool(int size, int stride, boolean[] min) implements Windowed {
        @Override
        public Geometry geometry(Shape in) {
            return Geometry.windows(in, in.channels(), size, stride, 0);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pool(this);
        }
    }

    /** Sum over windows by channel; minus the sum for the channels where {@code minus} is true. */
    record Sum(int size, int stride, boolean[] minus) implements Summing, Windowed {
        @Override
        public Geometry geometry(Shape in) {
            return Geometry.windows(in, in.channels(), size, stride, 0);
        }

        @Override
        public Reach reach(TensorType input) {
            return Reach.ofTerms(terms(), minus, input, geometry(input.shape()).out());
        }

        @Override
        public Sum negated(boolean[] channels) {
            return new Sum(size, stride, Summing.flipped(minus, channels));
        }

        /** Values of a window. */
        @Override
        public int terms() {
            return size * size;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sum(this);
        }
    }

    /**
     * Residual add: the sum with the values of an earlier layer; minus the sum for the channels where {@code minus} is true.
     *
     * @param layer the earlier layer; the operation's second edge leads from the node that yields its values
     */
    record Add(String layer, boolean[] minus) implements Summing {
        @Override
        public int terms() {
            return 2;
        }

        @Override
        public Reach reach(TensorType input) {
            return Reach.ofTerms(terms(), minus, input, input.shape());
        }

        @Override
        public Add negated(boolean[] channels) {
            return new Add(layer, Summing.flipped(minus, channels));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.add(this);
        }
    }

    /**
     * Sign, or levels of several bits.
     *
     * @param codes true where it yields the codes 0, 1, 2, ... of the levels instead of their values
     */
    record Quantize(Activation activation, boolean codes) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.quantize(this);
        }
    }

    /** Nothing, in inference. */
    record Dropout() implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropout(this);
        }
    }

    /** HWC to a vector. */
    record Flatten() implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.flatten(this);
        }
    }

    /**
     * On an integer accumulator a of a channel, the number of its thresholds that a reaches; where a channel has but one, +1
     * or -1 instead.
     *
     * @param thresholds [class][channel * levels + level], rising within a channel
     * @param activation whose codes these are
     */
    record Threshold(long[][] thresholds, PositionClasses classes, Activation activation) implements Op {
        /** Signs: one threshold a channel. */
        public Threshold(long[][] thresholds, PositionClasses classes) {
            this(thresholds, classes, Activation.SIGN);
        }

        /** Thresholds a channel. */
        public int levels() {
            return activation.top();
        }

        /** What an accumulator becomes. */
        public long apply(long accumulator, int positionClass, int channel) {
            int code = code(accumulator, positionClass, channel);
            return levels() == 1 ? 2 * code - 1 : code;
        }

        /** How many thresholds of its channel an accumulator reaches. */
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
     * @param scale makes of a score, up to the fixed point's rounding, what the loss saw: its softmax are probabilities
     */
    record Score(long[] multiplier, long[] addend, double scale) implements Op {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.score(this);
        }
    }
}
