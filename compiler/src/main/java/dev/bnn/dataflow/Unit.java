package dev.bnn.dataflow;

import dev.bnn.ir.PositionClasses;
import dev.bnn.ir.Weights;
import dev.bnn.model.Shape;
import dev.bnn.model.WeightType;
import dev.bnn.source.Span;

/**
 * One process of the streaming pipeline: it reads words of {@link #inBits()} from the unit before it and writes words
 * of {@link #outBits()} to the one behind it. An element is a bit, a code of few bits, or a byte of the image; a map travels pixel by
 * pixel, row by row, the channels of a pixel in one word, channel 0 lowest. {@link Fork} writes a second stream, which {@link Add} reads.
 */
public sealed interface Unit {
    /** Unique: the layer's name and the unit's task. */
    String name();

    /** Where the layer is declared. */
    Span span();

    int inBits();

    int outBits();

    /** Cycles that one image keeps the unit busy, at one word a cycle. */
    long cycles();

    /** What the unit is, for people. */
    String kind();

    /**
     * Name of the operation whose values the output stream carries in HWC order, {@link #resultBits} each; empty for units
     * that only rearrange their input, and for scores.
     */
    default String result() {
        return "";
    }

    /** Bits of a value of {@link #result}: 1 for -1 and +1, else those of a code. */
    default int resultBits() {
        return 1;
    }

    /** Sign of the image's bytes: bit = byte at least thresholds[channel], 0..256. */
    record ByteThreshold(String name, Span span, String result, Shape shape, int[] thresholds) implements Unit {
        @Override
        public int inBits() {
            return 8 * shape.channels();
        }

        @Override
        public int outBits() {
            return shape.channels();
        }

        @Override
        public long cycles() {
            return shape.pixels();
        }

        @Override
        public String kind() {
            return "threshold";
        }
    }

    /** Surrounds a map with pixels whose every element is {@code value}. */
    record Pad(String name, Span span, Shape in, int elementBits, int amount, int value) implements Unit {
        /** The padded map. */
        public Shape out() {
            return new Shape(in.channels(), in.height() + 2 * amount, in.width() + 2 * amount);
        }

        @Override
        public int inBits() {
            return elementBits * in.channels();
        }

        @Override
        public int outBits() {
            return inBits();
        }

        @Override
        public long cycles() {
            return out().pixels();
        }

        @Override
        public String kind() {
            return "padding";
        }
    }

    /** Sliding window: for each output position in turn, the pixels under the kernel, row by row. */
    record Window(String name, Span span, Shape in, int elementBits, int kernel, int stride) implements Unit {
        public int outHeight() {
            return (in.height() - kernel) / stride + 1;
        }

        public int outWidth() {
            return (in.width() - kernel) / stride + 1;
        }

        @Override
        public int inBits() {
            return elementBits * in.channels();
        }

        @Override
        public int outBits() {
            return inBits();
        }

        /** The first rows, then for each row of positions the longer of its reads and its writes. */
        @Override
        public long cycles() {
            long writes = (long) outWidth() * kernel * kernel;
            long reads = (long) stride * in.width();
            return (long) kernel * in.width() + outHeight() * Math.max(writes, reads);
        }

        @Override
        public String kind() {
            return "sliding window";
        }
    }

    /** Width converter: the same bits, {@code total} an image, in words of another width. */
    record Width(String name, Span span, int inBits, int outBits, long total) implements Unit {
        @Override
        public long cycles() {
            return total / Math.min(inBits, outBits);
        }

        @Override
        public String kind() {
            return "width converter";
        }
    }

    /**
     * Matrix-vector-threshold unit: PE rows and SIMD columns a cycle. Bit of row r at a position = sum of the row at
     * least thresholds[class of the position][r]; with several levels, code = how many of the row's thresholds it reaches.
     *
     * @param layer name of the layer that owns the weights
     * @param result name of the operation that owns the thresholds
     * @param elementBits 1 for bits, 8 for bytes, n for codes of n bits
     * @param thresholds [class][row * levels + level]
     * @param out map of positions and rows
     * @param accumulatorBits signed width that holds every reachable sum and threshold
     */
    record Mvtu(
            String name,
            Span span,
            String layer,
            String result,
            Weights weights,
            int elementBits,
            Shape out,
            long[][] thresholds,
            PositionClasses classes,
            int levels,
            int accumulatorBits,
            Folding folding)
            implements Thresholded {
        @Override
        public Mvtu with(Folding other) {
            return new Mvtu(
                    name,
                    span,
                    layer,
                    result,
                    weights,
                    elementBits,
                    out,
                    thresholds,
                    classes,
                    levels,
                    accumulatorBits(other),
                    other);
        }

        @Override
        public String kind() {
            return "matrix-vector-threshold";
        }
    }

