// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster;

import dev.bnn.cluster.files.FolderCopy;
import dev.bnn.cluster.rounds.SparkRounds;
import dev.bnn.cluster.trials.SparkTrials;
import dev.bnn.data.DataRequest;
import dev.bnn.source.SourceFile;
import dev.bnn.source.Words;
import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.request.TrainListener;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.training.TrainGoal;
import dev.bnn.workflow.goals.training.TuneGoal;
import dev.bnn.workflow.project.Budgets;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Overrides;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.record.ModelFolder;
import dev.bnn.workflow.record.ModelLock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs a goal on Spark, as its driver. Called without arguments, it prints its usage. */
public final class Main {
    /** Default numbers of executors, and of steps between two means. */
    private static final int EXECUTORS = 2;

    private static final int INTERVAL = 16;

    private Main() {}

    public static void main(String[] words) {
        Events events = new ConsoleEvents(System.out);
        int status = 1;
        try {
            run(Arguments.parse(words), conf(), events);
            status = 0;
        } catch (WorkflowException e) {
            events.info("error: " + e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            events.info("error: cannot read or write a file: " + e);
        }
        // Otherwise threads of Spark and ND4J would keep the process alive.
        System.exit(status);
    }

    private static SparkConf conf() {
        return new SparkConf().setIfMissing("spark.master", "local[*]").setIfMissing("spark.log.level", "ERROR");
    }

    /** Runs the goal on each model. */
    static void run(Arguments arguments, SparkConf conf, Events events) throws WorkflowException, IOException {
        Settings settings = settings(arguments, conf);
        conf.setIfMissing("spark.app.name", "bnn " + arguments.goal());
        conf.setIfMissing("spark.task.cpus", String.valueOf(settings.threads()));
        // Compression does not make floats smaller.
        conf.setIfMissing("spark.broadcast.compress", "false");
        conf.setIfMissing("spark.shuffle.compress", "false");
        // A lost executor counts as a failure of its task; this many in one round are no coincidence.
        conf.setIfMissing("spark.task.maxFailures", "8");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            for (Path model : arguments.models()) {
                run(arguments, model, settings, spark, events);
            }
        }
    }

    private static void run(Arguments arguments, Path file, Settings settings, JavaSparkContext spark, Events events)
            throws WorkflowException, IOException {
        Models.Loaded model = Models.load(file, events);
        String name = model.network().name();
        Path folder = ModelFolder.of(settings.output(), name).root();
        Optional<FolderCopy> copy = copy(arguments, name, folder, spark);
        Optional<ModelLock> lock = ModelLock.take(file, settings.output(), arguments.goal());
        try {
            if (copy.isPresent() && arguments.flag("resume", true)) {
                int epochs = copy.get().fetch();
                if (epochs > 0) {
                    events.info(name + ": took over " + Words.count(epochs, "epoch") + " from "
                            + arguments.text("checkpoints", ""));
                }
            }
            if (arguments.goal().equals("tune")) {
                tune(arguments, file, settings, spark, events);
            } else {
                train(arguments, file, model.source(), settings, copy, spark, events);
            }
            if (copy.isPresent()) {
                copy.get().store();
            }
        } finally {
            if (lock.isPresent()) {
                lock.get().close();
            }
        }
    }

    private static void train(
            Arguments arguments,
            Path file,
            SourceFile model,
            Settings settings,
            Optional<FolderCopy> copy,
            JavaSparkContext spark,
            Events events)
            throws WorkflowException, IOException {
        int executors = arguments.count("executors", EXECUTORS);
        int interval = arguments.count("interval", INTERVAL);
        TrainListener storing = copy.map(Main::storing).orElse(TrainListener.SILENT);
        try (SparkRounds rounds = new SparkRounds(spark, model, executors, interval)) {
            TrainGoal.run(
                    new TrainGoal.Request(
                            file,
                            settings,
                            arguments.flag("resume", true),
                            false,
                            arguments.flag("tensorboard", false),
                            Optional.of(new TrainGoal.Elsewhere(rounds, storing))),
                    events);
        }
    }

    private static void tune(Arguments arguments, Path file, Settings settings, JavaSparkContext spark, Events events)
            throws WorkflowException, IOException {
        TuneGoal.run(
                new TuneGoal.Request(
                        file,
                        settings,
                        arguments.text("tune", TuneGoal.STANDARD_SPACE),
                        arguments.count("trials", TuneGoal.STANDARD_TRIALS),
                        arguments.flag("halving", true),
                        Optional.of(new SparkTrials(spark, arguments.count("executors", EXECUTORS)))),
                events);
    }

    private static Optional<FolderCopy> copy(Arguments arguments, String name, Path folder, JavaSparkContext spark)
            throws WorkflowException, IOException {
        String place = arguments.text("checkpoints", "");
        if (place.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create((place.endsWith("/") ? place : place + "/") + name);
            return Optional.of(new FolderCopy(folder, uri, spark.hadoopConfiguration()));
        } catch (IllegalArgumentException e) {
            throw new WorkflowException(
                    "bnn.checkpoints is \"" + place + "\"; give a URI, such as hdfs://host/bnn.", e);
        }
    }

    private static TrainListener storing(FolderCopy copy) {
        return new TrainListener() {
            @Override
            public void epochFinished(EpochFigures figures, boolean best, Duration remaining) {
                try {
                    copy.store();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static Settings settings(Arguments a, SparkConf conf) throws WorkflowException, IOException {
        Path project = Path.of(a.text("project", ".")).toAbsolutePath().normalize();
        String cache = a.text("dataCache", "");
        return new Settings(
                project,
                project.resolve(a.text("output", "target/bnn")),
                version(),
                cache.isEmpty() ? DataRequest.defaultCacheDir() : Path.of(cache),
                a.flag("offline", false),
                a.count("threads", conf.getInt("spark.executor.cores", 1)),
                a.text("kernels", ""),
                a.text("recipe", ""),
                "",
                new Overrides(
                        a.number("epochs", Integer::valueOf).orElse(null),
                        a.number("batch", Integer::valueOf).orElse(null),
                        a.number("rate", Double::valueOf).orElse(null),
                        a.number("validation", Integer::valueOf).orElse(null),
                        a.number("seed", Long::valueOf).orElse(null),
                        a.values().get("data"),
                        a.number("trainImages", Integer::valueOf).orElse(null)),
                Budgets.NONE);
    }

    private static String version() throws IOException {
        Properties built = new Properties();
        try (InputStream in = Main.class.getResourceAsStream("version.properties")) {
            built.load(in);
        }
        return built.getProperty("bnn");
    }
}
