// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.data.Augmentation;
import dev.bnn.data.Batches;
import dev.bnn.data.DataException;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Split;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.Recipe;
import dev.bnn.model.ValueSet;
import dev.bnn.npz.Npz;
import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.figures.LayerFigures;
import dev.bnn.training.inference.Evaluation;
import dev.bnn.training.inference.FloatModel;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Native;
import dev.bnn.training.kernels.RowParallel;
import dev.bnn.training.layers.LayerFiguresCollector;
import dev.bnn.training.record.Fingerprints;
import dev.bnn.training.record.ResultFiles;
import dev.bnn.training.request.DivergedException;
import dev.bnn.training.request.KernelSet;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.training.request.TrainResult;
import dev.bnn.training.request.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Trains a network by its recipe: runs the epochs, keeps the best by validation, and scores the test set once at the
 * end.
 */
public final class Trainer {
    /** A loss above 100 and above this many times the first epoch's counts as divergence. */
    private static final double DIVERGED = 1e4;

    private static final String CHECKPOINTS = "checkpoints";
    /** Maximum number of batches that settle the running estimates of batch norms after an epoch. */
    private static final int SETTLING = 30;

    private final TrainRequest request;
    private final TrainListener listener;
    private final Network network;
    private final Recipe recipe;
    private final Split split;
    private final KernelSet kernelSet;
    private final Kernels kernels;
    private final Graph graph;
    private final Batches batches;
    private final int batch;
    private final List<EpochFigures> epochs = new ArrayList<>();
    private final Optional<Profiler> profiler;
    private Parameters best;
    private int bestEpoch;

    private Trainer(
            TrainRequest request,
            TrainListener listener,
            Split split,
            int batch,
            KernelSet kernelSet,
            Kernels kernels) {
        this.request = request;
        this.listener = listener;
        this.split = split;
        this.batch = batch;
        profiler = listener.wantsProfile() ? Optional.of(new Profiler()) : Optional.empty();
        network = request.network();
        recipe = request.recipe();
        this.kernelSet = kernelSet;
        this.kernels = kernels;
        graph = new Graph(
                network,
                recipe,
                batch,
                kernels,
                ClassWeights.of(recipe.objective().loss(), split.train(), network));
        request.prerequisites().start().ifPresent(graph::start);
        request.prerequisites()
                .teacher()
                .ifPresent(t -> graph.learnFrom(
                        new Teacher(recipe.lineage().teacher().orElseThrow(), t, recipe, batch, kernels)));
        if (recipe.regularization().average() > 0) {
            graph.average(recipe.regularization().average(), split.train().count() / batch);
        }
        ValueSet.ScaledBytes bytes = network.inputScale();
        Recipe.Augment augment = recipe.regularization().augment();
        batches = new Batches(
                split.train(),
                batch,
                recipe.run().seed(),
                new Augmentation(
                        augment.crop(),
                        augment.flip(),
                        augment.cutout(),
                        Augmentation.padByteFor(
                                bytes.low().doubleValue(), bytes.high().doubleValue())),
                network.output().height(),
                network.output().width());
    }

