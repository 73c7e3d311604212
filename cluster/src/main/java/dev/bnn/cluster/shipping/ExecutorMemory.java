// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.shipping;

import java.util.Locale;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The heap of an executor, in bytes. ND4J's arrays are outside the heap.
 *
 * @param local true if executors are threads of the driver
 */
public record ExecutorMemory(long heap, boolean local) {
    /** Share of the heap that images and states may take. */
    private static final double SHARE = 0.7;

    public static ExecutorMemory of(JavaSparkContext spark) {
        boolean local = spark.isLocal();
        return new ExecutorMemory(
                local
                        ? Runtime.getRuntime().maxMemory()
                        : spark.getConf().getSizeAsBytes("spark.executor.memory", "1g"),
                local);
    }

    /**
     * The message for the user if that many bytes do not fit; empty if they do.
     *
     * @param needed bytes of images and states
     */
    public Optional<String> tooSmallFor(long needed) {
        return needed <= SHARE * heap
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "images and weights take %,d MB of an executor's memory, which has %,d MB; give spark-submit %s %dm or"
                                + " more, or train on fewer images (-Dbnn.trainImages)",
                        needed >> 20,
                        heap >> 20,
                        local ? "--driver-memory" : "--executor-memory",
                        (long) (needed / SHARE / (1 << 20)) + 1));
    }
}
