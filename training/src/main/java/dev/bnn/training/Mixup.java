// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.data.SplitMix64;

/**
 * Mixup (Zhang et al. 2018) of one batch. Each image keeps a share of itself and takes the rest from the image {@code distance}
 * places further on, which is a random one because the batch is shuffled.
 *
 * @param share share of itself that each image of the batch keeps, drawn from Beta(alpha, alpha)
 * @param distance places to the other image, modulo the batch; 0 if nothing is mixed
 */
record Mixup(double share, int distance) {
    static final Mixup NONE = new Mixup(1, 0);

    private static final int STREAM = 13;

    /** The mixup of one step. It depends only on the seed, the epoch and the number of the step in the epoch. */
    static Mixup of(double alpha, long seed, int epoch, int step, int batch) {
        if (alpha == 0 || batch < 2) {
            return NONE;
        }
        SplitMix64 random = SplitMix64.of(seed, STREAM, (long) epoch << 32 | step);
        return new Mixup(beta(alpha, random), 1 + random.nextInt(batch - 1));
    }

    /**
     * Draws from Beta(alpha, alpha) with alpha at most 1 (Joehnk 1964): with x = u^(1/alpha) and y = v^(1/alpha) for
     * uniform u and v, x / (x + y) where x + y is at most 1. In logarithms, since x and y may be too small for a
     * double.
     */
    private static double beta(double alpha, SplitMix64 random) {
        while (true) {
            double x = StrictMath.log(1 - random.nextDouble()) / alpha;
            double y = StrictMath.log(1 - random.nextDouble()) / alpha;
            double max = Math.max(x, y);
            double sum = max + StrictMath.log(StrictMath.exp(x - max) + StrictMath.exp(y - max));
            if (sum <= 0) {
                return StrictMath.exp(x - sum);
            }
        }
    }

    /** Writes the labels of the other images to {@code others}. */
    void labels(int[] labels, int[] others) {
        for (int i = 0; i < others.length; i++) {
            others[i] = labels[(i + distance) % others.length];
        }
    }

    /**
     * Converts the bytes of a batch to numbers, and mixes them.
     *
     * @param numbers the number for each byte, 0 to 255
     * @param pixels images one after the other
     */
    void values(float[] numbers, byte[] pixels, int images, float[] values) {
        if (distance == 0) {
            for (int i = 0; i < values.length; i++) {
                values[i] = numbers[pixels[i] & 0xff];
            }
            return;
        }
        int size = values.length / images;
        float kept = (float) share;
        float taken = 1 - kept;
        for (int image = 0; image < images; image++) {
            int at = image * size;
            int other = (image + distance) % images * size;
            for (int i = 0; i < size; i++) {
                values[at + i] = kept * numbers[pixels[at + i] & 0xff] + taken * numbers[pixels[other + i] & 0xff];
            }
        }
    }
}
