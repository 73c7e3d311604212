// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.cluster;

import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Given;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The user's settings for the cluster.
 *
 * @param master its URL, such as {@code spark://host:7077}
 * @param executors number of processes that work at the same time
 * @param further options of spark-submit, separated by spaces, such as {@code --executor-memory 4g}
 */
public record SparkOptions(String master, int executors, String further) {
    /** @throws WorkflowException if there would be no executor */
    public SparkOptions checked() throws WorkflowException {
        Given.atLeast(1, "bnn.executors", executors);
        return this;
    }

    /** The options for spark-submit; each kind of cluster uses the options that it knows. */
    List<String> words(int threads) {
        List<String> words = new ArrayList<>(List.of(
                "--master",
                master,
                "--conf",
                "spark.executor.instances=" + executors,
                "--conf",
                "spark.executor.cores=" + threads,
                "--conf",
                "spark.cores.max=" + Math.multiplyExact(executors, threads)));
        Arrays.stream(further.strip().split("\\s+")).filter(w -> !w.isEmpty()).forEach(words::add);
        return words;
    }
}
