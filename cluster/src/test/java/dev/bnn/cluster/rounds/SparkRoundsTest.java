// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.cluster.TestCluster;
import dev.bnn.cluster.TestModel;
import dev.bnn.model.Network;
import dev.bnn.source.SourceFile;
import dev.bnn.training.LocalRounds;
import dev.bnn.training.Trainer;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.training.request.TrainResult;
import dev.bnn.training.request.TrainingException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "Spark 4 and its Hadoop know no later Java")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop wants native programs of its own there")
class SparkRoundsTest {
    @TempDir
    Path folder;

    private TrainRequest request(String name) throws Exception {
        Network network = TestModel.network();
        return new TrainRequest(network, network.recipes().get(0), TestModel.data(), folder.resolve(name), 1, false);
    }

    private TrainResult reference(int shards, int interval) throws Exception {
        try (LocalRounds local = new LocalRounds(shards, interval)) {
            return Trainer.train(request("local"), TrainListener.SILENT, Optional.of(local));
        }
    }

    /** Kills an executor while its task of the third round runs, and counts the executors that Spark loses. */
    private static final class Killer extends SparkListener {
        private final AtomicInteger tasks = new AtomicInteger();
        private final AtomicInteger lost = new AtomicInteger();

        @Override
        public void onTaskStart(SparkListenerTaskStart start) {
            // A round has two tasks for its shards and two for the mean.
            if (tasks.incrementAndGet() == 9) {
                ProcessHandle.current().children().findFirst().orElseThrow().destroyForcibly();
            }
        }

        @Override
        public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
            lost.incrementAndGet();
        }
    }

    /** Each executor is a separate process. The bits are the same as those of an undisturbed training in one process. */
    @Test
    void anExecutorThatIsKilledCostsOnlyTime() throws Exception {
        TrainResult expected = reference(2, 4);
        Killer killer = new Killer();
        try (JavaSparkContext spark = TestCluster.processes(2);
                SparkRounds rounds = new SparkRounds(spark, TestModel.SOURCE, 2, 4)) {
            spark.sc().addSparkListener(killer);
            TrainResult result = Trainer.train(request("spark"), TrainListener.SILENT, Optional.of(rounds));
            assertThat(killer.lost).hasPositiveValue();
            assertThat(result.file()).hasSameBinaryContentAs(expected.file());
            assertThat(result.test().top1()).isEqualTo(expected.test().top1());
        }
    }

    @Test
    void moreShardsThanExecutorsWaitForTheirTurn() throws Exception {
        TrainResult expected = reference(3, 8);
        try (JavaSparkContext spark = TestCluster.threads(2);
                SparkRounds rounds = new SparkRounds(spark, TestModel.SOURCE, 3, 8)) {
            TrainResult result = Trainer.train(request("spark"), TrainListener.SILENT, Optional.of(rounds));
            assertThat(result.file()).hasSameBinaryContentAs(expected.file());
            // A shard that cannot begin, because its model lacks something that the driver's model has.
            SourceFile other = new SourceFile("tiny.bnn", TestModel.TEXT.replace("batch 20", "ste tanh  batch 20"));
            try (SparkRounds wrong = new SparkRounds(spark, other, 2, 3)) {
                assertThatThrownBy(() -> Trainer.train(request("wrong"), TrainListener.SILENT, Optional.of(wrong)))
                        .isInstanceOf(TrainingException.class)
                        .hasMessageMatching(
                                "executor driver on [^ ]+, shard [01]: java.lang.IllegalStateException: the driver's"
                                        + " recipe is \"[^\"]+\", but here it is \"[^\"]+ste tanh[^\"]*\"; the same command continues after"
                                        + " the last full epoch");
            }
        }
    }
}
