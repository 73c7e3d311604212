// SPDX-License-Identifier: Apache-2.0
/** Rounds of a training as Spark tasks: one task per shard, then one task per range of the mean. */
package dev.bnn.cluster.rounds;
