// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.training.layers.LayerFiguresCollector;
import dev.bnn.training.request.TrainingException;

/** Runs the steps of an epoch on the trainer's network, then settles its batch norms. */
interface EpochSteps {
    /** Maximum number of batches that each shard uses to settle the running estimates of the batch norms after an epoch. */
    int SETTLING = 30;

    /**
     * Totals over the steps of an epoch.
     *
     * @param loss sum over the steps
     * @param correct labels predicted correctly, of those counted
     */
    record Sums(double loss, long correct, long counted, long flips, int steps) {}

    /**
     * Runs the steps and leaves the network in the state after the last one.
     *
     * @param epoch from 0
     * @param limit a loss above it counts as divergence
     * @param watch measures the gradients of some of the steps
     */
    Sums run(int epoch, double rate, double limit, LayerFiguresCollector watch) throws TrainingException;

    /**
     * Recomputes the running estimates of the batch norms with a few forward passes, without dropout, on the weights at the end
     * of the epoch. Signs of weights change in every step, so the estimates from training describe networks that no longer exist.
     */
    void settle(int epoch) throws TrainingException;
}
