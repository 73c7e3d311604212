// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.rounds;

import dev.bnn.training.rounds.RoundSums;
import dev.bnn.training.rounds.State;
import dev.bnn.training.rounds.StateMean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** A task that computes the mean of a range of the state over all shards. */
record MeanOfRange(Broadcast<ShardJob> job, Broadcast<State> before)
        implements Function<Tuple2<Integer, Iterable<Slice>>, Tuple2<Integer, Slice>> {
    @Override
    public Tuple2<Integer, Slice> call(Tuple2<Integer, Iterable<Slice>> range) {
        List<Slice> slices = new ArrayList<>();
        range._2().forEach(slices::add);
        // Slices come in the order of arrival, but sums of floats depend on the order.
        slices.sort(Comparator.comparingInt(Slice::shard));
        ShardJob all = job.value();
        float[] mean = StateMean.of(
                all.layout(),
                all.rangeStart(range._1()),
                before.value().values(),
                slices.stream().map(Slice::values).toList());
        RoundSums sums =
                slices.stream().map(Slice::sums).reduce((a, b) -> a.plus(b)).orElseThrow();
        return new Tuple2<>(range._1(), new Slice(0, mean, slices.get(0).steps(), sums));
    }
}
