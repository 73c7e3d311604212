// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster;

import dev.bnn.source.Suggestion;
import dev.bnn.workflow.WorkflowException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The command line: a goal, model files, and parameters with the plugin's names, such as {@code -Dbnn.epochs=10}.
 *
 * @param goal train or tune
 * @param values the parameters without {@code -Dbnn.}
 */
record Arguments(String goal, List<Path> models, Map<String, String> values) {
    static final String USAGE =
            "usage: spark-submit [options of Spark] bnn-cluster-all.jar train|tune MODEL.bnn... [-Dbnn.PARAMETER=VALUE]...";

    private static final String PREFIX = "-Dbnn.";
    private static final TreeSet<String> KNOWN = new TreeSet<>(List.of(
            "batch",
            "checkpoints",
            "data",
            "dataCache",
            "epochs",
            "executors",
            "halving",
            "interval",
            "kernels",
            "offline",
            "output",
            "project",
            "rate",
            "recipe",
            "resume",
            "seed",
            "tensorboard",
            "threads",
            "trainImages",
            "trials",
            "tune",
            "validation"));

    static Arguments parse(String... words) throws WorkflowException {
        List<String> plain = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (!word.startsWith("-")) {
                plain.add(word);
            } else if (word.startsWith(PREFIX) && equals > 0) {
                String name = word.substring(PREFIX.length(), equals);
                if (!KNOWN.contains(name)) {
                    throw new WorkflowException("there is no parameter bnn." + name + " here; "
                            + Suggestion.nearest(name, KNOWN)
                                    .map(nearest -> "did you mean bnn." + nearest + "?")
                                    .orElse("there are " + String.join(", ", KNOWN)));
                }
                values.put(name, word.substring(equals + 1));
            } else {
                throw new WorkflowException("\"" + word + "\" is no parameter; " + USAGE);
            }
        }
        if (plain.size() < 2 || !List.of("train", "tune").contains(plain.get(0))) {
            throw new WorkflowException(USAGE);
        }
        List<Path> models =
                plain.subList(1, plain.size()).stream().map(Path::of).toList();
        return new Arguments(plain.get(0), models, values);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    boolean flag(String name, boolean otherwise) throws WorkflowException {
        return parsed(name, "true or false", text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                })
                .orElse(otherwise);
    }

    /** A whole number of at least one. */
    int count(String name, int otherwise) throws WorkflowException {
        return parsed(name, "a whole number of at least 1", text -> {
                    int n = Integer.parseInt(text);
                    if (n < 1) {
                        throw new IllegalArgumentException(text);
                    }
                    return n;
                })
                .orElse(otherwise);
    }

    /** A number, if it is given; its users check its range. */
    <T> Optional<T> number(String name, Function<String, T> parser) throws WorkflowException {
        return parsed(name, "a number", parser);
    }

    private <T> Optional<T> parsed(String name, String wanted, Function<String, T> parser) throws WorkflowException {
        String text = values.get(name);
        try {
            return Optional.ofNullable(text).map(parser);
        } catch (IllegalArgumentException e) {
            throw new WorkflowException("bnn." + name + " is \"" + text + "\"; give " + wanted + ".", e);
        }
    }
}
