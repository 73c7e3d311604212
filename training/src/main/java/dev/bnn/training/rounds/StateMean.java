// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.rounds;

import java.util.List;

/** Merges the states of several shards into one. The result depends only on the order of the shards, not on what computes it. */
public final class StateMean {
    private StateMean() {}

    /**
     * Merges a range of the values.
     *
     * @param from index of the first value in the state
     * @param before values of the whole state from before the round
     * @param shards the range of each shard's state, in the order of the shards
     */
    public static float[] of(StateLayout layout, int from, float[] before, List<float[]> shards) {
        float[] mean = new float[shards.get(0).length];
        int begin = 0;
        for (StateLayout.Part part : layout.parts()) {
            int first = Math.max(begin, from);
            int last = Math.min(begin + part.length(), from + mean.length);
            for (int i = first; i < last; i++) {
                mean[i - from] = part.rule() == StateLayout.Rule.MEAN
                        ? mean(i - from, shards)
                        : majority(i - from, before[i], shards);
            }
            begin += part.length();
        }
        return mean;
    }

    /** Sums in float64, so that the mean of equal values is exactly that value. */
    private static float mean(int index, List<float[]> shards) {
        double sum = 0;
        for (float[] shard : shards) {
            sum += shard[index];
        }
        return (float) (sum / shards.size());
    }

    private static float majority(int index, float before, List<float[]> shards) {
        int balance = 0;
        for (float[] shard : shards) {
            balance += shard[index] >= 0 ? 1 : -1;
        }
        boolean positive = balance == 0 ? before >= 0 : balance > 0;
        for (float[] shard : shards) {
            if (shard[index] >= 0 == positive) {
                return shard[index];
            }
        }
        throw new IllegalStateException("a majority that nobody belongs to");
    }
}
