// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.product;

import dev.bnn.runtime.internal.engine.vector.loops.BitCounts;
import dev.bnn.runtime.internal.engine.vector.planes.BitPlanes;
import dev.bnn.runtime.internal.engine.vector.planes.CountedSums;
import dev.bnn.runtime.internal.engine.vector.planes.ThresholdOffsets;
import dev.bnn.runtime.internal.network.Stage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Describes how to compute a matrix stage and what its accumulators mean; all threads share it.
 *
 * @param start the initial value of an accumulator, such that it ends negative if the sum reaches a threshold
 * @param sum the sum of the stage for an accumulator that started at 0
 * @param product makes the product for one image's input
 * @param <T> the input: {@link BitPlanes}, or integers as [channel][position]
 */
public record MatrixForm<T>(ThresholdOffsets.Offset start, SumOf sum, Function<T, MatrixProduct> product) {
    private static final SumOf MINUS = (output, accumulator) -> -accumulator;

    /** A stage's sum for an accumulator that started at 0. */
    @FunctionalInterface
    public interface SumOf {
        int of(int output, int accumulator);
    }

    /**
     * True if bits and codes should stay in planes; false if unpacking them to integers takes fewer operations.
     *
     * @param top the largest code; 1 for bits
     */
    public static boolean onPlanes(Stage.Matrix m, int top) {
        return BitProduct.pays(m, top);
    }

    /**
     * A stage on bits or codes in planes.
     *
     * @param top the largest code; 1 for bits
     * @param counts makes a bit counter for one product
     */
    public static MatrixForm<BitPlanes> ofPlanes(Stage.Matrix m, int top, Supplier<BitCounts> counts) {
        BitProduct.Weights weights = BitProduct.Weights.of(m);
        CountedSums counted = CountedSums.of(m.weights(), m.output().channels(), m.weightBits(), m.limit(), top);
        return new MatrixForm<>(
                (channel, threshold) -> (int) -counted.below(channel, threshold),
                counted::sum,
                planes -> new BitProduct(m, weights, planes, counts.get()));
    }

    /**
     * A stage on integers.
     *
     * @param top the largest value of the input; 1 for -1 and +1
     */
    public static MatrixForm<int[][]> ofInts(Stage.Matrix m, int top) {
        ThresholdOffsets.Offset start = ThresholdOffsets.Offset.ofMinus((long) m.columns() * m.limit() * top);
        if (!ByteProduct.fits(m)) {
            int[][] byTap = IntProduct.byTap(m);
            return new MatrixForm<>(start, MINUS, ints -> new IntProduct(m, byTap, ints));
        }
        ByteProduct.Weights weights = ByteProduct.Weights.of(m);
        return new MatrixForm<>(
                start,
                MINUS,
                PairedProduct.fits(m, top)
                        ? ints -> new PairedProduct(m, weights, ints)
                        : ints -> new ByteProduct(m, weights, ints));
    }
}
