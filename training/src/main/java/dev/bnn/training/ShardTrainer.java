// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.data.Batches;
import dev.bnn.data.ImageSet;
import dev.bnn.model.Parameters;
import dev.bnn.training.inference.Scoring;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.layers.LayerFiguresCollector;
import dev.bnn.training.request.KernelSet;
import dev.bnn.training.request.TrainingException;
import dev.bnn.training.rounds.Round;
import dev.bnn.training.rounds.RoundResult;
import dev.bnn.training.rounds.RoundSums;
import dev.bnn.training.rounds.Score;
import dev.bnn.training.rounds.ShardSetup;
import dev.bnn.training.rounds.State;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the rounds of a shard. A round depends only on its arguments, so any trainer of the same setup may run any round of any
 * shard, even repeatedly. Not thread-safe. The number of ND4J's threads applies to the whole process.
 */
public final class ShardTrainer implements AutoCloseable {
    private final ShardSetup setup;
    private final KernelSet kernelSet;
    private final RowParallel rows;
    private final Kernels kernels;
    private final Graph graph;
    private final FlatState state;
    private final Batches batches;
    private final byte[] pixels;
    private final int[] labels;

    /** @throws TrainingException if the requested kernels do not suit this machine */
    public ShardTrainer(ShardSetup setup) throws TrainingException {
        this.setup = setup;
        kernelSet = KernelSet.chosen(setup.kernels());
        Native.setThreads(kernelSet.threadsOfNd4j(setup.threads()));
        rows = new RowParallel(setup.threads());
        kernels = kernelSet.on(rows);
        graph = GraphSetup.graph(setup, kernels);
        state = new FlatState(graph, setup.recipe());
        batches = GraphSetup.batches(setup);
        pixels = new byte[setup.batch() * setup.images().imageSize()];
        labels = new int[GraphSetup.labels(setup)];
    }

    /**
     * Runs a round of a shard.
     *
     * @param shard from 0
     * @param from the state to begin with
     */
    public RoundResult run(Round round, int shard, State from) {
        state.restore(from);
        batches.start(round.epoch());
        batches.skip(round.from() * setup.shards() + shard);
        RoundSums sums = round.kind() == Round.Kind.TRAIN ? train(round, shard) : settle(round, shard);
        return new RoundResult(state.get(), sums);
    }

    private RoundSums train(Round round, int shard) {
        LayerFiguresCollector watch = new LayerFiguresCollector(graph.layers(), setup.stepsOfEpoch());
        List<RoundSums.Fault> faults = new ArrayList<>();
        double loss = 0;
        long correct = 0;
        long counted = 0;
        long flips = 0;
        int done = 0;
        for (; done < round.steps() && faults.isEmpty(); done++) {
            int step = round.from() + done;
            int number = next(step, shard);
            Graph.Step moved = kernels.step(() -> graph.step(pixels, labels, round.rate(), round.epoch(), number));
            if (!(moved.loss() <= round.limit())) {
                faults.add(new RoundSums.Fault(step, moved.loss(), graph.suspect()));
            }
            watch.stepped(step);
            loss += moved.loss();
            correct += moved.correct();
            counted += moved.counted();
            flips += moved.flips();
        }
        return new RoundSums(loss, correct, counted, flips, done, watch.gradients(), faults);
    }

    private RoundSums settle(Round round, int shard) {
        graph.settle(true);
        for (int i = 0; i < round.steps(); i++) {
            int number = next(round.from() + i, shard);
            kernels.step(() -> graph.forward(pixels, round.epoch(), number));
        }
        graph.settle(false);
        return new RoundSums(
                0, 0, 0, 0, round.steps(), new LayerFiguresCollector(graph.layers(), 1).gradients(), List.of());
    }

    /** Classifies the shard's part of the validation images. */
    public Score validate(int shard, Parameters parameters) {
        long count = setup.validation().count();
        ImageSet part = setup.validation()
                .slice((int) (count * shard / setup.shards()), (int) (count * (shard + 1) / setup.shards()));
        try {
            return Score.of(Scoring.of(setup.network(), parameters, part, setup.threads(), done -> {}));
        } finally {
            Native.setThreads(kernelSet.threadsOfNd4j(setup.threads()));
        }
    }

    /**
     * Reads the shard's batch for a step and skips the batches of the other shards. Returns the number of the batch in the epoch.
     */
    private int next(int step, int shard) {
        batches.next(pixels, labels);
        batches.skip(setup.shards() - 1);
        return step * setup.shards() + shard;
    }

    @Override
    public void close() {
        kernels.close();
        rows.close();
    }
}
