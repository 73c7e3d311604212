// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import java.io.Serializable;

/**
 * Norms of gradients by layer, summed over the steps in which they were measured.
 *
 * @param sums by layer in training; 0 for one without weights
 * @param samples number of those steps
 */
public record GradientNorms(double[] sums, int samples) implements Serializable {
    /** The sum of both. */
    public GradientNorms plus(GradientNorms more) {
        double[] both = sums.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] += more.sums[i];
        }
        return new GradientNorms(both, samples + more.samples);
    }
}
