// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.training.figures.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The trials of a search, kept in {@code trials.json} so that an interrupted search can continue. */
public final class Trials {
    private static final Comparator<Trial> BEST_FIRST = Comparator.comparing(Trial::diverged)
            .thenComparing(Comparator.comparingDouble(Trial::best).reversed())
            .thenComparingInt(Trial::number);

    /**
     * A recipe to try.
     *
     * @param number from 1
     * @param entries entries of the train section that replace those of the recipe
     * @param validation validation accuracy after each epoch so far, 0 to 1
     */
    public record Trial(int number, List<String> entries, List<Double> validation, boolean diverged) {
        public double best() {
            return validation.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        }

        /** Whether the trial needs no more training up to that epoch. */
        public boolean done(int epochs) {
            return diverged || validation.size() >= epochs;
        }
    }

    private final Path file;
    private final String fingerprint;
    private final List<Trial> trials = new ArrayList<>();

    private Trials(Path file, String fingerprint) {
        this.file = file;
        this.fingerprint = fingerprint;
    }

    /** The file with the trials of a search in the folder. */
    public static Path file(Path folder) {
        return folder.resolve("trials.json");
    }

    /** Whether the folder has the trials of the search with this fingerprint. */
    public static boolean of(Path folder, String fingerprint) throws IOException {
        return JsonFile.readOrEmpty(file(folder)).path("fingerprint").asText().equals(fingerprint);
    }

    /** The trials in the folder, if they belong to the same search; otherwise new ones with the given entries. */
    public static Trials open(Path folder, String fingerprint, List<List<String>> draws) throws IOException {
        Trials all = new Trials(file(folder), fingerprint);
        ObjectNode old = JsonFile.readOrEmpty(all.file);
        if (old.path("fingerprint").asText().equals(fingerprint)
                && old.path("trials").size() == draws.size()) {
            for (JsonNode t : old.path("trials")) {
                List<Double> validation = new ArrayList<>();
                t.path("validation").forEach(v -> validation.add(v.asDouble()));
                int number = all.trials.size() + 1;
                all.trials.add(new Trial(
                        number,
                        draws.get(number - 1),
                        validation,
                        t.path("diverged").asBoolean()));
            }
        } else {
            for (List<String> entries : draws) {
                all.trials.add(new Trial(all.trials.size() + 1, entries, List.of(), false));
            }
            all.write();
        }
        return all;
    }

    /** The trials, best first; trials that diverged come last. */
    public List<Trial> ranked() {
        return trials.stream().sorted(BEST_FIRST).toList();
    }

    public void replace(Trial trial) throws IOException {
        trials.set(trial.number() - 1, trial);
        write();
    }

    private void write() throws IOException {
        ObjectNode root = JsonFile.object();
        root.put("fingerprint", fingerprint);
        ArrayNode list = root.putArray("trials");
        for (Trial t : trials) {
            ObjectNode node = list.addObject();
            node.put("trial", t.number());
            t.entries().forEach(node.putArray("recipe")::add);
            t.validation().forEach(node.putArray("validation")::add);
            node.put("diverged", t.diverged());
        }
        JsonFile.write(file, root);
    }
}
