// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.cluster;

import dev.bnn.model.Network;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Overrides;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Starts the jar of the module cluster with spark-submit, which runs a goal with this machine as its driver. */
public final class SparkSubmit {
    private static final String PROGRAM = "spark-submit";
    private static final String WARNING = "warning: ";
    private static final String ERROR = "error: ";

    private SparkSubmit() {}

    /**
     * A goal to run on the cluster.
     *
     * @param goal its name
     * @param jar the jar of the module cluster, with all that it needs
     * @param parameters the goal's own parameters, by their names without {@code bnn.}
     */
    public record Request(
            String goal, Path jar, Path model, Settings settings, SparkOptions spark, Map<String, String> parameters) {}

    /**
     * Runs the goal until it ends, and checks the budgets of its figures.
     *
     * @throws WorkflowException if there is no spark-submit, or if the goal fails, with its message
     */
    public static void run(Request request, Events events) throws WorkflowException, IOException {
        run(request, program(System.getenv()), events);
    }

    static void run(Request request, Optional<Path> program, Events events) throws WorkflowException, IOException {
        Network network = Models.load(request.model(), events).network();
        List<String> words = words(request);
        if (program.isEmpty()) {
            throw new WorkflowException(network.name() + ": bnn.spark needs " + PROGRAM
                    + ", which is neither in SPARK_HOME/bin nor on the PATH. Install Apache Spark 4 and set SPARK_HOME; or run,"
                    + " where it is installed: " + PROGRAM + " "
                    + words.stream().map(SparkSubmit::quoted).collect(Collectors.joining(" ")));
        }
        words.add(0, program.get().toString());
        events.info(network.name() + ": " + request.goal() + " on "
                + request.spark().master());
        List<String> errors = new ArrayList<>();
        int status = new Command(words, request.settings().baseDir(), Map.of()).run(line -> hear(line, errors, events));
        if (status != 0) {
            throw new WorkflowException(
                    errors.isEmpty()
                            ? network.name() + ": " + PROGRAM + " ended with status " + status
                                    + "; see its lines above."
                            : errors.get(errors.size() - 1));
        }
        ModelFolder folder = ModelFolder.of(request.settings().output(), network.name());
        request.settings().budgets().check(network, List.of(request.goal()), new Metrics(folder), events);
    }

    private static void hear(String line, List<String> errors, Events events) {
        if (line.startsWith(ERROR)) {
            errors.add(line.substring(ERROR.length()));
        } else if (line.startsWith(WARNING)) {
            events.warn(line.substring(WARNING.length()));
        } else {
            events.info(line);
        }
    }

    /** Finds spark-submit in SPARK_HOME or, failing that, on the PATH. */
    static Optional<Path> program(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("SPARK_HOME"))
                .flatMap(home -> Programs.find(PROGRAM, Path.of(home, "bin").toString()))
                .or(() -> Programs.find(PROGRAM, environment.getOrDefault("PATH", "")));
    }

    /** The arguments of the command, without the program. */
    static List<String> words(Request request) {
        Settings settings = request.settings();
        int threads = Math.max(1, settings.threads());
        List<String> words = new ArrayList<>(request.spark().words(threads));
        words.add(request.jar().toString());
        words.add(request.goal());
        words.add(request.model().toAbsolutePath().toString());
        parameters(request, threads).forEach((name, value) -> words.add("-Dbnn." + name + "=" + value));
        return words;
    }

    private static Map<String, String> parameters(Request request, int threads) {
        Settings settings = request.settings();
        Overrides overrides = settings.overrides();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("project", settings.baseDir().toAbsolutePath());
        all.put("output", settings.output().toAbsolutePath());
        all.put("dataCache", settings.dataCache().toAbsolutePath());
        all.put("offline", settings.offline());
        all.put("executors", request.spark().executors());
        all.put("threads", threads);
        all.put("kernels", settings.kernels());
        all.put("recipe", settings.recipe());
        all.put("epochs", overrides.epochs());
        all.put("batch", overrides.batch());
        all.put("rate", overrides.rate());
        all.put("validation", overrides.validation());
        all.put("seed", overrides.seed());
        all.put("data", overrides.data());
        all.put("trainImages", overrides.trainImages());
        all.putAll(new TreeMap<>(request.parameters()));
        Map<String, String> given = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (value != null && !value.toString().isEmpty()) {
                given.put(name, value.toString());
            }
        });
        return given;
    }

    /** A word, quoted for a shell unless it contains no special characters. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
