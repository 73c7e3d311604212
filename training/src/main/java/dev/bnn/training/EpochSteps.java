// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.training.layers.LayerFiguresCollector;
import dev.bnn.training.request.TrainingException;

/** Does the steps of an epoch on the trainer's network, and settles its batch norms after them. */
interface EpochSteps {
    /** Maximum number of batches of each shard that settle the running estimates of batch norms after an epoch. */
    int SETTLING = 30;

    /**
     * What the steps of an epoch came to.
     *
     * @param loss sum over the steps
     * @param correct labels that were found, of those counted
     */
    record Sums(double loss, long correct, long counted, long flips, int steps) {}

    /**
     * Does the steps; the network then has the state after the last.
     *
     * @param epoch from 0
     * @param limit a loss above it is a divergence
     * @param watch measures the gradients of some of the steps
     */
    Sums run(int epoch, double rate, double limit, LayerFiguresCollector watch) throws TrainingException;

    /**
     * Signs of weights change in every step, so the running estimates are of networks that no longer exist. Some
     * forward passes with the weights of the epoch's end, without dropout, give the batch norms the statistics of that
     * network.
     */
    void settle(int epoch) throws TrainingException;
}
