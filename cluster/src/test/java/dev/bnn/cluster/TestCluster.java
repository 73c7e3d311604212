// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Spark in the tests, with executors as separate processes or as threads of this one. */
public final class TestCluster {
    private TestCluster() {}

    /** A context with executors of one core, each in its own process. */
    public static JavaSparkContext processes(int executors) throws IOException {
        // A worker requires the folder, although everything that an executor loads is on this test's class path.
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        return new JavaSparkContext(conf("local-cluster[" + executors + ",1,1024]")
                .set("spark.executor.memory", "1g")
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .set("spark.scheduler.minRegisteredResourcesRatio", "1"));
    }

    public static JavaSparkContext threads(int executors) {
        return new JavaSparkContext(conf("local[" + executors + "]"));
    }

    /** The settings of all tests. */
    public static SparkConf conf(String master) {
        return new SparkConf()
                .setMaster(master)
                .setAppName("bnn test")
                .set("spark.ui.enabled", "false")
                .set(
                        "spark.local.dir",
                        Path.of("target", "spark-local").toAbsolutePath().toString());
    }
}
