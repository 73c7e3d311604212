// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.rounds;

import java.io.Serializable;

/** The state after a round, of one shard or the mean of all, and the totals of its steps. */
public record RoundResult(State state, RoundSums sums) implements Serializable {}
