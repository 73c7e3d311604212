// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bnn.exchange.events.EventFile;
import dev.bnn.exchange.events.Figure;
import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.figures.Histogram;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.training.figures.LayerFigures;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainResult;
import dev.bnn.workflow.Events;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the figures of training.json as events for TensorBoard, one TensorBoard step per epoch. A resumed training starts a new
 * file with the epochs that are already done, so that one file always has all of them. Training continues even if the file cannot
 * be written.
 */
public final class TensorBoard implements TrainListener {
    private final ModelFolder folder;
    private final Events events;
    private EventFile file;
    private boolean failed;

    public TensorBoard(ModelFolder folder, Events events) {
        this.folder = folder;
        this.events = events;
    }

    /** Writes the events of a training that has ended, unless they exist. */
    public static void catchUp(ModelFolder folder, Events events) throws IOException {
        if (EventFile.in(folder.tensorBoard()).isEmpty()) {
            JsonNode training = JsonFile.readOrEmpty(folder.history());
            TensorBoard board = new TensorBoard(folder, events);
            board.resumed(EpochFigures.read(folder.history()));
            board.tested(
                    training.path("best_epoch").asLong(),
                    training.path("test_top1").asDouble(),
                    training.path("test_top5").asDouble());
        }
    }

    /** Dates the epochs back by their recorded durations; the pauses between them are not known. */
    @Override
    public void resumed(List<EpochFigures> done) {
        Instant now = Instant.now();
        double ago = done.stream().mapToDouble(EpochFigures::seconds).sum();
        for (EpochFigures epoch : done) {
            ago -= epoch.seconds();
            append(now.minusMillis((long) (1000 * ago)), epoch.epoch(), figures(epoch));
        }
    }

    @Override
    public void epochFinished(EpochFigures figures, boolean best, Duration remaining) {
        append(Instant.now(), figures.epoch(), figures(figures));
    }

    @Override
    public void finished(TrainResult result) {
        tested(result.bestEpoch(), result.test().top1(), result.test().top5());
    }

    private void tested(long epoch, double top1, double top5) {
        List<Figure> scores = List.of(new Figure.Scalar("test/top1", top1), new Figure.Scalar("test/top5", top5));
        append(Instant.now(), epoch, scores);
    }

    private void append(Instant time, long epoch, List<Figure> figures) {
        if (failed) {
            return;
        }
        try {
            if (file == null) {
                file = EventFile.begin(folder.tensorBoard(), Instant.now());
                events.info(folder.name() + ": events for TensorBoard: tensorboard --logdir " + folder.tensorBoard());
            }
            file.add(time, epoch, figures);
        } catch (IOException e) {
            failed = true;
            events.warn(folder.name() + ": no more events for TensorBoard: " + e);
        }
    }

    private static List<Figure> figures(EpochFigures epoch) {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure.Scalar("loss", epoch.loss()));
        figures.add(new Figure.Scalar("accuracy/train", epoch.trainAccuracy()));
        if (!Double.isNaN(epoch.validationAccuracy())) {
            figures.add(new Figure.Scalar("accuracy/validation", epoch.validationAccuracy()));
        }
        figures.add(new Figure.Scalar("rate", epoch.rate()));
        figures.add(new Figure.Scalar("flips", epoch.flips()));
        figures.add(new Figure.Scalar("images_per_second", epoch.imagesPerSecond()));
        epoch.layers().forEach(layer -> add(layer, figures));
        return figures;
    }

    private static void add(LayerFigures layer, List<Figure> figures) {
        if (!Double.isNaN(layer.gradient())) {
            figures.add(new Figure.Scalar("gradient/" + layer.layer(), layer.gradient()));
        }
        layer.weights().ifPresent(h -> figures.add(histogram("weights/" + layer.layer(), h)));
        layer.values().ifPresent(h -> figures.add(histogram("values/" + layer.layer(), h)));
    }

    private static Figure histogram(String name, Histogram histogram) {
        return new Figure.Histogram(name, -histogram.range(), histogram.range(), histogram.counts());
    }
}
