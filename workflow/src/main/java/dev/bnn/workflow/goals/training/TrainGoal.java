// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.training;

import dev.bnn.data.DataSet;
import dev.bnn.model.Network;
import dev.bnn.model.Twin;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.source.Words;
import dev.bnn.training.Trainer;
import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.training.request.TrainResult;
import dev.bnn.training.request.TrainingException;
import dev.bnn.training.rounds.RoundEngine;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Budgets;
import dev.bnn.workflow.project.ImageData;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Pretrained;
import dev.bnn.workflow.project.RecipeDependencies;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.project.TrainedParameters;
import dev.bnn.workflow.record.EarlierCheckpoints;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import dev.bnn.workflow.record.TensorBoard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trains a model by one of its recipes. */
public final class TrainGoal {
    private TrainGoal() {}

    /**
     * The model to train.
     *
     * @param resume true to resume from the checkpoint of an interrupted training of the same model, recipe and data
     * @param profile true to print the time of the training steps by layer
     * @param tensorBoard true to write events for TensorBoard
     * @param elsewhere where to run the steps, if not in this process
     */
    public record Request(
            Path model,
            Settings settings,
            boolean resume,
            boolean profile,
            boolean tensorBoard,
            Optional<Elsewhere> elsewhere) {
        public Request(Path model, Settings settings, boolean resume) {
            this(model, settings, resume, false, false);
        }

        public Request(Path model, Settings settings, boolean resume, boolean profile, boolean tensorBoard) {
            this(model, settings, resume, profile, tensorBoard, Optional.empty());
        }
    }

    /**
     * Other processes that run the steps.
     *
     * @param listener receives each epoch once its checkpoint is written
     */
    public record Elsewhere(RoundEngine engine, TrainListener listener) {}

