// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.data.Batches;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.layers.LayerFiguresCollector;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainingException;
import dev.bnn.training.rounds.ShardSetup;
import java.util.Optional;

/** Runs the steps one after another in this process. */
final class LocalSteps implements EpochSteps {
    private final ShardSetup setup;
    private final Graph graph;
    private final Kernels kernels;
    private final TrainListener listener;
    private final Optional<Profiler> profiler;
    private final Batches batches;
    private final byte[] pixels;
    private final int[] labels;

    LocalSteps(ShardSetup setup, Graph graph, Kernels kernels, TrainListener listener, Optional<Profiler> profiler) {
        this.setup = setup;
        this.graph = graph;
        this.kernels = kernels;
        this.listener = listener;
        this.profiler = profiler;
        batches = GraphSetup.batches(setup);
        pixels = new byte[setup.batch() * setup.images().imageSize()];
        labels = new int[GraphSetup.labels(setup)];
    }

    @Override
    public Sums run(int epoch, double rate, double limit, LayerFiguresCollector watch) throws TrainingException {
        double loss = 0;
        long correct = 0;
        long counted = 0;
        long flips = 0;
        int steps = 0;
        batches.start(epoch);
        profiler.ifPresent(graph::tell);
        profiler.ifPresent(Profiler::begin);
        // The last, smaller batch is skipped. The shuffle makes it different images in each epoch.
        while (batches.next(pixels, labels) == setup.batch()) {
            int number = steps;
            Graph.Step step = kernels.step(() -> graph.step(pixels, labels, rate, epoch, number));
            profiler.ifPresent(Profiler::end);
            if (!(step.loss() <= limit)) {
                throw Divergence.of("the loss is " + step.loss(), graph.suspect(), epoch, steps + 1, rate);
            }
            watch.stepped(steps);
            steps++;
            loss += step.loss();
            correct += step.correct();
            counted += step.counted();
            flips += step.flips();
            listener.progress(steps * setup.batch(), setup.stepsOfEpoch() * setup.batch(), loss / steps);
            profiler.ifPresent(Profiler::begin);
        }
        graph.tell(StepClock.NONE);
        return new Sums(loss, correct, counted, flips, steps);
    }

    @Override
    public void settle(int epoch) {
        graph.settle(true);
        batches.start(epoch);
        for (int i = 0; i < SETTLING && batches.next(pixels, labels) == setup.batch(); i++) {
            int number = i;
            kernels.step(() -> graph.forward(pixels, epoch, number));
        }
        graph.settle(false);
    }
}
