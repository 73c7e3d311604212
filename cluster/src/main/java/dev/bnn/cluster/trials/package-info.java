// SPDX-License-Identifier: Apache-2.0
/**
 * Trials of a search as Spark's tasks.
 */
package dev.bnn.cluster.trials;
