// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.model.Parameters;
import dev.bnn.training.request.TrainingException;
import dev.bnn.training.rounds.Round;
import dev.bnn.training.rounds.RoundEngine;
import dev.bnn.training.rounds.RoundResult;
import dev.bnn.training.rounds.Score;
import dev.bnn.training.rounds.ShardSetup;
import dev.bnn.training.rounds.State;
import dev.bnn.training.rounds.StateLayout;
import dev.bnn.training.rounds.StateMean;
import java.util.ArrayList;
import java.util.List;

/** The plain reference for all engines: runs one shard after the other in this process. */
public final class LocalRounds implements RoundEngine, AutoCloseable {
    private final int shards;
    private final int interval;
    private ShardTrainer trainer;
    private StateLayout layout;

    public LocalRounds(int shards, int interval) {
        this.shards = shards;
        this.interval = interval;
    }

    @Override
    public int shards() {
        return shards;
    }

    @Override
    public int interval() {
        return interval;
    }

    @Override
    public void begin(ShardSetup setup, StateLayout newLayout) throws TrainingException {
        close();
        trainer = new ShardTrainer(setup);
        layout = newLayout;
    }

    @Override
    public RoundResult run(Round round, State state) {
        List<RoundResult> results = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            results.add(trainer.run(round, shard, state));
        }
        float[] mean = StateMean.of(
                layout,
                0,
                state.values(),
                results.stream().map(r -> r.state().values()).toList());
        return new RoundResult(
                new State(mean, results.get(0).state().steps()),
                results.stream()
                        .map(RoundResult::sums)
                        .reduce((a, b) -> a.plus(b))
                        .orElseThrow());
    }

    @Override
    public Score validate(Parameters parameters) {
        Score all = Score.NONE;
        for (int shard = 0; shard < shards; shard++) {
            all = all.plus(trainer.validate(shard, parameters));
        }
        return all;
    }

    @Override
    public String description() {
        return "one process";
    }

    @Override
    public void close() {
        if (trainer != null) {
            trainer.close();
            trainer = null;
        }
    }
}
