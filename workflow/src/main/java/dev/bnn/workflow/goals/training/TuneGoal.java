// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.training;

import dev.bnn.check.vocabulary.TrainVocabulary;
import dev.bnn.data.DataSet;
import dev.bnn.model.Network;
import dev.bnn.model.Twin;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.runtime.internal.io.AtomicFile;
import dev.bnn.source.Words;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Given;
import dev.bnn.workflow.project.ImageData;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Overrides;
import dev.bnn.workflow.project.Pretrained;
import dev.bnn.workflow.project.RecipeDependencies;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.project.TrainedParameters;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import dev.bnn.workflow.record.Trials;
import dev.bnn.workflow.tune.EarlierSearches;
import dev.bnn.workflow.tune.SuccessiveHalving;
import dev.bnn.workflow.tune.TrialRecipe;
import dev.bnn.workflow.tune.TrialRunner;
import dev.bnn.workflow.tune.TuneSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Searches for a better recipe by validation accuracy; never reads the test set. */
public final class TuneGoal {
    /** The default search space. */
    public static final String STANDARD_SPACE = "rate {0.001..0.03} cosine; batch {50|100}";

    /** The default number of trials. */
    public static final int STANDARD_TRIALS = 9;

    private final Request request;
    private final Events events;
    private final Network network;
    private final Recipe recipe;
    private final List<SuccessiveHalving.Rung> rungs;
    private final Map<Integer, TrialRecipe> recipes = new LinkedHashMap<>();
    private final DataSet data;
    private final ModelFolder root;
    private final Path folder;
    private final Pretrained packed;
    private final TrialRunner runner;

    private TuneGoal(
            Request request,
            Events events,
            Network network,
            Recipe recipe,
            List<SuccessiveHalving.Rung> rungs,
            DataSet data,
            ModelFolder root) {
        this.request = request;
        this.events = events;
        this.network = network;
        this.recipe = recipe;
        this.rungs = rungs;
        this.data = data;
        this.root = root;
        this.folder = root.root().resolve("tune");
        this.packed = Pretrained.beside(request.model());
        this.runner = request.runner().orElseGet(() -> new LocalTrials(events));
    }

    /**
     * The model to tune.
     *
     * @param space entries of its train section with values in braces; see {@link #STANDARD_SPACE}
     * @param trials how many recipes to try
     * @param halving true to stop the worse trials early; false to train each to its end
     * @param runner trains the trials; if absent, this process does
     */
    public record Request(
            Path model, Settings settings, String space, int trials, boolean halving, Optional<TrialRunner> runner) {
        public Request(Path model, Settings settings, String space, int trials, boolean halving) {
            this(model, settings, space, trials, halving, Optional.empty());
        }
    }

