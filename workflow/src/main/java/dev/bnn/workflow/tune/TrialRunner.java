// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.tune;

import dev.bnn.training.request.TrainRequest;
import dev.bnn.workflow.WorkflowException;
import java.io.IOException;
import java.util.List;

/** Trains the trials of a search up to an epoch; one after another in this process, or elsewhere at the same time. */
public interface TrialRunner {
    /**
     * A trial to train.
     *
     * @param number from 1
     * @param recipe its recipe and the model with it
     * @param request what to train, from the checkpoint in its folder where there is one; the new checkpoint is left there
     * @param until total number of epochs then
     */
    record Task(int number, TrialRecipe recipe, TrainRequest request, int until) {}

    /**
     * A trial that was trained.
     *
     * @param validation validation accuracy after each epoch, 0 to 1; empty where it diverged
     */
    record Outcome(int number, List<Double> validation, boolean diverged) {}

    /** Is told of each trial as soon as it is trained, by the thread that called {@link #run}. */
    interface Receiver {
        void trained(Outcome outcome) throws IOException;
    }

    /** @throws WorkflowException where a trial cannot be trained, with its number; the others may go on later */
    void run(List<Task> tasks, Receiver receiver) throws WorkflowException, IOException;
}
