// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.rounds;

import dev.bnn.cluster.shipping.ExecutorFailure;
import dev.bnn.cluster.shipping.Trained;
import dev.bnn.training.request.TrainingException;
import dev.bnn.training.rounds.Score;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** A task that validates on a shard's part of the images. */
record ValidateShard(Broadcast<ShardJob> job, Broadcast<Trained> parameters) implements Function<Integer, Score> {
    @Override
    public Score call(Integer shard) {
        try {
            return ShardPool.run(
                    job.value(),
                    trainer -> trainer.validate(shard, parameters.value().parameters()));
        } catch (TrainingException | RuntimeException | LinkageError e) {
            throw ExecutorFailure.of("shard " + shard + " of the validation", e);
        }
    }
}
