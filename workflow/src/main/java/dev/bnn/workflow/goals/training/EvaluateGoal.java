// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.training;

import dev.bnn.data.DataSet;
import dev.bnn.data.ImageSet;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.source.Words;
import dev.bnn.training.inference.Evaluation;
import dev.bnn.training.request.LabelCheck;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.CurrentResults;
import dev.bnn.workflow.project.Given;
import dev.bnn.workflow.project.ImageData;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.project.TrainedParameters;
import dev.bnn.workflow.record.EvaluationRecord;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Scores a trained model on test images. */
public final class EvaluateGoal {
    private EvaluateGoal() {}

    /**
     * What to score.
     *
     * @param testImages number of test images to score, counted from the first; 0 for all
     */
    public record Request(Path model, Settings settings, int testImages) {}

    /** Accuracies in percent; {@code skipped} is true if nothing has changed since the last run. */
    public record Result(double top1, double top5, boolean skipped) {}

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Given.atLeast(0, "bnn.testImages", request.testImages());
        Settings settings = request.settings();
        Network network = Models.load(request.model(), events).network();
        ModelFolder folder = ModelFolder.of(settings.output(), network.name());
        TrainedParameters trained = TrainedParameters.load(request.model(), network, folder, events);
        DataSet data = ImageData.load(network, Models.recipe(network, settings), settings, events);
        ImageSet images = request.testImages() > 0 ? data.test().first(request.testImages()) : data.test();
        requireLabels(network, data, images);

        Metrics metrics = new Metrics(folder);
        String hash = new Fingerprint()
                .add("version", settings.version())
                .addFile("parameters", trained.file())
                .add("network", TrainedParameters.structure(network))
                .add("data", data.hash())
                .add("images", images.count())
                .hash();
        boolean unchanged = Fingerprint.unchanged(folder, "evaluate", hash, folder.metrics(), folder.evaluation());
        if (unchanged) {
            events.info(network.name() + ": evaluation is up to date");
        } else {
            Fingerprint.forget(folder, "evaluate");
            long start = System.nanoTime();
            Evaluation evaluation = score(network, trained.parameters(), images, TrainInputs.threads(settings), events);
            double seconds = (System.nanoTime() - start) * 1e-9;
            metrics.put("evaluate", figures(network, evaluation, images.count(), seconds));
            EvaluationRecord.of(data.name(), evaluation, images, network).write(folder.evaluation());
            CurrentResults.recordEvaluation(network, trained, folder);
            Fingerprint.record(folder, "evaluate", hash);
        }
        settings.budgets().check(network, List.of("evaluate"), metrics, events);
        return new Result(
                metrics.number("evaluate", "top1").orElseThrow(),
                metrics.number("evaluate", "top5").orElseThrow(),
                unchanged);
    }

    /**
     * Checks that the data has the right kind of labels: labels of pixels if the network outputs a map, otherwise one per image.
     */
    private static void requireLabels(Network network, DataSet data, ImageSet images) throws WorkflowException {
        Optional<String> problem =
                LabelCheck.kind(network, data, images).or(() -> LabelCheck.classes(network, data, images, "test"));
        if (problem.isPresent()) {
            throw new WorkflowException(problem.get());
        }
    }

    private static Evaluation score(Network network, Parameters parameters, ImageSet images, int threads, Events events)
            throws WorkflowException {
        events.begin("preparing the network");
        Evaluation evaluation = TrainedParameters.evaluate(
                network,
                parameters,
                images,
                threads,
                done -> events.progress("scoring", done, images.count(), "images"));
        events.info(network.name() + ": "
                + Accuracies.of(network, evaluation) + " on "
                + Words.count(images.count(), "test image"));
        if (network.givesMap()) {
            events.info(network.name() + ": IoU by class: "
                    + Accuracies.iou(network, evaluation).entrySet().stream()
                            .map(e -> e.getKey() + " " + Words.percentText(e.getValue(), 2))
                            .collect(Collectors.joining(", ")));
        }
        return evaluation;
    }

    private static Map<String, Object> figures(Network network, Evaluation evaluation, int images, double seconds) {
        Map<String, Object> byClass = new LinkedHashMap<>();
        for (int c = 0; c < network.classes().size(); c++) {
            int[] row = evaluation.confusion()[c];
            int count = Arrays.stream(row).sum();
            if (count > 0) {
                byClass.put(network.classes().get(c), Metrics.percent((double) row[c] / count));
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("images", images);
        figures.put("top1", Metrics.percent(evaluation.top1()));
        figures.put("top5", Metrics.percent(evaluation.top5()));
        figures.put("by_class", byClass);
        if (network.givesMap()) {
            figures.put("mean_iou", Metrics.percent(evaluation.meanIou()));
            Map<String, Object> iou = new LinkedHashMap<>();
            Accuracies.iou(network, evaluation).forEach((name, share) -> iou.put(name, Metrics.percent(share)));
            figures.put("iou_by_class", iou);
        }
        figures.put("images_per_second", Metrics.rounded(images / seconds));
        return figures;
    }
}
