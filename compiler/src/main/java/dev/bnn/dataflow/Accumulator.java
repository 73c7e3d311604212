// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.model.Layer;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.source.Words;
import java.util.Optional;

/**
 * What the sums of a layer can reach with any weights of their type; trained weights may reach less. Bits times bipolar
 * weights are counted, how many are equal; of all else the products are added up.
 *
 * @param lo the least sum
 * @param hi the largest
 * @param bits signed width of a register that holds them and a threshold beyond the largest
 */
public record Accumulator(long lo, long hi, int bits) {
    /**
     * Of a matrix.
     *
     * @param elementBits of an element that it reads
     * @param columns products of a sum
     */
    public static Accumulator of(int elementBits, WeightType type, int columns) {
        if (MatrixUnit.counts(elementBits, type)) {
            return new Accumulator(0, columns, TwosComplement.bits(0, columns + 1L));
        }
        long max = (long) columns * type.limit() * ((1 << elementBits) - 1);
        return new Accumulator(-max, max, TwosComplement.bits(-max, max + 1));
    }

    /** Of a layer; empty where it reads or yields real values, so that there is no such register. */
    public static Optional<Accumulator> of(Layer.Weighted layer) {
        boolean real = layer.weights() == WeightType.FLOAT || layer.input().values() instanceof ValueSet.Reals;
        return real
                ? Optional.empty()
                : Optional.of(of(layer.input().values().bits(), layer.weights(), layer.columns()));
    }

    @Override
    public String toString() {
        return Words.count(lo) + " .. " + Words.count(hi) + ", " + bits + " bits";
    }
}
