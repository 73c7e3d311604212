// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.request;

import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.figures.StepProfile;
import java.time.Duration;
import java.util.List;

/** Receives the progress of training, on the thread that trains. By default no method does anything. */
public interface TrainListener {
    TrainListener SILENT = new TrainListener() {};

    /** Called first, with the kernels and the backend of ND4J, such as CpuBackend. */
    default void computing(KernelSet kernels, String backend) {}

    /** Training resumes from a checkpoint that was written after these epochs. */
    default void resumed(List<EpochFigures> done) {}

    /** An epoch starts; epochs count from 1. */
    default void epochStarted(int epoch, int epochs, double rate) {}

    /** {@code done} images of the epoch are done; {@code loss} is the mean of the epoch so far. */
    default void progress(int done, int total, double loss) {}

    /** {@code done} images of the held-out or of the test set are scored. */
    default void scoring(String set, int done, int total) {}

    /** An epoch is finished and its checkpoint is written; {@code remaining} is estimated from the epochs of this run. */
    default void epochFinished(EpochFigures figures, boolean best, Duration remaining) {}

    /**
     * Training ends after {@code epochsDone} epochs, since no epoch within the recipe's patience after the best one had a better
     * validation accuracy.
     */
    default void stoppedEarly(int epochsDone, int bestEpoch) {}

    /** True to measure the time of steps by layer; called once, before the first step. */
    default boolean wantsProfile() {
        return false;
    }

    /** The time of this run's steps by layer, if it was measured; called before the test set is scored. */
    default void profiled(StepProfile profile) {}

    /** The test set is scored and every file written. */
    default void finished(TrainResult result) {}
}
