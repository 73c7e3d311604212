// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.tune;

import dev.bnn.training.request.TrainRequest;
import dev.bnn.workflow.WorkflowException;
import java.io.IOException;
import java.util.List;

/** Trains the trials of a search up to an epoch: one after another in this process, or in parallel elsewhere. */
public interface TrialRunner {
    /**
     * A trial to train.
     *
     * @param number from 1
     * @param recipe its recipe and the model with it
     * @param request what to train; training resumes from the checkpoint in its folder, if there is one, and leaves the new one
     *     there
     * @param until total number of epochs to reach
     */
    record Task(int number, TrialRecipe recipe, TrainRequest request, int until) {}

    /**
     * A trial that was trained.
     *
     * @param validation validation accuracy after each epoch, 0 to 1; empty if it diverged
     */
    record Outcome(int number, List<Double> validation, boolean diverged) {}

    /** Receives each trial as soon as it is trained, on the thread that called {@link #run}. */
    interface Receiver {
        void trained(Outcome outcome) throws IOException;
    }

    /**
     * @throws WorkflowException if a trial cannot be trained; the message has its number, and the other trials can continue later
     */
    void run(List<Task> tasks, Receiver receiver) throws WorkflowException, IOException;
}
