// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.rounds;

import java.io.Serializable;

/**
 * What each shard does, starting from the same state. The batches of an epoch are dealt out in turn: step t of shard k uses batch
 * t * shards + k of the epoch's shuffle, so that a step of all shards sees the images of one larger batch.
 *
 * @param kind what a shard does with each batch
 * @param epoch from 0
 * @param rate learning rate
 * @param from number of the first step in the epoch, from 0
 * @param steps number of steps
 * @param limit a loss that is above it, or NaN, ends the shard's round
 */
public record Round(Kind kind, int epoch, double rate, int from, int steps, double limit) implements Serializable {
    /** What a shard does with each batch. */
    public enum Kind {
        /** A step of the optimizer. */
        TRAIN,
        /** A forward pass that settles the running estimates of batch norms. */
        SETTLE
    }

    /** A round of training. */
    public static Round train(int epoch, double rate, int from, int steps, double limit) {
        return new Round(Kind.TRAIN, epoch, rate, from, steps, limit);
    }

    /** A round over the first batches of an epoch, to settle the batch norms. */
    public static Round settle(int epoch, int steps) {
        return new Round(Kind.SETTLE, epoch, 0, 0, steps, Double.MAX_VALUE);
    }
}
