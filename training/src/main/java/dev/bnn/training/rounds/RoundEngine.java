// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.rounds;

import dev.bnn.model.Parameters;
import dev.bnn.training.request.TrainingException;

/**
 * Runs the rounds of a training on several shards: synchronous data parallelism by local SGD (Stich 2019). The same setup, rounds
 * and states give the same result whatever computes the shards. One training at a time.
 */
public interface RoundEngine {
    /** Number of shards, at least 1. */
    int shards();

    /** Steps of each shard between two means, at least 1. */
    int interval();

    /**
     * Prepares for the rounds of a training; ends the one before.
     *
     * @param layout the arrays of the states of its rounds
     * @throws TrainingException with a message for the user, where the shards cannot hold it
     */
    void begin(ShardSetup setup, StateLayout layout) throws TrainingException;

    /**
     * Runs a round from a state on all shards and returns the mean of theirs.
     *
     * @throws TrainingException that names the place and cause, where a shard fails again and again
     */
    RoundResult run(Round round, State state) throws TrainingException;

    /**
     * Classifies the validation images with trained parameters, each shard its part of them.
     *
     * @throws TrainingException as {@link #run}
     */
    Score validate(Parameters parameters) throws TrainingException;

    /** What computes the shards, in a few words for provenance.json. */
    String description();
}
