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

    /** Work with a trainer. */
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
                // This training needs the memory of the previous one.
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

    /**
     * Returns a trainer to the pool only if its task succeeded: a task that was killed or failed may leave it in the middle of a
     * step.
     */
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
