// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.rounds;

import dev.bnn.cluster.shipping.ExecutorFailure;
import dev.bnn.training.request.TrainingException;
import dev.bnn.training.rounds.Round;
import dev.bnn.training.rounds.RoundResult;
import dev.bnn.training.rounds.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** A task that runs the round of a shard. It returns the state in ranges, each for the task that computes its mean. */
record RunShard(Broadcast<ShardJob> job, Broadcast<State> state, Round round)
        implements PairFlatMapFunction<Integer, Integer, Slice> {
    @Override
    public Iterator<Tuple2<Integer, Slice>> call(Integer shard) {
        ShardJob all = job.value();
        RoundResult result;
        try {
            result = ShardPool.run(all, trainer -> trainer.run(round, shard, state.value()));
        } catch (TrainingException | RuntimeException | LinkageError e) {
            throw ExecutorFailure.of("shard " + shard, e);
        }
        List<Tuple2<Integer, Slice>> slices = new ArrayList<>();
        for (int range = 0; range < all.shards(); range++) {
            float[] values =
                    Arrays.copyOfRange(result.state().values(), all.rangeStart(range), all.rangeStart(range + 1));
            slices.add(
                    new Tuple2<>(range, new Slice(shard, values, result.state().steps(), result.sums())));
        }
        return slices.iterator();
    }
}