    /**
     * Depthwise unit: the sum of a window by channel, and its thresholds. A word has all channels of a pixel under the kernel; PE
     * of them a cycle are added to the sums of their channels. Row c of the weights is channel c's, columns are the taps, and
     * SIMD is 1. The rest is as for {@link Mvtu}.
     */
    record Depthwise(
            String name,
            Span span,
            String layer,
            String result,
            Weights weights,
            int elementBits,
            Shape out,
            long[][] thresholds,
            PositionClasses classes,
            int levels,
            int accumulatorBits,
            Folding folding)
            implements Thresholded {
        @Override
        public Depthwise with(Folding other) {
            return new Depthwise(
                    name,
                    span,
                    layer,
                    result,
                    weights,
                    elementBits,
                    out,
                    thresholds,
                    classes,
                    levels,
                    accumulatorBits(other),
                    other);
        }

        @Override
        public int inBits() {
            return elementBits * out.channels();
        }

        @Override
        public String kind() {
            return "depthwise convolution";
        }
    }

    /**
     * Matrix-vector unit at the end: score of class r = multiplier[r] * sum + addend[r], signed in scoreBits; in all of 64 bits
     * where the factors are loaded later, since the fixed point behind a batch norm can need more than 32.
     */
    record Scores(
            String name,
            Span span,
            String layer,
            Weights weights,
            int elementBits,
            Shape out,
            long[] multiplier,
            long[] addend,
            int accumulatorBits,
            int scoreBits,
            Folding folding)
            implements Matrix {
        @Override
        public Scores with(Folding other) {
            return new Scores(
                    name,
                    span,
                    layer,
                    weights,
                    elementBits,
                    out,
                    multiplier,
                    addend,
                    accumulatorBits(other),
                    other.loadable() ? Long.SIZE : scoreBits,
                    other);
        }

        @Override
        public int outBits() {
            return folding.pe() * scoreBits;
        }

        @Override
        public String kind() {
            return "matrix-vector, scores";
        }
    }

    /** A unit that makes bits or codes of its sums. */
    sealed interface Thresholded extends Matrix {
        @Override
        String result();

        /** [class][row * levels + level]. */
        long[][] thresholds();

        PositionClasses classes();

        int levels();

        @Override
        default int resultBits() {
            return Integer.SIZE - Integer.numberOfLeadingZeros(levels());
        }

        @Override
        default int outBits() {
            return folding().pe() * resultBits();
        }
    }

    /** A unit that multiplies with a matrix. */
    sealed interface Matrix extends Unit {
        String layer();

        Weights weights();

        int elementBits();

        Shape out();

        int accumulatorBits();

        Folding folding();

        /** The same unit with another folding. */
        Matrix with(Folding other);

        /** Bits of a sum with a folding: where weights are loaded later, those that hold a sum of any weights of the type. */
        default int accumulatorBits(Folding other) {
            if (!other.loadable() || counts()) {
                return accumulatorBits();
            }
            long most = (long) weights().columns() * weights().type().limit() * ((1 << elementBits()) - 1);
            return DataflowBuilder.signedBits(-most, most + 1);
        }

        /** True where it counts equal bits; else it adds up products. */
        default boolean counts() {
            return counts(elementBits(), weights());
        }

        /** The same of the parts of a unit. */
        static boolean counts(int elementBits, Weights weights) {
            return elementBits == 1 && weights.type() == WeightType.BIPOLAR;
        }

        /** Bits of a weight. */
        default int weightBits() {
            return weights().type().bits();
        }

        /** Words of the table of weights of one processing element. */
        default long weightWords() {
            return (long) rowFolds() * columnFolds();
        }

        @Override
        default int inBits() {
            return elementBits() * folding().simd();
        }

