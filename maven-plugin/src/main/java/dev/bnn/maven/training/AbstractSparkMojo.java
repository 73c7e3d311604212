// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.training;

import dev.bnn.maven.AbstractBnnMojo;
import dev.bnn.maven.PluginJar;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.cluster.SparkOptions;
import dev.bnn.workflow.cluster.SparkSubmit;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/** A goal that can also run on Apache Spark, in a process of its own: Spark is not on the plugin's class path. */
abstract class AbstractSparkMojo extends AbstractBnnMojo {
    @Inject
    private RepositorySystem repositories;

    @Parameter(defaultValue = "${project.remotePluginRepositories}", readonly = true)
    private List<RemoteRepository> remotes;

    /**
     * URL of an Apache Spark 4 cluster to run on. Left out, the goal runs in this process. Needs spark-submit in SPARK_HOME/bin or on
     * the path.
     * Example: {@code -Dbnn.spark=spark://host:7077}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.spark", defaultValue = "")
    private @Nullable String spark;

    /**
     * Executors that work at the same time on the cluster, each with bnn.threads threads, or 1.
     * Example: {@code -Dbnn.executors=8}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.executors", defaultValue = "2")
    private int executors;

    /**
     * Further options of spark-submit, separated by spaces. Left out, there are none.
     * Example: {@code -Dbnn.sparkOptions="--executor-memory 4g"}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.sparkOptions", defaultValue = "")
    private @Nullable String sparkOptions;

    /** Runs the goal on each model, here or on the cluster. */
    @Override
    protected final void run(List<Path> models, Settings settings, Events events)
            throws WorkflowException, IOException {
        if (spark == null || spark.isEmpty()) {
            eachAlone(models, events, model -> here(model, settings, events));
            return;
        }
        SparkOptions options = new SparkOptions(spark, executors, sparkOptions == null ? "" : sparkOptions).checked();
        Path jar = new PluginJar(repositories, session(), plugin(), remotes).of("bnn-cluster", "the jar for Spark");
        // The process that spark-submit starts locks the model's outputs.
        each(
                models,
                events,
                model -> SparkSubmit.run(
                        new SparkSubmit.Request(goal(), jar, model, settings, options, parameters()), events));
    }

    /** Runs the goal on a model in this process. */
    abstract void here(Path model, Settings settings, Events events) throws WorkflowException, IOException;

    /** The goal's own parameters by their names without {@code bnn.}; an empty value counts as none. */
    abstract Map<String, String> parameters();
}
