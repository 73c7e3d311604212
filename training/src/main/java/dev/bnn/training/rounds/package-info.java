// SPDX-License-Identifier: Apache-2.0
/**
 * Training in rounds: several shards go some steps from the same state, and the mean of their states begins the next round.
 */
package dev.bnn.training.rounds;
