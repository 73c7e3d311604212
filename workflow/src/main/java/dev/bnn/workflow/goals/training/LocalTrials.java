// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.training;

import dev.bnn.training.Trainer;
import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.request.DivergedException;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainingException;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.tune.TrialRunner;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Trains the trials one after another in this process, and shows progress. */
record LocalTrials(Events events) implements TrialRunner {
    @Override
    public void run(List<Task> tasks, Receiver receiver) throws WorkflowException, IOException {
        for (Task task : tasks) {
            receiver.trained(run(task));
        }
    }

    private Outcome run(Task task) throws WorkflowException, IOException {
        TrainListener listener = new TrainListener() {
            private int epoch;

            @Override
            public void epochStarted(int number, int all, double rate) {
                epoch = number;
            }

            @Override
            public void progress(int done, int total, double loss) {
                events.progress(
                        "trial " + task.number() + ", epoch " + epoch + "/" + task.until(),
                        done,
                        total,
                        String.format(Locale.ROOT, "images, loss %.4f", loss));
            }
        };
        try {
            List<EpochFigures> figures = Trainer.trial(task.request(), task.until(), listener);
            return new Outcome(
                    task.number(),
                    figures.stream().map(EpochFigures::validationAccuracy).toList(),
                    false);
        } catch (DivergedException e) {
            return new Outcome(task.number(), List.of(), true);
        } catch (TrainingException e) {
            throw new WorkflowException(
                    task.request().network().name() + ": trial " + task.number() + ": " + e.getMessage(), e);
        }
    }
}
