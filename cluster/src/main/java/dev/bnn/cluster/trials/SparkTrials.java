// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.trials;

import dev.bnn.cluster.shipping.ExecutorFailure;
import dev.bnn.cluster.shipping.ExecutorMemory;
import dev.bnn.cluster.shipping.ShippedImages;
import dev.bnn.cluster.shipping.ShippedRecipe;
import dev.bnn.model.Parameters;
import dev.bnn.training.request.KernelSet;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.tune.TrialRunner;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Trains trials in parallel, each as a job of one task, so that each is recorded as soon as it is trained. The trial's checkpoint
 * goes with it and comes back; a trial whose executor is lost starts again from the checkpoint that it was sent with.
 */
public final class SparkTrials implements TrialRunner {
    /** A checkpoint has the weights, two moments of each, and the best epoch's weights. */
    private static final long STATES = 4;

    private final JavaSparkContext spark;
    private final int atOnce;

    /** @param atOnce number of trials that train at the same time */
    public SparkTrials(JavaSparkContext spark, int atOnce) {
        this.spark = spark;
        this.atOnce = atOnce;
    }

    @Override
    public void run(List<Task> tasks, Receiver receiver) throws WorkflowException, IOException {
        if (tasks.isEmpty()) {
            return;
        }
        Optional<String> refused = ExecutorMemory.of(spark).tooSmallFor(needed(tasks.get(0)));
        if (refused.isPresent()) {
            throw new WorkflowException(refused.get());
        }
        // All trials of a search have the same images.
        Broadcast<TrialData> data =
                spark.broadcast(TrialData.of(tasks.get(0).request().data()));
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            CompletionService<Map.Entry<Task, TrialResult>> jobs = new ExecutorCompletionService<>(threads);
            for (Task task : tasks) {
                jobs.submit(() -> Map.entry(task, train(task, data)));
            }
            for (int i = 0; i < tasks.size(); i++) {
                Map.Entry<Task, TrialResult> done = jobs.take().get();
                record(done.getKey(), done.getValue(), receiver);
            }
        } catch (ExecutionException e) {
            throw new WorkflowException(
                    e.getCause() instanceof Exception cause
                            ? ExecutorFailure.reason(cause)
                            : e.getCause().toString(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkflowException("the search was interrupted; the same command continues", e);
        } finally {
            threads.shutdownNow();
            spark.sc().cancelAllJobs();
            data.destroy();
        }
    }

    /** Bytes of heap: the images, which validation may copy, and the checkpoint, both incoming and outgoing. */
    private static long needed(Task task) {
        long images = ShippedImages.bytes(task.request().data().train());
        long weights = Parameters.shapes(task.request().network()).values().stream()
                .mapToLong(shape -> Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact))
                .sum();
        return 2 * images + 2 * STATES * Float.BYTES * weights;
    }

    private TrialResult train(Task task, Broadcast<TrialData> data) throws IOException {
        Broadcast<ShippedTrial> trial = spark.broadcast(new ShippedTrial(
                task.number(),
                ShippedRecipe.of(
                        task.recipe().model(),
                        task.request().recipe(),
                        task.request().prerequisites()),
                CheckpointFiles.read(task.request().output()),
                task.request().threads(),
                task.request().kernels().map(KernelSet::text).orElse(""),
                task.until()));
        try {
            return spark.parallelize(List.of(task.number()), 1)
                    .map(new TrainTrial(data, trial))
                    .collect()
                    .get(0);
        } finally {
            trial.destroy();
        }
    }

    private static void record(Task task, TrialResult result, Receiver receiver) throws IOException {
        CheckpointFiles.write(task.request().output(), result.checkpoint());
        receiver.trained(new Outcome(task.number(), result.validation(), result.diverged()));
    }
}
