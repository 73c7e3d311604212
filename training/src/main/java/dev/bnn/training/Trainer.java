// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.data.DataException;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Split;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.npz.Npz;
import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.figures.LayerFigures;
import dev.bnn.training.inference.Evaluation;
import dev.bnn.training.inference.Scoring;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.layers.LayerFiguresCollector;
import dev.bnn.training.record.Fingerprints;
import dev.bnn.training.record.ResultFiles;
import dev.bnn.training.request.DivergedException;
import dev.bnn.training.request.KernelSet;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.training.request.TrainResult;
import dev.bnn.training.request.TrainingException;
import dev.bnn.training.rounds.RoundEngine;
import dev.bnn.training.rounds.ShardSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains a network by its recipe: runs the epochs, keeps the best by validation, and scores the test set once at the
 * end.
 */
public final class Trainer {
    private static final String CHECKPOINTS = "checkpoints";

    private final TrainRequest request;
    private final TrainListener listener;
    private final Network network;
    private final Recipe recipe;
    private final Optional<RoundEngine> engine;
    private final Split split;
    private final ShardSetup setup;
    private final KernelSet kernelSet;
    private final Graph graph;
    private final EpochSteps steps;
    private final List<EpochFigures> epochs = new ArrayList<>();
    private final Optional<Profiler> profiler;
    private Parameters best;
    private int bestEpoch;

    private Trainer(
            TrainRequest request,
            TrainListener listener,
            Optional<RoundEngine> engine,
            Split split,
            ShardSetup setup,
            KernelSet kernelSet,
            Kernels kernels)
            throws TrainingException {
        this.request = request;
        this.listener = listener;
        this.engine = engine;
        this.split = split;
        this.setup = setup;
        profiler = listener.wantsProfile() ? Optional.of(new Profiler()) : Optional.empty();
        network = request.network();
        recipe = request.recipe();
        this.kernelSet = kernelSet;
        graph = GraphSetup.graph(setup, kernels);
        request.prerequisites().start().ifPresent(graph::start);
        steps = engine.isPresent()
                ? new RoundSteps(setup, engine.get(), graph, kernels, listener)
                : new LocalSteps(setup, graph, kernels, listener, profiler);
    }

    /**
     * Trains and writes NAME.npz, provenance.json and training.json to the request's folder, and a checkpoint after
     * each epoch.
     *
     * @throws TrainingException with a message for the user, if the data does not fit the network, training diverges or a
     *     checkpoint does not fit
     */
    public static TrainResult train(TrainRequest request, TrainListener listener)
            throws TrainingException, IOException {
        return train(request, listener, Optional.empty());
    }

    /**
     * As {@link #train(TrainRequest, TrainListener)}, but an engine, if given, runs the steps. A training may resume from a
     * checkpoint with or without an engine, whichever wrote it, and with another number of shards.
     */
    public static TrainResult train(TrainRequest request, TrainListener listener, Optional<RoundEngine> engine)
            throws TrainingException, IOException {
        return with(request, listener, engine, trainer -> {
            trainer.advance(trainer.recipe.run().epochs());
            if (trainer.epochs.size() < trainer.recipe.run().epochs()) {
                listener.stoppedEarly(trainer.epochs.size(), trainer.bestEpoch);
            }
            trainer.profiler.ifPresent(p -> listener.profiled(p.profile()));
            return trainer.finish();
        });
    }

    /**
     * Trains the first epochs of a recipe, or continues to that epoch from the folder's checkpoint, and writes only a
     * checkpoint. It never reads the test set.
     *
     * @param until total number of epochs; the rate follows the schedule of the whole recipe
     * @return the figures of the epochs so far
     * @throws DivergedException if training diverges
     * @throws TrainingException as {@link #train}
     */
    public static List<EpochFigures> trial(TrainRequest request, int until, TrainListener listener)
            throws TrainingException, IOException {
        return with(request, listener, Optional.empty(), trainer -> {
            trainer.advance(Math.min(until, trainer.recipe.run().epochs()));
            return List.copyOf(trainer.epochs);
        });
    }

    /** Number of epochs in the checkpoint of a request's folder; 0 if there is no readable checkpoint. */
    public static int epochsDone(Path output) {
        return Checkpoint.epochsDone(output.resolve(CHECKPOINTS));
    }

    /** Work with a trainer. Its kernels exist only until the work is done. */
    private interface Work<T> {
        T run(Trainer trainer) throws TrainingException, IOException;
    }

    private static <T> T with(TrainRequest request, TrainListener listener, Optional<RoundEngine> engine, Work<T> work)
            throws TrainingException, IOException {
        RequestCheck.check(request);
        KernelSet kernelSet = KernelSet.chosen(request.kernels());
        Split split;
        try {
            split = Split.of(
                    request.data(),
                    request.recipe().run().validation(),
                    request.recipe().run().seed());
        } catch (DataException e) {
            throw new TrainingException(e.getMessage(), e);
        }
        RequestCheck.checkLabels(request, split);
        int shards = engine.map(RoundEngine::shards).orElse(1);
        ShardSetup setup = new ShardSetup(
                request.network(),
                request.recipe(),
                split.train(),
                split.validation(),
                RequestCheck.batch(
                        request.network(), request.recipe(), split.train().count(), shards),
                shards,
                request.threads(),
                request.prerequisites().teacher(),
                request.kernels());
        Native.setThreads(kernelSet.threadsOfNd4j(request.threads()));
        listener.computing(kernelSet, KernelSet.backend());
        try (RowParallel rows = new RowParallel(request.threads());
                Kernels kernels = kernelSet.on(rows)) {
            return work.run(new Trainer(request, listener, engine, split, setup, kernelSet, kernels));
        }
    }

