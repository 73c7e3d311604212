// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import java.util.Arrays;

/**
 * The targets of the loss for a batch. The loss of an image is the mean of the losses of its two labels, weighted by
 * {@code share}, each times the weight of its class.
 *
 * @param labels class of each image, or of each position of the images' maps, which then stand for images; -1 for one that
 *     does not count
 * @param others class of the image that each is mixed with; unused where share is 1
 * @param share of {@code labels}, 0..1
 * @param smoothing share of cross entropy's target that is spread evenly over all classes
 * @param classWeights one per class, or empty for 1 each
 */
public record LossTargets(int[] labels, int[] others, double share, double smoothing, double[] classWeights) {
    private static final double[] EQUAL = {};

    /** Targets of one label per image. */
    public static LossTargets of(int[] labels) {
        return new LossTargets(labels, labels, 1, 0, EQUAL);
    }

    /** Number of labels that count, at least 1; the sum of the losses is divided by it. */
    public int counted() {
        return (int)
                Math.max(1, Arrays.stream(labels).filter(label -> label >= 0).count());
    }

    /** Writes the weight of each class as the target of an image; returns the sum of the weights. */
    public double weightsOf(int image, double[] weights) {
        Arrays.fill(weights, 0);
        if (labels[image] < 0) {
            return 0;
        }
        double first = share * weight(labels[image]);
        weights[labels[image]] = first;
        if (share == 1) {
            return first;
        }
        double second = (1 - share) * weight(others[image]);
        weights[others[image]] += second;
        return first + second;
    }

    private double weight(int label) {
        return classWeights.length == 0 ? 1 : classWeights[label];
    }
}
