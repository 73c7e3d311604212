// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.rounds;

import dev.bnn.cluster.shipping.ExecutorFailure;
import dev.bnn.cluster.shipping.ExecutorMemory;
import dev.bnn.cluster.shipping.ShippedImages;
import dev.bnn.cluster.shipping.Trained;
import dev.bnn.model.Parameters;
import dev.bnn.source.SourceFile;
import dev.bnn.training.request.TrainingException;
import dev.bnn.training.rounds.Round;
import dev.bnn.training.rounds.RoundEngine;
import dev.bnn.training.rounds.RoundResult;
import dev.bnn.training.rounds.Score;
import dev.bnn.training.rounds.ShardSetup;
import dev.bnn.training.rounds.State;
import dev.bnn.training.rounds.StateLayout;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Runs rounds on Spark. The state goes to the executors as a broadcast, and each shard is a task. Then each range of the state is
 * a task, which gets that range from all shards and returns its mean to the driver. So no machine ever holds the states of all
 * shards. Spark repeats the tasks of a lost executor, and they give the same bits again.
 */
public final class SparkRounds implements RoundEngine, AutoCloseable {
    /** Number of states on the heap of an executor: the broadcast, the restored one, the result, and its ranges. */
    private static final int STATES = 4;

    private final JavaSparkContext spark;
    private final SourceFile model;
    private final int shards;
    private final int interval;
    private Broadcast<ShardJob> job;
    private StateLayout layout;

    /**
     * @param model the text from which executors make the network
     * @param shards number of tasks that train at the same time
     * @param interval steps of each task between two means
     */
    public SparkRounds(JavaSparkContext spark, SourceFile model, int shards, int interval) {
        this.spark = spark;
        this.model = model;
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
    public String description() {
        return "Apache Spark " + spark.version();
    }

    @Override
    public void begin(ShardSetup setup, StateLayout newLayout) throws TrainingException {
        close();
        long needed = ShippedImages.bytes(setup.images())
                + ShippedImages.bytes(setup.validation())
                + STATES * (long) Float.BYTES * newLayout.length();
        Optional<String> refused = ExecutorMemory.of(spark).tooSmallFor(needed);
        if (refused.isPresent()) {
            throw new TrainingException(refused.get());
        }
        layout = newLayout;
        job = spark.broadcast(ShardJob.of(UUID.randomUUID().toString(), model, setup, newLayout));
    }

    @Override
    public RoundResult run(Round round, State state) throws TrainingException {
        Broadcast<State> sent = spark.broadcast(state);
        List<Integer> numbers = IntStream.range(0, shards).boxed().toList();
        try {
            JavaPairRDD<Integer, Iterable<Slice>> ranges = spark.parallelize(numbers, shards)
                    .flatMapToPair(new RunShard(job, sent, round))
                    .groupByKey(shards);
            List<Tuple2<Integer, Slice>> means =
                    ranges.map(new MeanOfRange(job, sent)).collect();
            // Otherwise they stay on the executors' disks until a garbage collection on the driver.
            ranges.rdd().cleanShuffleDependencies(false);
            return whole(means);
        } catch (Exception e) {
            throw failed(e);
        } finally {
            sent.destroy();
        }
    }

    @Override
    public Score validate(Parameters parameters) throws TrainingException {
        Broadcast<Trained> sent = spark.broadcast(Trained.of(parameters));
        List<Integer> numbers = IntStream.range(0, shards).boxed().toList();
        try {
            return spark.parallelize(numbers, shards)
                    .map(new ValidateShard(job, sent))
                    .reduce(Score::plus);
        } catch (Exception e) {
            throw failed(e);
        } finally {
            sent.destroy();
        }
    }

    /** Scala does not declare exceptions: a failed job throws a SparkException, although it is a checked exception. */
    private static TrainingException failed(Exception e) {
        return new TrainingException(
                ExecutorFailure.reason(e) + "; the same command continues after the last full epoch", e);
    }

    private RoundResult whole(List<Tuple2<Integer, Slice>> means) {
        float[] values = new float[layout.length()];
        for (Tuple2<Integer, Slice> mean : means) {
            float[] range = mean._2().values();
            System.arraycopy(range, 0, values, job.value().rangeStart(mean._1()), range.length);
        }
        Slice any = means.get(0)._2();
        return new RoundResult(new State(values, any.steps()), any.sums());
    }

    /** Frees the data that was sent to the executors. */
    @Override
    public void close() {
        if (job != null) {
            job.destroy();
            job = null;
        }
    }
}