    /** Trains up to an epoch, resuming from a checkpoint if there is one. */
    private void advance(int until) throws TrainingException, IOException {
        Checkpoint checkpoints = new Checkpoint(request.output().resolve(CHECKPOINTS), Fingerprints.of(request));
        if (request.resume()) {
            resume(checkpoints);
        } else {
            checkpoints.clear();
        }
        long start = System.nanoTime();
        int before = epochs.size();
        for (int epoch = before; epoch < until && !outOfPatience(); epoch++) {
            Trained trained = epoch(epoch);
            EpochFigures figures = trained.figures();
            epochs.add(figures);
            boolean isBest = keepIfBest(trained);
            checkpoints.write(graph, epochs, bestEpoch, best);
            double each = (System.nanoTime() - start) * 1e-9 / (epoch + 1 - before);
            listener.epochFinished(figures, isBest, Duration.ofMillis((long) (1000 * each * (until - epoch - 1))));
        }
    }

    private boolean outOfPatience() {
        return recipe.run().patience() > 0
                && !epochs.isEmpty()
                && epochs.size() - bestEpoch >= recipe.run().patience();
    }

    private void resume(Checkpoint checkpoints) throws TrainingException, IOException {
        Checkpoint.Loaded loaded = checkpoints.read(recipe.run().epochs(), graph.stateBytes());
        if (loaded != null) {
            try {
                graph.restore(loaded.state(), loaded.steps());
            } catch (IllegalArgumentException e) {
                throw new TrainingException(
                        "the checkpoint's arrays do not fit: " + e.getMessage()
                                + "; train without resume to start again",
                        e);
            }
            epochs.addAll(loaded.epochs());
            best = loaded.best();
            bestEpoch = loaded.bestEpoch();
            listener.resumed(List.copyOf(epochs));
        }
    }

    /** An epoch's figures, and its parameters for inference. */
    private record Trained(EpochFigures figures, Parameters parameters) {}

    private Trained epoch(int epoch) throws TrainingException {
        double rate = recipe.descent().rate().at(epoch, recipe.run().epochs());
        listener.epochStarted(epoch + 1, recipe.run().epochs(), rate);
        long start = System.nanoTime();
        LayerFiguresCollector watch = new LayerFiguresCollector(graph.layers(), setup.stepsOfEpoch());
        EpochSteps.Sums sums = steps.run(epoch, rate, Divergence.limit(epochs), watch);
        double trained = (System.nanoTime() - start) * 1e-9;
        Optional<String> broken = graph.firstNotFinite();
        if (broken.isPresent()) {
            throw Divergence.of("values are no longer finite", broken.get(), epoch, sums.steps(), rate);
        }
        graph.exchangeAverage();
        steps.settle(epoch);
        Parameters parameters = graph.parameters();
        graph.exchangeAverage();
        List<LayerFigures> layers = watch.figures();
        int images = sums.steps() * setup.batch() * setup.shards();
        double validation = split.validation().count() == 0 ? Double.NaN : validate(parameters);
        double seconds = (System.nanoTime() - start) * 1e-9;
        EpochFigures figures = new EpochFigures(
                epoch + 1,
                sums.loss() / sums.steps(),
                (double) sums.correct() / Math.max(1, sums.counted()),
                validation,
                rate,
                images / trained,
                seconds,
                sums.flips(),
                layers);
        return new Trained(figures, parameters);
    }

    private double validate(Parameters parameters) throws TrainingException {
        return engine.isPresent()
                ? engine.get().validate(parameters).share()
                : score("validation", parameters, split.validation()).top1();
    }

    private Evaluation score(String set, Parameters parameters, ImageSet images) {
        try {
            return Scoring.of(
                    network,
                    parameters,
                    images,
                    request.threads(),
                    done -> listener.scoring(set, done, images.count()));
        } finally {
            Native.setThreads(kernelSet.threadsOfNd4j(request.threads()));
        }
    }

    private boolean keepIfBest(Trained trained) {
        EpochFigures figures = trained.figures();
        boolean better = best == null
                || Double.isNaN(figures.validationAccuracy())
                || figures.validationAccuracy() > epochs.get(bestEpoch - 1).validationAccuracy();
        if (better) {
            best = trained.parameters();
            bestEpoch = figures.epoch();
        }
        return better;
    }

    private TrainResult finish() throws IOException {
        Path file = request.output().resolve(network.name() + ".npz");
        Evaluation test = score("test", best, request.data().test());
        Npz.write(file, best);
        TrainResult result = new TrainResult(file, best, epochs, bestEpoch, test);
        ResultFiles.write(request, kernelSet, engine, result);
        listener.finished(result);
        return result;
    }
}
