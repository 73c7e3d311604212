// SPDX-License-Identifier: Apache-2.0
/** Training in rounds: several shards take some steps from the same state, and the mean of their states starts the next round. */
package dev.bnn.training.rounds;