        /** Bits that an image brings. */
        default long inTotal() {
            return (long) inBits() * columnFolds() * out().pixels();
        }

        /** Rows / PE. */
        default int rowFolds() {
            return weights().rows() / folding().pe();
        }

        /** Columns / SIMD. */
        default int columnFolds() {
            return weights().columns() / folding().simd();
        }

        /** (MH / PE) * (MW / SIMD) * positions. */
        @Override
        default long cycles() {
            return (long) rowFolds() * columnFolds() * out().pixels();
        }
    }

    /**
     * Sums of bits or codes over windows, and their thresholds: all channels of a pixel at once. With S the sum of a window's bits, or
     * codes, and M the largest sum, a channel's value is S, or M - S for the channels of {@code minus}; its result is how many of
     * its thresholds the value reaches.
     *
     * @param result name of the operation that owns the thresholds
     * @param thresholds [channel * levels + level], 0 to M + 1
     */
    record SumPool(
            String name,
            Span span,
            String result,
            int elementBits,
            int taps,
            Shape out,
            boolean[] minus,
            int[] thresholds,
            int levels)
            implements Unit {
        /** M. */
        public int most() {
            return taps * ((1 << elementBits) - 1);
        }

        /** Bits of a sum and of a threshold. */
        public int sumBits() {
            return Integer.SIZE - Integer.numberOfLeadingZeros(most() + 1);
        }

        @Override
        public int resultBits() {
            return Integer.SIZE - Integer.numberOfLeadingZeros(levels);
        }

        @Override
        public int inBits() {
            return elementBits * out.channels();
        }

        @Override
        public int outBits() {
            return resultBits() * out.channels();
        }

        @Override
        public long cycles() {
            return (long) taps * out.pixels();
        }

        @Override
        public String kind() {
            return "average pool";
        }
    }

    /** Stream copy: writes each pixel that it reads to the next unit and to the {@link Add} that closes the residual. */
    record Fork(String name, Span span, Shape shape, int elementBits) implements Unit {
        @Override
        public int inBits() {
            return elementBits * shape.channels();
        }

        @Override
        public int outBits() {
            return inBits();
        }

        @Override
        public long cycles() {
            return shape.pixels();
        }

        @Override
        public String kind() {
            return "stream copy";
        }
    }

    /**
     * Residual add with its thresholds: all channels of a pixel at once. With S the sum of two bits, or codes, and M the largest sum,
     * a channel's value is S, or M - S for the channels of {@code minus}; its result is how many of its thresholds the value
     * reaches.
     *
     * @param result name of the operation that owns the thresholds
     * @param fork name of the {@link Fork} whose copy is added
     * @param skip name of the stream of that copy
     * @param thresholds [channel * levels + level], 0 to M + 1
     */
    record Add(
            String name,
            Span span,
            String result,
            String fork,
            String skip,
            int elementBits,
            Shape out,
            boolean[] minus,
            int[] thresholds,
            int levels)
            implements Unit {
        /** M. */
        public int most() {
            return 2 * ((1 << elementBits) - 1);
        }

        /** Bits of a sum and of a threshold. */
        public int sumBits() {
            return Integer.SIZE - Integer.numberOfLeadingZeros(most() + 1);
        }

        @Override
        public int resultBits() {
            return Integer.SIZE - Integer.numberOfLeadingZeros(levels);
        }

        @Override
        public int inBits() {
            return elementBits * out.channels();
        }

        @Override
        public int outBits() {
            return resultBits() * out.channels();
        }

        @Override
        public long cycles() {
            return out.pixels();
        }

        @Override
        public String kind() {
            return "residual add";
        }
    }

    /** Max pool of bits or codes, window by window: on bits OR, and AND for the channels of {@code min}. */
    record Pool(String name, Span span, String result, int elementBits, int taps, Shape out, boolean[] min)
            implements Unit {
        @Override
        public int resultBits() {
            return elementBits;
        }

        @Override
        public int inBits() {
            return elementBits * out.channels();
        }

        @Override
        public int outBits() {
            return inBits();
        }

        @Override
        public long cycles() {
            return (long) taps * out.pixels();
        }

        @Override
        public String kind() {
            return "max pool";
        }
    }
}