    /** Test accuracies in percent; {@code skipped} is true if nothing has changed since the last run. */
    public record Result(double top1, double top5, boolean skipped) {}

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Settings settings = request.settings();
        TrainInputs.kernels(settings);
        Network network = Models.load(request.model(), events).network();
        ModelFolder root = ModelFolder.of(settings.output(), network.name());
        Recipe wanted = Models.recipe(network, settings);
        // Recipes that need one another usually share their images, which take a while to read.
        Map<List<Object>, DataSet> loaded = new HashMap<>();
        prepare(network, wanted, loaded, root, request, events);
        DataSet data = images(network, wanted, loaded, settings, events);
        return train(network, wanted, data, RecipeDependencies.resultFolder(root, wanted), root, request, events);
    }

    /** Trains the recipes that a recipe needs, unless they have been trained already. */
    static void prepare(
            Network network,
            Recipe wanted,
            Map<List<Object>, DataSet> loaded,
            ModelFolder root,
            Request request,
            Events events)
            throws WorkflowException, IOException {
        List<Recipe> order = RecipeDependencies.inOrder(network, wanted);
        for (Recipe recipe : order.subList(0, order.size() - 1)) {
            events.info(network.name() + ": recipe " + recipe.name() + " first, for " + wanted.name());
            DataSet data = images(network, recipe, loaded, request.settings(), events);
            train(network, recipe, data, RecipeDependencies.recipeFolder(root, recipe), root, request, events);
        }
    }

    private static DataSet images(
            Network network, Recipe recipe, Map<List<Object>, DataSet> loaded, Settings settings, Events events)
            throws WorkflowException, IOException {
        List<Object> source = List.of(recipe.run().data(), recipe.run().seed());
        if (!loaded.containsKey(source)) {
            loaded.put(source, ImageData.load(network, recipe, settings, events));
        }
        return loaded.get(source);
    }

    private static Result train(
            Network model,
            Recipe recipe,
            DataSet all,
            ModelFolder folder,
            ModelFolder root,
            Request request,
            Events events)
            throws WorkflowException, IOException {
        Settings settings = request.settings();
        DataSet data = TrainInputs.limited(all, settings.overrides());
        recipe = TrainInputs.held(recipe, all, data, settings.overrides());
        TrainInputs.requireImages(model, data, recipe);
        Network network = Twin.of(model, recipe.lineage().precision());

        Metrics metrics = new Metrics(folder);
        Pretrained packed = Pretrained.beside(request.model());
        EarlierCheckpoints checkpoints = new EarlierCheckpoints(folder);
        TrainingFingerprints prints = new TrainingFingerprints(network, recipe, data, root, settings.version());
        ModelFolder other = RecipeDependencies.otherFolder(root, folder, recipe);
        String start = "";
        if (recipe.lineage().startsPacked()) {
            boolean needed = !folder.equals(RecipeDependencies.resultFolder(root, recipe));
            Optional<String> done = needed ? startOfDone(packed, prints, List.of(folder, other)) : Optional.empty();
            if (done.isPresent()) {
                start = done.get();
            } else {
                start = request.resume() ? start(packed, prints, recipe, folder, checkpoints) : packed.hash();
            }
        }
        String hash = prints.whole(start);
        FinishedTrainings finished = new FinishedTrainings(network, recipe, hash, folder, events);
        boolean unchanged = finished.present() || finished.copied(other) || finished.restored();
        if (unchanged) {
            events.info(network.name() + ": training is up to date");
            if (!TrainedParameters.asWritten(folder.parameters(), folder)) {
                events.warn(
                        folder.parameters() + " is not the file that the training wrote. Delete it to train again.");
            }
            if (request.tensorBoard()) {
                TensorBoard.catchUp(folder, events);
            }
        } else {
            finished.setAside();
            boolean resume = checkpoints(request, prints.started(start), recipe, checkpoints, events);
            if (!start.isEmpty()) {
                Pretrained copy = Pretrained.startOf(folder);
                if (!resume) {
                    packed.copyTo(copy);
                } else if (!start.equals(packed.hash())) {
                    events.info(network.name() + ": continues the training that "
                            + packed.parameters().getFileName()
                            + " is from, with its latent weights and the optimizer's state");
                    packed = copy;
                }
            }
            TrainRequest.Prerequisites prerequisites = RecipeDependencies.prerequisites(model, recipe, root, packed);
            Map<String, Object> figures = train(network, recipe, data, prerequisites, folder, request, resume, events);
            TrainInputs.shortened(model, recipe, all, data).ifPresent(s -> figures.put(Budgets.SHORTENED, s));
            metrics.put("train", figures);
            TrainedParameters.record(network, folder);
            Fingerprint.record(folder, "train", hash);
        }
        if (folder.equals(root)) {
            settings.budgets().check(network, List.of("train"), metrics, events);
        }
        return new Result(
                metrics.number("train", "top1").orElseThrow(),
                metrics.number("train", "top5").orElseThrow(),
                unchanged);
    }

    /** Moves the checkpoint to resume from into the folder; returns whether there is one. */
    private static boolean checkpoints(
            Request request, String started, Recipe recipe, EarlierCheckpoints checkpoints, Events events)
            throws IOException {
        if (!request.resume()) {
            checkpoints.forget(started);
        } else if (checkpoints.resume(started, recipe.run().epochs(), events)) {
            return true;
        }
        checkpoints.begin(started, events);
        return false;
    }

    /**
     * SHA-256 of the packed parameters that a recipe's finished result started from, if it is among those folders and the present
     * packed parameters are that result or were trained from it. Packing a result does not make it stale for the recipes that
     * start from it: they need the latent weights that the packed file lacks.
     */
    private static Optional<String> startOfDone(
            Pretrained packed, TrainingFingerprints prints, List<ModelFolder> folders) throws IOException {
        for (ModelFolder folder : folders) {
            Optional<String> start = packed.startOfAncestor(folder);
            if (start.isPresent() && Fingerprint.recorded(folder, "train").equals(prints.whole(start.get()))) {
                return start;
            }
        }
        return Optional.empty();
    }

    /**
     * SHA-256 of the packed parameters that a training starts from. These are normally the present ones. But if the training's
     * own result has been packed in the meantime and the training now continues to more epochs, they are the ones before that
     * result, unless another training has already begun from the new ones. Once the result of the additional epochs is packed,
     * the training starts afresh from that.
     */
    private static String start(
            Pretrained packed,
            TrainingFingerprints prints,
            Recipe recipe,
            ModelFolder folder,
            EarlierCheckpoints checkpoints)
            throws WorkflowException, IOException {
        String present = packed.hash();
        if (Fingerprint.recorded(folder, "train").equals(prints.whole(present))
                || checkpoints
                        .find(prints.started(present), recipe.run().epochs())
                        .isPresent()) {
            return present;
        }
        for (String before : packed.before()) {
            Optional<ModelFolder> begun =
                    checkpoints.find(prints.started(before), recipe.run().epochs());
            boolean copied =
                    begun.isPresent() && Pretrained.startOf(begun.get()).is(before);
            boolean packedWhole =
                    Fingerprint.recorded(folder, "train").equals(prints.whole(before)) && packed.areOf(folder);
            if (copied && !packedWhole) {
                return before;
            }
        }
        return present;
    }

    private static Map<String, Object> train(
            Network network,
            Recipe recipe,
            DataSet data,
            TrainRequest.Prerequisites prerequisites,
            ModelFolder folder,
            Request request,
            boolean resume,
            Events events)
            throws WorkflowException, IOException {
        Settings settings = request.settings();
        int threads = TrainInputs.threads(settings);
        int held = TrainInputs.heldOut(data, recipe);
        int validating =
                data.validation().isPresent() ? data.validating(recipe.run().validation()) : held;
        events.info(network.name() + ": training on " + TrainInputs.images(data, recipe) + ", "
                + Words.count(recipe.run().epochs(), "epoch") + " of batch "
                + Words.count(recipe.run().batch()) + ", "
                + Words.count(threads, "thread")
                + request.elsewhere()
                        .map(Elsewhere::engine)
                        .map(e -> " on each of " + Words.count(e.shards(), "executor") + ", means every "
                                + Words.count(e.interval(), "step"))
                        .orElse("")
                + (recipe.regularization().average() == 0
                        ? ""
                        : "; keeps the mean of the weights over "
                                + Words.count(recipe.regularization().average(), "epoch")));
        if (recipe.run().epochs() > 1) {
            events.info(network.name() + ": may be interrupted; the same command continues after the last full epoch");
        }
        TrainResult result;
        events.begin("preparing the training");
        try {
            result = Trainer.train(
                    new TrainRequest(
                            network,
                            recipe,
                            data,
                            folder.root(),
                            threads,
                            resume,
                            prerequisites,
                            TrainInputs.kernels(settings)),
                    new TrainLog(
                            network.name(),
                            recipe.run().epochs(),
                            request.profile(),
                            listeners(folder, request, events),
                            events),
                    request.elsewhere().map(Elsewhere::engine));
        } catch (TrainingException e) {
            throw new WorkflowException(network.name() + ": " + e.getMessage(), e);
        }
        events.info(network.name() + ": best epoch " + Words.count(result.bestEpoch()) + "; on "
                + Words.count(data.test().count(), "test image") + " "
                + Accuracies.of(network, result.test()));
        Map<String, Object> figures = figures(result, data, held, validating);
        if (network.givesMap()) {
            figures.put("mean_iou", Metrics.percent(result.test().meanIou()));
        }
        return figures;
    }

    private static List<TrainListener> listeners(ModelFolder folder, Request request, Events events) {
        List<TrainListener> listeners = new ArrayList<>();
        if (request.tensorBoard()) {
            listeners.add(new TensorBoard(folder, events));
        }
        request.elsewhere().map(Elsewhere::listener).ifPresent(listeners::add);
        return listeners;
    }

    private static Map<String, Object> figures(TrainResult result, DataSet data, int held, int validating) {
        EpochFigures best = result.epochs().get(result.bestEpoch() - 1);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("epochs", result.epochs().size());
        figures.put("best_epoch", result.bestEpoch());
        figures.put("loss", best.loss());
        figures.put("train_top1", Metrics.percent(best.trainAccuracy()));
        if (!Double.isNaN(best.validationAccuracy())) {
            figures.put("validation_top1", Metrics.percent(best.validationAccuracy()));
        }
        figures.put("top1", Metrics.percent(result.test().top1()));
        figures.put("top5", Metrics.percent(result.test().top5()));
        figures.put(
                "images_per_second",
                Metrics.rounded(result.epochs().stream()
                        .mapToDouble(EpochFigures::imagesPerSecond)
                        .average()
                        .orElse(0)));
        figures.put(
                "seconds",
                Metrics.rounded(result.epochs().stream()
                        .mapToDouble(EpochFigures::seconds)
                        .sum()));
        figures.put("train_images", data.train().count() - held);
        figures.put("validation_images", validating);
        figures.put("test_images", data.test().count());
        figures.put("data", data.name());
        figures.put("data_hash", data.hash());
        return figures;
    }
}
