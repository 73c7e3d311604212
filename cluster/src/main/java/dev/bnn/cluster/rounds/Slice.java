// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.rounds;

import dev.bnn.training.rounds.RoundSums;
import java.io.Serializable;

/** A range of a shard's state after a round, with the totals of the whole round. */
record Slice(int shard, float[] values, long steps, RoundSums sums) implements Serializable {}
