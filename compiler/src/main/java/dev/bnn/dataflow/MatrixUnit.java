// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.ir.PositionClasses;
import dev.bnn.ir.Weights;
import dev.bnn.model.Shape;
import dev.bnn.model.WeightType;
import dev.bnn.source.Span;

/** A unit that multiplies its input by a matrix of weights. */
public sealed interface MatrixUnit extends Unit {
    /** Calls the method of {@code visitor} for this unit. */
    <R> R accept(Visitor<R> visitor);

    @Override
    default <R> R accept(Unit.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    /** The part of {@link Unit.Visitor} for matrix units. */
    interface Visitor<R> {
        R mvtu(Mvtu unit);

        R depthwise(Depthwise unit);

        R scores(Scores unit);
    }

    String layer();

    @Override
    default String arrays() {
        return layer();
    }

    Weights weights();

    /** Groups of rows, each of which has a vector of its own per position. */
    default int groups() {
        return 1;
    }

    int elementBits();

    Shape out();

    int accumulatorBits();

    Folding folding();

    /** The same unit with another folding. */
    MatrixUnit with(Folding other);

    /** Bits of a sum with a folding. If weights are loaded later, they suffice for any weights of the type. */
    default int accumulatorBits(Folding other) {
        if (!other.loadable() || counts()) {
            return accumulatorBits();
        }
        return Accumulator.of(elementBits(), weights().type(), weights().columns())
                .bits();
    }

    /** True if the unit counts equal bits; else it adds products. */
    default boolean counts() {
        return counts(elementBits(), weights().type());
    }

    /** As {@link #counts()}, for a unit with such elements and weights. */
    static boolean counts(int elementBits, WeightType type) {
        return elementBits == 1 && type == WeightType.BIPOLAR;
    }

    /** Bits of a weight. */
    default int weightBits() {
        return weights().type().bits();
    }

    /** Words of one processing element's table of weights. */
    default long weightWords() {
        return (long) rowFolds() * columnFolds();
    }

    @Override
    default int inBits() {
        return elementBits() * folding().simd();
    }

    /** Bits that the unit reads per image. */
    default long inTotal() {
        return (long) inBits() * columnFolds() * groups() * out().pixels();
    }

    /** Rows / PE. */
    default int rowFolds() {
        return weights().rows() / folding().pe();
    }

    /** Row folds that multiply the same vector: those of a group. */
    default int foldsPerVector() {
        return rowFolds() / groups();
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

    /**
     * Matrix-vector-threshold unit: PE rows and SIMD columns per cycle. The bit of row r at a position is 1 if the sum of the row
     * is at least thresholds[class of the position][r]. With several levels, the code is the number of the row's thresholds that
     * the sum reaches. With groups, the unit reads a vector per group, one group after the other, and computes the group's rows
     * from it.
     *
     * @param layer name of the layer that owns the weights
     * @param result name of the operation that owns the thresholds
     * @param groups number of groups of rows; each has a multiple of PE rows
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
            int groups,
            int elementBits,
            Shape out,
            long[][] thresholds,
            PositionClasses classes,
            int levels,
            int accumulatorBits,
            Folding folding)
            implements Thresholded {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.mvtu(this);
        }

        @Override
        public Mvtu with(Folding other) {
            return new Mvtu(
                    name,
                    span,
                    layer,
                    result,
                    weights,
                    groups,
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
     * Depthwise unit: the sum of a window per channel, and its thresholds. The unit reads a pixel under the kernel, with all its
     * channels, and adds PE channels per cycle to their sums. Row c of the weights is that of channel c, columns are the taps, and
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
        public <R> R accept(Visitor<R> visitor) {
            return visitor.depthwise(this);
        }

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
     * Matrix-vector unit at the end: score of class r = multiplier[r] * sum + addend[r], signed in scoreBits. If the factors are
     * loaded later these are 64 bits, since the fixed point of a batch norm can need more than 32.
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
            implements MatrixUnit {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scores(this);
        }

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

    /** A matrix unit that compares its sums with thresholds. */
    sealed interface Thresholded extends MatrixUnit {
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
}
