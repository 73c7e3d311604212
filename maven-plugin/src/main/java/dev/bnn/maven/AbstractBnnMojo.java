// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.data.DataRequest;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Budgets;
import dev.bnn.workflow.project.Given;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Overrides;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.record.ModelLock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.build.BuildContext;
import org.jspecify.annotations.Nullable;

/** The parameters that goals share, and how a goal runs on each model. */
public abstract class AbstractBnnMojo extends AbstractMojo {
    /** Far more than processors have; with 20,000 a training did not begin within a minute. */
    private static final int MOST_THREADS = 1024;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution mojo;

    @Inject
    private BuildContext buildContext;

    /**
     * Folder of the .bnn files.
     * Example: {@code -Dbnn.source=src/models}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.source", defaultValue = "${project.basedir}/src/main/bnn")
    private File source;

    /**
     * Folder under which each model gets a folder for its outputs.
     * Example: {@code -Dbnn.output=build/bnn}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.output", defaultValue = "${project.build.directory}/bnn")
    private File output;

    /**
     * File name, without .bnn, of the only model to take. Left out, the goal takes all models of the folder.
     * Example: {@code -Dbnn.model=cnv}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.model", defaultValue = "")
    private @Nullable String model;

    /**
     * Skips the goal.
     * Example: {@code -Dbnn.skip=true}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.skip", defaultValue = "false")
    private boolean skip;

    /**
     * Name of the train section to use. Left out, it is the first.
     * Example: {@code -Dbnn.recipe=longer}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.recipe", defaultValue = "")
    private @Nullable String recipe;

    /**
     * Name of the target section to use, or of a board or part that has none: it is taken with its own clock. Left out, it is
     * the first section.
     * Example: {@code -Dbnn.target=zcu104}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.target", defaultValue = "")
    private @Nullable String target;

    /**
     * Epochs to train. Left out, the recipe's.
     * Example: {@code -Dbnn.epochs=10}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.epochs")
    private @Nullable Integer epochs;

    /**
     * Images per training step. Left out, the recipe's.
     * Example: {@code -Dbnn.batch=50}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.batch")
    private @Nullable Integer batch;

    /**
     * Initial learning rate; the shape of the schedule stays. Left out, the recipe's.
     * Example: {@code -Dbnn.rate=0.005}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.rate")
    private @Nullable Double rate;

    /**
     * Images held out of the training set for validation. Left out, the recipe's.
     * Example: {@code -Dbnn.validation=5000}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.validation")
    private @Nullable Integer validation;

    /**
     * Seed of all random choices. Left out, the recipe's.
     * Example: {@code -Dbnn.seed=7}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.seed")
    private @Nullable Long seed;

    /**
     * Trains on the first N images only. Left out, on all.
     * Example: {@code -Dbnn.trainImages=1000}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.trainImages")
    private @Nullable Integer trainImages;

    /**
     * Data set: digits, mnist, cifar10 or another with a name, or the path of a folder or archive. Left out, the recipe's.
     * Example: {@code -Dbnn.data=photos.zip}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.data")
    private @Nullable String data;

    /**
     * Folder that keeps downloaded data sets for all projects. Left out, .cache/bnn/data in the home folder.
     * Example: {@code -Dbnn.dataCache=/var/cache/bnn}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.dataCache")
    private @Nullable File dataCache;

    /**
     * Never downloads a data set. Maven's own switch -o has the same effect.
     * Example: {@code -Dbnn.offline=true}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.offline", defaultValue = "${settings.offline}")
    private boolean offline;

    /**
     * Threads for training and simulation. With 0 each chooses its own number.
     * Example: {@code -Dbnn.threads=1}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.threads", defaultValue = "0")
    private int threads;

    /**
     * Code that computes a training step: host, which is fast on a processor, or nd4j, which uses ND4J's operations
     * alone and runs on a GPU too. Left out, it is the one that suits the backend of ND4J on the plugin's class path.
     * Example: {@code -Dbnn.kernels=nd4j}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.kernels", defaultValue = "")
    private @Nullable String kernels;

    /**
     * Seconds of silence after which a goal reports its progress where no terminal shows it all the time; 0 for never.
     * Example: {@code -Dbnn.progress=60}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.progress", defaultValue = "5")
    private int progress;

    /**
     * Limits that fail the build: top1, top5 (percent) and fps at least; lut, bram18, latency_cycles, weight_bits,
     * macs and differing_bits at most. Left out, there are none.
     * Example: {@code <budgets><top1>97</top1></budgets>}.
     *
     * @since 0.1.0
     */
    @Parameter
    private @Nullable Map<String, String> budgets;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().debug("bnn.skip is set");
            return;
        }
        KnownParameters.of(plugin).check(session, project);
        KnownParameters.ineffective(session, mojo).forEach(getLog()::warn);
        NativeCode.quiet(mavenVersion());
        LogEvents events = new LogEvents(
                        getLog(),
                        markers(),
                        Console.live(session.getRequest().isInteractiveMode()),
                        mojo.getGoal(),
                        TimeUnit.SECONDS.toNanos(progress))
                .watching();
        try (events) {
            Failures.translated(mojo.getGoal(), getLog(), () -> run(events));
        }
    }

    private void run(Events events) throws WorkflowException, IOException {
        Given.atLeast(0, "bnn.progress", progress);
        List<Path> models = models(source.toPath(), model == null ? "" : model);
        if (models.isEmpty()) {
            nothing(events);
            return;
        }
        NativeCode.hint(mojo.getGoal()).ifPresent(events::info);
        run(models, settings(), events);
    }

    /** A project, or a module of one, may have no models; but who names a folder expects some. */
    private void nothing(Events events) {
        boolean named = !source.equals(new File(project.getBasedir(), "src/main/bnn"));
        if (named && !source.isDirectory()) {
            events.warn("there is no folder " + source + " (bnn.source): nothing to " + mojo.getGoal());
        } else {
            events.info("no .bnn files in " + source + ": nothing to " + mojo.getGoal());
        }
    }

    /** The models that the goal runs on; without any it does nothing. */
    protected List<Path> models(Path folder, String only) throws WorkflowException, IOException {
        return Models.find(folder, only);
    }

    /** Runs the goal on the models, of which there is at least one. */
    protected abstract void run(List<Path> models, Settings settings, Events events)
            throws WorkflowException, IOException;

    /** What a goal does with one model. */
    protected interface ModelGoal {
        void run(Path model) throws WorkflowException, IOException;
    }

    /**
     * Runs a goal that writes outputs on each model, and keeps every other goal from writing there meanwhile.
     *
     * @see #each
     */
    protected final void eachAlone(List<Path> models, Events events, ModelGoal goal) throws WorkflowException {
        each(models, events, model -> {
            Optional<ModelLock> lock = ModelLock.take(model, output.toPath(), mojo.getGoal());
            try {
                goal.run(model);
            } finally {
                if (lock.isPresent()) {
                    lock.get().close();
                }
            }
        });
    }

    /**
     * Runs a goal on each model. A model that fails does not keep the others from running; the goal fails at the end
     * and names every failure.
     */
    protected final void each(List<Path> models, Events events, ModelGoal goal) throws WorkflowException {
        each(models, mojo.getGoal(), model -> {
            Models.checkRecords(model, output.toPath(), events);
            goal.run(model);
        });
    }

    /** Too little memory ends the goal at once: the next model would find no more. */
    protected static void each(List<Path> models, String name, ModelGoal goal) throws WorkflowException {
        List<WorkflowException> failures = new ArrayList<>();
        for (Path model : models) {
            try {
                goal.run(model);
            } catch (WorkflowException | IOException | RuntimeException e) {
                failures.add(Failures.of(name, e));
            }
        }
        if (!failures.isEmpty()) {
            throw WorkflowException.all(failures);
        }
    }

    private Settings settings() throws WorkflowException {
        Given.atLeast(0, "bnn.threads", threads);
        Given.atMost(MOST_THREADS, "bnn.threads", threads);
        return new Settings(
                project.getBasedir().toPath(),
                output.toPath(),
                plugin.getVersion(),
                dataCache == null ? DataRequest.defaultCacheDir() : dataCache.toPath(),
                offline || session.isOffline(),
                threads,
                kernels == null ? "" : kernels,
                recipe == null ? "" : recipe,
                target == null ? "" : target,
                new Overrides(
                        epochs,
                        batch,
                        rate,
                        validation,
                        seed,
                        data == null || data.isBlank() ? null : data,
                        trainImages),
                Budgets.of(budgets == null ? Map.of() : budgets));
    }

    /** Eclipse's markers; inactive on the command line. */
    protected final Markers markers() {
        return new Markers(buildContext, inEclipse());
    }

    protected final MavenSession session() {
        return session;
    }

    protected final PluginDescriptor plugin() {
        return plugin;
    }

    /** Name of the goal, such as train. */
    protected final String goal() {
        return mojo.getGoal();
    }

    private String mavenVersion() {
        return session.getSystemProperties().getProperty("maven.version", "");
    }

    private boolean inEclipse() {
        return session.getSystemProperties().containsKey("m2e.version")
                || session.getUserProperties().containsKey("m2e.version");
    }
}
