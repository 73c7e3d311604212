// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.training;

import dev.bnn.source.Words;
import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.figures.StepProfile;
import dev.bnn.training.request.KernelSet;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainResult;
import dev.bnn.workflow.Events;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Logs a line per epoch, and shows progress within it. */
final class TrainLog implements TrainListener {
    private final String name;
    private final int epochs;
    private final boolean profile;
    private final List<TrainListener> further;
    private final Events events;
    private int epoch;

    /**
     * @param name of the network
     * @param epochs total number of epochs
     * @param further other listeners, which also receive the epochs
     */
    TrainLog(String name, int epochs, boolean profile, List<TrainListener> further, Events events) {
        this.name = name;
        this.epochs = epochs;
        this.profile = profile;
        this.further = further;
        this.events = events;
    }

    @Override
    public void epochStarted(int number, int all, double rate) {
        epoch = number;
    }

    @Override
    public void computing(KernelSet kernels, String backend) {
        if (kernels != KernelSet.HOST) {
            events.info(name + ": kernels " + kernels.text() + ", on ND4J's " + backend);
        }
    }

    @Override
    public void resumed(List<EpochFigures> done) {
        events.info(name + ": continues from the checkpoint after epoch " + Words.count(done.size()));
        further.forEach(f -> f.resumed(done));
    }

    @Override
    public boolean wantsProfile() {
        return profile;
    }

    @Override
    public void profiled(StepProfile p) {
        events.info(String.format(Locale.ROOT, "%s: time of a training step, mean of %,d", name, p.steps()));
        p.lines().forEach(line -> events.info(name + ": " + line));
    }

    @Override
    public void stoppedEarly(int epochsDone, int bestEpoch) {
        events.info(name + ": stops after epoch " + Words.count(epochsDone) + " of " + Words.count(epochs)
                + ": no better validation for " + Words.count(epochsDone - bestEpoch, "epoch"));
    }

    @Override
    public void progress(int done, int total, double loss) {
        String task = "epoch " + epoch + "/" + epochs;
        events.progress(task, done, total, String.format(Locale.ROOT, "images, loss %.4f", loss));
    }

    @Override
    public void scoring(String set, int done, int total) {
        events.progress("scoring " + set, done, total, "images");
    }

    @Override
    public void epochFinished(EpochFigures f, boolean best, Duration remaining) {
        events.info(String.format(
                Locale.ROOT,
                "%s: epoch %,d/%,d  loss %.4f  train %s%s  %,.0f images/s%s",
                name,
                f.epoch(),
                epochs,
                f.loss(),
                Words.percentText(f.trainAccuracy(), 2),
                Double.isNaN(f.validationAccuracy())
                        ? ""
                        : "  validation " + Words.percentText(f.validationAccuracy(), 2) + (best ? " (best)" : ""),
                f.imagesPerSecond(),
                f.epoch() == epochs ? "" : "  " + time(remaining) + " left"));
        further.forEach(other -> other.epochFinished(f, best, remaining));
    }

    @Override
    public void finished(TrainResult result) {
        further.forEach(f -> f.finished(result));
    }

    private static String time(Duration d) {
        return d.toHours() > 0
                ? String.format(Locale.ROOT, "%d h %02d min", d.toHours(), d.toMinutesPart())
                : String.format(Locale.ROOT, "%d:%02d", d.toMinutes(), d.toSecondsPart());
    }
}
