// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.data.Batches;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.layers.LayerFiguresCollector;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainingException;
import dev.bnn.training.rounds.Round;
import dev.bnn.training.rounds.RoundEngine;
import dev.bnn.training.rounds.RoundResult;
import dev.bnn.training.rounds.RoundSums;
import dev.bnn.training.rounds.ShardSetup;
import dev.bnn.training.rounds.State;

/** Has the shards of an engine run the steps, one round after the other. */
final class RoundSteps implements EpochSteps {
    private final ShardSetup setup;
    private final RoundEngine engine;
    private final Graph graph;
    private final FlatState flat;
    private final Kernels kernels;
    private final TrainListener listener;
    private final Batches batches;

    RoundSteps(ShardSetup setup, RoundEngine engine, Graph graph, Kernels kernels, TrainListener listener)
            throws TrainingException {
        this.setup = setup;
        this.engine = engine;
        this.graph = graph;
        this.kernels = kernels;
        this.listener = listener;
        flat = new FlatState(graph, setup.recipe());
        batches = GraphSetup.batches(setup);
        engine.begin(setup, flat.layout());
    }

    @Override
    public Sums run(int epoch, double rate, double limit, LayerFiguresCollector watch) throws TrainingException {
        int all = setup.stepsOfEpoch();
        int images = setup.batch() * setup.shards();
        double shardRate = setup.recipe().descent().optimizer().accept(new ShardRate(rate, setup.shards()));
        State state = flat.get();
        double loss = 0;
        long correct = 0;
        long counted = 0;
        long flips = 0;
        for (int done = 0; done < all; ) {
            int steps = Math.min(engine.interval(), all - done);
            RoundResult result = engine.run(Round.train(epoch, shardRate, done, steps, limit), state);
            RoundSums sums = result.sums();
            if (!sums.faults().isEmpty()) {
                RoundSums.Fault fault = sums.faults().get(0);
                throw Divergence.of("the loss is " + fault.loss(), fault.layer(), epoch, fault.step() + 1, rate);
            }
            watch.add(sums.gradients());
            state = result.state();
            // A step of all shards counts once, with the mean of their losses.
            loss += sums.loss() / setup.shards();
            correct += sums.correct();
            counted += sums.counted();
            flips += sums.flips();
            done += steps;
            listener.progress(done * images, all * images, loss / done);
        }
        flat.restore(state);
        return new Sums(loss, correct, counted, flips, all);
    }

    @Override
    public void settle(int epoch) throws TrainingException {
        int steps = Math.min(SETTLING, setup.stepsOfEpoch());
        State settled = engine.run(Round.settle(epoch, steps), flat.get()).state();
        // The figures of the layers show the values of the last batch, so this network has to see it, too.
        int last = steps * setup.shards() - 1;
        byte[] pixels = new byte[setup.batch() * setup.images().imageSize()];
        batches.start(epoch);
        batches.skip(last);
        batches.next(pixels, new int[GraphSetup.labels(setup)]);
        graph.settle(true);
        kernels.step(() -> graph.forward(pixels, epoch, last));
        graph.settle(false);
        flat.restore(settled);
    }
}
