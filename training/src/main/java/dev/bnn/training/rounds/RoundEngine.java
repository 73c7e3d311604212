// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.rounds;

import dev.bnn.model.Parameters;
import dev.bnn.training.request.TrainingException;

/**
 * Runs the rounds of a training on several shards: synchronous data parallelism by local SGD (Stich 2019). The same setup, rounds
 * and states give the same result, whatever computes the shards. An engine runs one training at a time.
 */
public interface RoundEngine {
    /** Number of shards, at least 1. */
    int shards();

    /** Steps that each shard takes between two means, at least 1. */
    int interval();

    /**
     * Prepares for the rounds of a training, and ends the previous training.
     *
     * @param layout the arrays of the states of its rounds
     * @throws TrainingException with a message for the user, if the shards do not have enough memory
     */
    void begin(ShardSetup setup, StateLayout layout) throws TrainingException;

    /**
     * Runs a round on all shards, starting from one state, and returns the mean of their states.
     *
     * @throws TrainingException if a shard fails repeatedly; the message names the place and the cause
     */
    RoundResult run(Round round, State state) throws TrainingException;

    /**
     * Classifies the validation images with trained parameters; each shard takes its part of them.
     *
     * @throws TrainingException as {@link #run}
     */
    Score validate(Parameters parameters) throws TrainingException;

    /** Says in a few words what computes the shards, for provenance.json. */
    String description();
}