    /**
     * Trains and writes NAME.npz, provenance.json and training.json to the request's folder, and a checkpoint after
     * each epoch.
     *
     * @throws TrainingException with a message for the user, where the data does not fit the network, training diverges
     *     or a checkpoint does not fit
     */
    public static TrainResult train(TrainRequest request, TrainListener listener)
            throws TrainingException, IOException {
        return with(request, listener, trainer -> {
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
     * @throws DivergedException where training diverges
     * @throws TrainingException as {@link #train}
     */
    public static List<EpochFigures> trial(TrainRequest request, int until, TrainListener listener)
            throws TrainingException, IOException {
        return with(request, listener, trainer -> {
            trainer.advance(Math.min(until, trainer.recipe.run().epochs()));
            return List.copyOf(trainer.epochs);
        });
    }

    /** Number of epochs in the checkpoint of a request's folder; 0 where there is none that can be read. */
    public static int epochsDone(Path output) {
        return Checkpoint.epochsDone(output.resolve(CHECKPOINTS));
    }

    /** Work with a trainer, whose kernels live only that long. */
    private interface Work<T> {
        T run(Trainer trainer) throws TrainingException, IOException;
    }

    private static <T> T with(TrainRequest request, TrainListener listener, Work<T> work)
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
        int batch = Math.min(request.recipe().run().batch(), split.train().count());
        Native.setThreads(kernelSet.threadsOfNd4j(request.threads()));
        listener.computing(kernelSet, KernelSet.backend());
        try (RowParallel rows = new RowParallel(request.threads());
                Kernels kernels = kernelSet.on(rows)) {
            return work.run(new Trainer(request, listener, split, batch, kernelSet, kernels));
        }
    }

    /** Trains up to that epoch, from a checkpoint where there is one. */
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
        int total = split.train().count() / batch * batch;
        byte[] pixels = new byte[batch * split.train().imageSize()];
        int[] labels = new int[batch * network.output().pixels()];
        double loss = 0;
        long correct = 0;
        long counted = 0;
        long flips = 0;
        int steps = 0;
        LayerFiguresCollector watch =
                new LayerFiguresCollector(graph.layers(), split.train().count() / batch);
        batches.start(epoch);
        // The last, smaller batch is skipped; the shuffle skips other images in each epoch.
        profiler.ifPresent(graph::tell);
        profiler.ifPresent(Profiler::begin);
        while (batches.next(pixels, labels) == batch) {
            int number = steps;
            Graph.Step step = kernels.step(() -> graph.step(pixels, labels, rate, epoch, number));
            profiler.ifPresent(Profiler::end);
            checkLoss(step.loss(), epoch, steps + 1, rate);
            watch.stepped(steps);
            steps++;
            loss += step.loss();
            correct += step.correct();
            counted += step.counted();
            flips += step.flips();
            listener.progress(steps * batch, total, loss / steps);
            profiler.ifPresent(Profiler::begin);
        }
        graph.tell(StepClock.NONE);
        double trained = (System.nanoTime() - start) * 1e-9;
        Optional<String> broken = graph.firstNotFinite();
        if (broken.isPresent()) {
            throw diverged("values are no longer finite", broken.get(), epoch, steps, rate);
        }
        graph.exchangeAverage();
        settle(epoch, pixels, labels);
        Parameters parameters = graph.parameters();
        graph.exchangeAverage();
        List<LayerFigures> layers = watch.figures();
        double validation = split.validation().count() == 0
                ? Double.NaN
                : score("validation", parameters, split.validation()).top1();
        double seconds = (System.nanoTime() - start) * 1e-9;
        EpochFigures figures = new EpochFigures(
                epoch + 1,
                loss / steps,
                (double) correct / Math.max(1, counted),
                validation,
                rate,
                total / trained,
                seconds,
                flips,
                layers);
        return new Trained(figures, parameters);
    }

    /**
     * Signs of weights change in every step, so the running estimates are of networks that no longer exist. Some
     * forward passes with the weights of the epoch's end, without dropout, give the batch norms the statistics of that
     * network.
     */
    private void settle(int epoch, byte[] pixels, int[] labels) {
        graph.settle(true);
        batches.start(epoch);
        for (int i = 0; i < SETTLING && batches.next(pixels, labels) == batch; i++) {
            int number = i;
            kernels.step(() -> graph.forward(pixels, epoch, number));
        }
        graph.settle(false);
    }

    private void checkLoss(double loss, int epoch, int step, double rate) throws TrainingException {
        double limit = epochs.isEmpty()
                ? Double.MAX_VALUE
                : Math.max(100, DIVERGED * epochs.get(0).loss());
        if (!(loss <= limit)) {
            String layer = graph.firstNotFinite()
                    .orElse(graph.layers().get(graph.layers().size() - 1).name());
            throw diverged("the loss is " + loss, layer, epoch, step, rate);
        }
    }

    private static DivergedException diverged(String what, String layer, int epoch, int step, double rate) {
        return new DivergedException(String.format(
                Locale.ROOT,
                "training diverged in epoch %d, step %d: %s, first seen in layer %s; try a smaller rate than %s,"
                        + " or a batch norm after that layer",
                epoch + 1,
                step,
                what,
                layer,
                rate));
    }

    private Evaluation score(String set, Parameters parameters, ImageSet images) {
        Native.setThreads(request.threads());
        try (FloatModel model = new FloatModel(network, parameters)) {
            return model.evaluate(images, done -> listener.scoring(set, done, images.count()));
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
        ResultFiles.write(request, kernelSet, result);
        listener.finished(result);
        return result;
    }
}