    /**
     * The best trial.
     *
     * @param trial its number, from 1
     * @param validation its validation accuracy in percent
     * @param file its train section
     */
    public record Result(int trial, double validation, Path file) {}

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Given.atLeast(1, "bnn.trials", request.trials());
        Settings settings = request.settings();
        TrainInputs.kernels(settings);
        Models.Loaded loaded = Models.load(request.model(), events);
        Network network = loaded.network();
        Recipe recipe = Models.recipe(network, settings);
        if (recipe.run().validation() < 1) {
            throw new WorkflowException(network.name() + ": a search compares validation accuracies; give the train"
                    + " section a validation split, such as validation 1000.");
        }
        List<List<String>> draws = TuneSpace.parse(request.space())
                .draw(request.trials(), recipe.run().seed());
        for (List<String> entries : draws) {
            requireComparable(entries, settings.overrides());
        }
        List<SuccessiveHalving.Rung> rungs = request.halving()
                ? SuccessiveHalving.rungs(draws.size(), recipe.run().epochs())
                : List.of(new SuccessiveHalving.Rung(draws.size(), recipe.run().epochs()));
        DataSet all = ImageData.load(network, recipe, settings, events);
        DataSet data = TrainInputs.limited(all, settings.overrides());
        ModelFolder root = ModelFolder.of(settings.output(), network.name());
        Fingerprint print = new Fingerprint()
                .add("version", settings.version())
                .add("network", TrainedParameters.structure(network))
                .add("recipe", recipe)
                .add("data", data.hash())
                .add("trials", draws)
                .add("rungs", rungs);
        TuneGoal goal = new TuneGoal(request, events, network, recipe, rungs, data, root);
        // Checks all recipes before the first one trains, so that a misspelled word costs no time.
        for (int i = 0; i < draws.size(); i++) {
            TrialRecipe trial = TrialRecipe.of(loaded.source(), original(network, recipe), draws.get(i));
            Recipe tried =
                    TrainInputs.held(settings.overrides().apply(trial.recipe()), all, data, settings.overrides());
            TrainInputs.requireImages(network, data, tried);
            if (tried.run().validation() < 1) {
                throw new WorkflowException(
                        network.name() + ": trial " + (i + 1) + " (" + String.join("; ", draws.get(i))
                                + ") holds no images out, so it has no accuracy to compare; give validation 1 or more.");
            }
            goal.recipes.put(i + 1, new TrialRecipe(tried, trial.text(), trial.model()));
        }
        goal.prepare();
        for (TrialRecipe trial : goal.recipes.values()) {
            Recipe.Lineage lineage = trial.recipe().lineage();
            RecipeDependencies.addTo(print, lineage, root, lineage.startsPacked() ? goal.packed.hash() : "");
        }
        String fingerprint = print.hash();
        EarlierSearches.choose(goal.folder, fingerprint, network.name(), events);
        return goal.search(Trials.open(goal.folder, fingerprint, draws));
    }

    /** Refuses what trials would ignore: all have the same images and epochs, and a value that the user sets applies to all. */
    private static void requireComparable(List<String> entries, Overrides overrides) throws WorkflowException {
        Map<String, String> replaced = overrides.replaced();
        for (String entry : entries) {
            String keyword = TrialRecipe.keyword(entry);
            if (keyword.equals("data")) {
                throw unfit(keyword, "all trials have the same images", "set bnn.data instead");
            }
            if (keyword.equals(TrainVocabulary.EPOCHS.word())) {
                throw unfit(keyword, "all trials have the same number of epochs", "set bnn.epochs instead");
            }
            if (replaced.containsKey(keyword)) {
                throw unfit(keyword, replaced.get(keyword) + " would replace it", "leave one of them out");
            }
        }
    }

    private static WorkflowException unfit(String keyword, String why, String advice) {
        return new WorkflowException("bnn.tune has the entry " + keyword + ", but " + why + "; " + advice + ".");
    }

    /** Trains the recipes that the trials need. */
    private void prepare() throws WorkflowException, IOException {
        Map<List<Object>, DataSet> images = new HashMap<>();
        TrainGoal.Request training = new TrainGoal.Request(request.model(), request.settings(), true);
        for (TrialRecipe trial : recipes.values()) {
            TrainGoal.prepare(network, trial.recipe(), images, root, training, events);
        }
    }

    private static Recipe original(Network network, Recipe recipe) {
        return network.recipes().stream()
                .filter(r -> r.name().equals(recipe.name()))
                .findFirst()
                .orElseThrow();
    }

    private Result search(Trials trials) throws WorkflowException, IOException {
        events.info(String.format(
                Locale.ROOT,
                "%s: %s, on %s; may be interrupted, the same command continues",
                network.name(),
                plan(),
                TrainInputs.images(data, recipes.get(1).recipe())));
        for (SuccessiveHalving.Rung rung : rungs) {
            List<Trials.Trial> ranked = trials.ranked();
            for (Trials.Trial out : ranked.subList(rung.trials(), ranked.size())) {
                deleteCheckpoints(out);
            }
            List<Trials.Trial> open = ranked.subList(0, rung.trials()).stream()
                    .filter(trial -> !trial.done(rung.epochs()))
                    .toList();
            train(open, rung.epochs(), trials);
        }
        return finish(trials.ranked());
    }

    private String plan() {
        List<String> parts = new ArrayList<>();
        for (SuccessiveHalving.Rung rung : rungs) {
            parts.add((parts.isEmpty() ? Words.count(rung.trials(), "trial") : "the best " + Words.count(rung.trials()))
                    + " to epoch " + Words.count(rung.epochs()));
        }
        return String.join(", ", parts);
    }

    /** Trains trials up to an epoch and records each one as soon as it is done. */
    private void train(List<Trials.Trial> open, int epochs, Trials trials) throws WorkflowException, IOException {
        Map<Integer, Trials.Trial> before = new HashMap<>();
        List<TrialRunner.Task> tasks = new ArrayList<>();
        for (Trials.Trial trial : open) {
            before.put(trial.number(), trial);
            tasks.add(new TrialRunner.Task(trial.number(), recipes.get(trial.number()), training(trial), epochs));
        }
        runner.run(tasks, outcome -> {
            Trials.Trial trial = before.get(outcome.number());
            Trials.Trial result = new Trials.Trial(
                    trial.number(),
                    trial.entries(),
                    outcome.diverged() ? trial.validation() : outcome.validation(),
                    outcome.diverged());
            trials.replace(result);
            events.info(network.name() + ": " + line(result));
        });
    }

    private TrainRequest training(Trials.Trial trial) throws WorkflowException, IOException {
        Recipe tried = recipes.get(trial.number()).recipe();
        return new TrainRequest(
                Twin.of(network, tried.lineage().precision()),
                tried,
                data,
                folder(trial),
                TrainInputs.threads(request.settings()),
                true,
                RecipeDependencies.prerequisites(network, tried, root, packed),
                TrainInputs.kernels(request.settings()));
    }

    private String line(Trials.Trial t) {
        return String.format(
                Locale.ROOT,
                "trial %,2d  epoch %,3d/%,d  validation %s  %s",
                t.number(),
                t.validation().size(),
                recipe.run().epochs(),
                t.diverged() ? "diverged" : String.format("%8s", Words.percentText(t.best(), 2)),
                String.join("; ", t.entries()));
    }

    private Path folder(Trials.Trial trial) {
        return folder.resolve("trial-" + trial.number());
    }

    private void deleteCheckpoints(Trials.Trial trial) throws IOException {
        Path checkpoints = folder(trial).resolve("checkpoints");
        if (Files.isDirectory(checkpoints)) {
            try (var files = Files.list(checkpoints)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(checkpoints);
            Files.deleteIfExists(folder(trial));
        }
    }

    private Result finish(List<Trials.Trial> ranked) throws WorkflowException, IOException {
        Trials.Trial best = ranked.get(0);
        if (best.diverged()) {
            throw new WorkflowException(
                    network.name() + ": every trial diverged; give bnn.tune smaller rates than these: "
                            + String.join("; ", best.entries()) + ".");
        }
        Path file = folder.resolve("best.txt");
        String section = recipes.get(best.number()).text();
        AtomicFile.write(file, section + "\n");
        events.info(network.name() + ": the trials, best first");
        for (Trials.Trial t : ranked) {
            events.info("  " + line(t));
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("trials", ranked.size());
        figures.put("diverged", ranked.stream().filter(Trials.Trial::diverged).count());
        figures.put("best_trial", best.number());
        figures.put("best_epochs", best.validation().size());
        figures.put("best_validation_top1", Metrics.percent(best.best()));
        new Metrics(root).put("tune", figures);
        events.info(network.name() + ": trial " + best.number() + " is best; put its train section, in " + file
                + ", into the model, then run mvn bnn:train:");
        section.lines().forEach(l -> events.info("  " + l));
        return new Result(best.number(), Metrics.percent(best.best()), file);
    }
}
