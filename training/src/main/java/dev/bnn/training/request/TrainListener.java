// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.request;

import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.figures.StepProfile;
import java.time.Duration;
import java.util.List;

/** Hears how training goes, on the thread that trains. Every method does nothing unless overridden. */
public interface TrainListener {
    TrainListener SILENT = new TrainListener() {};

    /** What will compute the steps, and the backend of ND4J, such as CpuBackend; before all else. */
    default void computing(KernelSet kernels, String backend) {}

    /** Training goes on from a checkpoint after those epochs. */
    default void resumed(List<EpochFigures> done) {}

    /** An epoch, from 1, of so many starts. */
    default void epochStarted(int epoch, int epochs, double rate) {}

    /** So many images of the epoch are done; the loss is the mean of the epoch so far. */
    default void progress(int done, int total, double loss) {}

    /** So many images of the held-out or of the test set are scored. */
    default void scoring(String set, int done, int total) {}

    /** An epoch is over and its checkpoint written; {@code remaining} is estimated from the epochs of this run. */
    default void epochFinished(EpochFigures figures, boolean best, Duration remaining) {}

    /** Training ends after that many epochs, since none behind the best one had a better validation for long enough. */
    default void stoppedEarly(int epochsDone, int bestEpoch) {}

    /** True to measure where the time of the steps goes; asked once, before the first. */
    default boolean wantsProfile() {
        return false;
    }

    /** Where the time of this run's steps went, if it was wanted; before the test set is scored. */
    default void profiled(StepProfile profile) {}

    /** The test set is scored and every file written. */
    default void finished(TrainResult result) {}
}
