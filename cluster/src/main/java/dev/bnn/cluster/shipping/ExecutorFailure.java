// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.shipping;

import org.apache.spark.SparkEnv;

/**
 * A task failed on an executor. The message names the task, the executor and the cause; the driver does not need the class of the
 * cause.
 */
public final class ExecutorFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ExecutorFailure(String message) {
        super(message);
    }

    /** To be called on the executor. */
    public static ExecutorFailure of(String task, Throwable cause) {
        SparkEnv here = SparkEnv.get();
        return new ExecutorFailure("executor " + here.executorId() + " on "
                + here.blockManager().blockManagerId().host() + ", " + task + ": " + cause);
    }

    /**
     * The message for the user about a failed job: executor and cause if a task failed, otherwise Spark's message without stack
     * traces.
     */
    public static String reason(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ExecutorFailure) {
                return cause.getMessage();
            }
        }
        String said = e.getMessage() == null ? e.toString() : e.getMessage();
        return "Spark gave up: " + said.lines().findFirst().orElse("");
    }
}
