// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

import dev.bnn.model.Normalization;
import dev.bnn.model.ValueSet;
import java.util.Arrays;

/**
 * A batch normalization that remembers what it has worked out. The sums before it are integers of a known range, and an image has
 * far more of them than the range: ten times the speed of working each out, with the same values. Not thread-safe.
 */
final class RememberedNormalization {
    /** Most values that are remembered: 8 MiB. */
    private static final long MOST = 1 << 20;

    private final Normalization[] channels;
    private final double lo;
    private final double step;
    private final double[] known;

    private RememberedNormalization(Normalization[] channels, ValueSet.Integers range, int values) {
        this.channels = channels;
        lo = range.lo();
        step = range.step();
        known = new double[values * channels.length];
        Arrays.fill(known, Double.NaN);
    }

    /** The step of a batch norm over such values, [pixels, channels]. */
    static InferenceStep of(Normalization[] channels, ValueSet values) {
        if (values instanceof ValueSet.Integers range) {
            long count = (range.hi() - range.lo()) / range.step() + 1;
            if (count <= MOST / channels.length) {
                RememberedNormalization remembered = new RememberedNormalization(channels, range, (int) count);
                return (inputs, n) -> remembered.apply(inputs[0]);
            }
        }
        return (inputs, n) -> plain(channels, InferenceSteps.real(values, inputs[0]));
    }

    private double[] apply(double[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < values.length; i += channels.length) {
            for (int c = 0; c < channels.length; c++) {
                int at = (int) ((values[i + c] - lo) / step) * channels.length + c;
                double z = known[at];
                if (Double.isNaN(z)) {
                    z = channels[c].apply(values[i + c]);
                    known[at] = z;
                }
                out[i + c] = z;
            }
        }
        return out;
    }

    private static double[] plain(Normalization[] channels, double[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < values.length; i += channels.length) {
            for (int c = 0; c < channels.length; c++) {
                out[i + c] = channels[c].apply(values[i + c]);
            }
        }
        return out;
    }
}
