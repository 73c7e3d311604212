// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.data;

import java.util.List;

/**
 * One layer over the epochs of a training. A list is empty if the layer has no such values; otherwise it has one entry per epoch.
 *
 * @param layer name of the layer
 * @param gradients norm of the gradient of the loss with respect to its weights
 * @param weights its latent weights
 * @param values the inputs of its sign or levels
 */
public record LayerHistory(String layer, List<Double> gradients, List<Histogram> weights, List<Histogram> values) {
    public LayerHistory {
        gradients = List.copyOf(gradients);
        weights = List.copyOf(weights);
        values = List.copyOf(values);
    }

    /**
     * Counts of values in bins of equal width over -range .. range.
     *
     * @param range a power of two
     * @param counts counts from the lowest bin up; there is an even number of bins
     */
    public record Histogram(double range, List<Long> counts) {
        public Histogram {
            counts = List.copyOf(counts);
        }

        /** The same counts over a range that is larger by a power of two, with equally many bins, each of which covers several of these. */
        public Histogram over(double wider) {
            Histogram h = this;
            while (h.range < wider) {
                h = h.doubled();
            }
            return h;
        }

        private Histogram doubled() {
            int bins = counts.size();
            Long[] wide = new Long[bins];
            for (int i = 0; i < bins; i++) {
                int from = 2 * i - bins / 2;
                wide[i] = from < 0 || from + 1 >= bins ? 0 : counts.get(from) + counts.get(from + 1);
            }
            return new Histogram(2 * range, List.of(wide));
        }
    }
}
