// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.rounds;

import dev.bnn.training.ShardTrainer;
import dev.bnn.training.request.TrainingException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The trainers of an executor, kept from round to round: one for each task that runs at the same time. */
final class ShardPool {
    private static final Deque<ShardTrainer> IDLE = new ArrayDeque<>();
    private static String training = "";

    private ShardPool() {}

    /** What a trainer does. */
    interface Work<T> {
        T with(ShardTrainer trainer);
    }

    static <T> T run(ShardJob job, Work<T> work) throws TrainingException {
        ShardTrainer trainer = take(job);
        boolean sound = false;
        try {
            T result = work.with(trainer);
            sound = true;
            return result;
        } finally {
            giveBack(job, trainer, sound);
        }
    }

    private static ShardTrainer take(ShardJob job) throws TrainingException {
        synchronized (IDLE) {
            if (!training.equals(job.id())) {
                // The memory of the training before is needed now.
                IDLE.forEach(ShardTrainer::close);
                IDLE.clear();
                training = job.id();
            }
            if (!IDLE.isEmpty()) {
                return IDLE.pop();
            }
        }
        return new ShardTrainer(job.setup());
    }

    /** A task that was killed or failed may leave its trainer in the midst of a step. */
    private static void giveBack(ShardJob job, ShardTrainer trainer, boolean sound) {
        synchronized (IDLE) {
            if (sound && training.equals(job.id())) {
                IDLE.push(trainer);
                return;
            }
        }
        trainer.close();
    }
}
