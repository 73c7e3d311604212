// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.trials;

import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;

/** The result of a trial: the fields of {@link dev.bnn.workflow.tune.TrialRunner.Outcome}, and its new checkpoint. */
record TrialResult(List<Double> validation, boolean diverged, TreeMap<String, byte[]> checkpoint)
        implements Serializable {}
