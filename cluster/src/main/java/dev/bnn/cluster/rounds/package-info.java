// SPDX-License-Identifier: Apache-2.0
/**
 * Rounds of a training as Spark's tasks: a task per shard, then a task per range of the mean.
 */
package dev.bnn.cluster.rounds;
