// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.model.Layer;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.source.Words;
import java.util.Optional;

/**
 * The range of a layer's sums over all weights of their type; trained weights may use less of it. With bits and bipolar weights
 * the unit counts the products that are +1; else it adds the products.
 *
 * @param lo the smallest sum
 * @param hi the largest sum
 * @param bits signed width of a register that holds each sum and a threshold above the largest
 */
public record Accumulator(long lo, long hi, int bits) {
    /**
     * The accumulator of a matrix.
     *
     * @param elementBits bits of an element that it reads
     * @param columns number of products in a sum
     */
    public static Accumulator of(int elementBits, WeightType type, int columns) {
        if (MatrixUnit.counts(elementBits, type)) {
            return new Accumulator(0, columns, TwosComplement.bits(0, columns + 1L));
        }
        long max = (long) columns * type.limit() * ((1 << elementBits) - 1);
        return new Accumulator(-max, max, TwosComplement.bits(-max, max + 1));
    }

    /** The accumulator of a layer; empty if the layer reads or yields real values, which no unit computes. */
    public static Optional<Accumulator> of(Layer.Weighted layer) {
        boolean real = layer.weights() == WeightType.FLOAT || layer.input().values() instanceof ValueSet.Reals;
        return real
                ? Optional.empty()
                : Optional.of(of(layer.input().values().bits(), layer.weights(), layer.columns()));
    }

    @Override
    public String toString() {
        return Words.count(lo) + " .. " + Words.count(hi) + ", " + Words.count(bits, "bit");
    }
}
