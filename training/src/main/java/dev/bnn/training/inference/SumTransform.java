// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

import dev.bnn.model.ExactLine;
import dev.bnn.model.Layer;
import dev.bnn.model.Padding;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;

/**
 * Maps the sums of a layer of {@link FloatModel} at a position to values, per channel. On bytes, a value is scale * sum + (offset
 * * S_V + pad * S_P), where S_V and S_P are the sums of the weights under the valid and the padded taps; on other inputs, it is
 * sum + pad * S_P.
 */
interface SumTransform {
    /** Replaces the sums from index {@code first} on, one per channel, with their values. */
    void apply(double[] sums, int first);

    /** {@code valid} is S_V and {@code padded} is S_P, both per channel. */
    static SumTransform of(Layer.Weighted layer, Padding padding, double[] valid, double[] padded) {
        if (!(layer.input().values() instanceof ValueSet.ScaledBytes bytes)) {
            return new Added(constants(0, padding, valid, padded));
        }
        ExactLine line = bytes.line();
        if (layer.weights() == WeightType.FLOAT) {
            double low = bytes.low().doubleValue();
            double step = (bytes.high().doubleValue() - low) / ValueSet.ScaledBytes.MOST;
            return new Scaled(step, constants(low, padding, valid, padded));
        }
        ExactLine[] lines = new ExactLine[valid.length];
        for (int c = 0; c < lines.length; c++) {
            lines[c] = line.ofSum((long) valid[c], padding.value() * (long) padded[c]);
        }
        return new Exact(lines);
    }

    private static double[] constants(double offset, Padding padding, double[] valid, double[] padded) {
        double[] constants = new double[valid.length];
        for (int c = 0; c < constants.length; c++) {
            constants[c] = offset * valid[c] + padding.value() * padded[c];
        }
        return constants;
    }

    /** For sums of bits and levels, and of a float twin's values. */
    record Added(double[] constants) implements SumTransform {
        @Override
        public void apply(double[] sums, int first) {
            for (int c = 0; c < constants.length; c++) {
                sums[first + c] += constants[c];
            }
        }
    }

    /** For float weights on bytes, where nothing is exact. */
    record Scaled(double scale, double[] constants) implements SumTransform {
        @Override
        public void apply(double[] sums, int first) {
            for (int c = 0; c < constants.length; c++) {
                sums[first + c] = scale * sums[first + c] + constants[c];
            }
        }
    }

    /** For integer sums of bytes, exactly. */
    record Exact(ExactLine[] lines) implements SumTransform {
        @Override
        public void apply(double[] sums, int first) {
            for (int c = 0; c < lines.length; c++) {
                sums[first + c] = lines[c].apply((long) sums[first + c]);
            }
        }
    }
}
