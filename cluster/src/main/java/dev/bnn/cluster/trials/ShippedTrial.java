// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.trials;

import dev.bnn.cluster.shipping.ShippedRecipe;
import java.io.Serializable;
import java.util.TreeMap;

/**
 * A trial on its way to an executor.
 *
 * @param checkpoint files of the checkpoint by name, from the trial's previous rung; empty for the first
 * @param kernels name of the kernels; empty for those that suit the executor
 */
record ShippedTrial(
        int number, ShippedRecipe recipe, TreeMap<String, byte[]> checkpoint, int threads, String kernels, int until)
        implements Serializable {}
