package dev.bnn.ir;

import dev.bnn.model.Activation;
import dev.bnn.model.Normalization;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * An operation of the IR. Values are doubles in the real-valued form and longs in the integer form; both are exact.
 * Which operations may still occur after which pass is said by the passes.
 */
public sealed interface Op {
    /** The image: bytes 0..255. */
    record Input() implements Op {}

    /** x = scale * p + offset: how bytes become numbers. Gone after its scale has been folded. */
    record Scale(double scale, double offset) implements Op {}

    /** What yields sums by channel, which its thresholds are on. */
    sealed interface Summing extends Op {
        /** The same with minus the sums in the channels where {@code channels} is true. */
        Summing negated(boolean[] channels);

        /** A mask with the other value in the channels where {@code channels} is true. */
        static boolean[] turned(boolean[] mask, boolean[] channels) {
            boolean[] turned = mask.clone();
            for (int c = 0; c < turned.length; c++) {
                turned[c] ^= channels[c];
            }
            return turned;
        }
    }

    /** Sums of products with integer weights, a row of them an output channel. */
    sealed interface Linear extends Summing {
        Weights weights();

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
    }

    /** Matrix-vector product. */
    record Dense(Weights weights) implements Linear {
        @Override
        public Dense with(Weights other) {
            return new Dense(other);
        }
    }

    /**
     * x = scale * a + constants[class][channel]: what the float model computes of an integer accumulator a. The class
     * depends on the position where padding makes the constant do so.
     */
    record Affine(double scale, double[][] constants, PositionClasses classes) implements Op {
        /** The same map everywhere. */
        public static Affine uniform(double scale, double constant, Shape shape) {
            double[] constants = new double[shape.channels()];
            Arrays.fill(constants, constant);
            return new Affine(scale, new double[][] {constants}, PositionClasses.single(shape));
        }

        public double apply(long accumulator, int positionClass, int channel) {
            return scale * accumulator + constants[positionClass][channel];
        }
    }

    /** Batch normalisation: z = channels[c](x). */
    record Normalize(List<Normalization> channels) implements Op {
        public Normalize {
            channels = List.copyOf(channels);
        }
    }

    /** Max over windows; min instead for the channels where {@code min} is true (AND of bits: bnn-math, pooling). */
    record Pool(int size, int stride, boolean[] min) implements Op {}

    /** Sum over windows by channel; minus the sum for the channels where {@code minus} is true. */
    record Sum(int size, int stride, boolean[] minus) implements Summing {
        @Override
        public Sum negated(boolean[] channels) {
            return new Sum(size, stride, Summing.turned(minus, channels));
        }

        /** Values of a window. */
        public int taps() {
            return size * size;
        }
    }

    /**
     * Residual add: the sum with the values of an earlier layer; minus the sum for the channels where {@code minus} is true.
     *
     * @param layer the earlier layer; the operation's second edge leads from the node that yields its values
     */
    record Add(String layer, boolean[] minus) implements Summing {
        /** Values of a sum. */
        public static final int TERMS = 2;

        @Override
        public Add negated(boolean[] channels) {
            return new Add(layer, Summing.turned(minus, channels));
        }
    }

    /**
     * Sign, or levels of several bits.
     *
     * @param codes true where it yields the codes 0, 1, 2, ... of the levels instead of their values
     */
    record Quantize(Activation activation, boolean codes) implements Op {}

    /** Nothing, in inference. */
    record Dropout() implements Op {}

    /** HWC to a vector. */
    record Flatten() implements Op {}

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
    }

    /**
     * Integer scores: multiplier[c] * a + addend[c], in the order of the float scores.
     *
     * @param scale makes of a score, up to the fixed point's rounding, what the loss saw: its softmax are probabilities
     */
    record Score(long[] multiplier, long[] addend, double scale) implements Op {}
}
