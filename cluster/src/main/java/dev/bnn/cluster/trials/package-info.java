// SPDX-License-Identifier: Apache-2.0
/** Trials of a search as Spark tasks. */
package dev.bnn.cluster.trials;
