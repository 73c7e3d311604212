// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.results;

import dev.bnn.model.Network;
import dev.bnn.report.Report;
import dev.bnn.report.data.ReportData;
import dev.bnn.report.data.VendorFigures;
import dev.bnn.runtime.internal.io.AtomicFile;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.hardware.VendorReports;
import dev.bnn.workflow.hardware.openflow.OpenFigures;
import dev.bnn.workflow.project.CurrentResults;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.project.TrainedParameters;
import dev.bnn.workflow.record.EvaluationRecord;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import dev.bnn.workflow.record.SynthesisRecord;
import dev.bnn.workflow.record.TrainingRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers the results of the other goals on one page. It works after any of them, and leaves out results that are missing or no
 * longer belong to the network.
 */
public final class ReportGoal {
    private ReportGoal() {}

    /** The model to report on. */
    public record Request(Path model, Settings settings) {}

    /** Path of the page; {@code skipped} is true if nothing has changed since the last run. */
    public record Result(Path page, boolean skipped) {}

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Settings settings = request.settings();
        events.begin("gathering the report");
        Network network = Models.load(request.model(), events).network();
        ModelFolder folder = ModelFolder.of(settings.output(), network.name());
        Optional<TrainedParameters> trained = TrainedParameters.ifAny(request.model(), network, folder);
        CurrentResults current = CurrentResults.of(network, trained, folder);
        Path provenance = trained.map(TrainedParameters::provenance).orElse(folder.provenance());
        Metrics metrics = current.in(new Metrics(folder));
        List<Path> results = new ArrayList<>();
        if (current.trained()) {
            results.addAll(List.of(folder.history(), provenance));
        }
        if (current.evaluated()) {
            results.add(folder.evaluation());
        }
        if (current.designed()) {
            results.add(folder.synthesis());
        }
        List<String> notices = current.warnings(network, folder);
        notices.forEach(events::warn);
        Map<String, Map<String, Object>> figures = metrics.all();

        Fingerprint print = new Fingerprint()
                .add("version", settings.version())
                .add("network", network)
                .add("figures", figures)
                .add("budgets", settings.budgets().verdicts(metrics))
                .add("current", current)
                .add("notices", notices);
        for (Path input : results) {
            if (Files.isRegularFile(input)) {
                print.addFile(input.getFileName().toString(), input);
            }
        }
        String hash = print.hash();
        if (Fingerprint.unchanged(folder, "report", hash, folder.report())) {
            events.info(network.name() + ": report is up to date");
            return new Result(folder.report(), true);
        }
        Fingerprint.forget(folder, "report");
        AtomicFile.write(
                folder.report(),
                Report.html(data(network, folder, trained, provenance, current, metrics, settings)
                        .withNotices(notices)));
        Fingerprint.record(folder, "report", hash);
        events.info(network.name() + ": report in " + folder.report());
        return new Result(folder.report(), false);
    }

    private static ReportData data(
            Network network,
            ModelFolder folder,
            Optional<TrainedParameters> trained,
            Path provenance,
            CurrentResults current,
            Metrics metrics,
            Settings settings)
            throws IOException {
        ReportData data = ReportData.of(network).withBudgets(settings.budgets().verdicts(metrics));
        if (current.trained()) {
            data = data.withProvenance(TrainingRecords.provenance(provenance));
        }
        Optional<ReportData.Training> training =
                current.trained() ? TrainingRecords.training(folder) : Optional.empty();
        if (training.isPresent()) {
            data = data.withTraining(training.get());
        }
        Map<String, Object> figures = metrics.all().getOrDefault("train", Map.of());
        Optional<ReportData.Accuracy> evaluated =
                current.evaluated() ? EvaluationRecord.read(folder.evaluation()) : Optional.empty();
        Optional<ReportData.Accuracy> accuracy = evaluated.or(() -> ofTraining(figures, network.givesMap()));
        if (accuracy.isPresent()) {
            data = data.withAccuracy(accuracy.get());
        }
        Optional<ReportData.Filters> filters =
                trained.isPresent() ? FirstFilters.of(network, trained.get().parameters()) : Optional.empty();
        if (filters.isPresent()) {
            data = data.withFilters(filters.get());
        }
        Optional<VendorFigures> vendor = VendorReports.compared(metrics);
        if (vendor.isPresent()) {
            data = data.withVendor(vendor.get());
        }
        Optional<SynthesisRecord> synthesis =
                current.designed() ? SynthesisRecord.read(folder.synthesis()) : Optional.empty();
        if (synthesis.isPresent()) {
            SynthesisRecord s = synthesis.get();
            data = data.withPasses(s.passes())
                    .withThresholds(s.thresholds())
                    .withDataflow(s.dataflow())
                    .withResources(s.resources())
                    .withSimulation(s.csim().simulation());
            if (s.inRtl().isPresent()) {
                data = data.withRtl(s.inRtl().get().on(OpenFigures.of(metrics)));
            }
        }
        return data;
    }

    /** The scores of the test set at the end of training. */
    private static Optional<ReportData.Accuracy> ofTraining(Map<String, Object> scored, boolean map) {
        if (scored.get("test_images") instanceof Number count
                && scored.get("top1") instanceof Number top1
                && scored.get("top5") instanceof Number top5) {
            return Optional.of(new ReportData.Accuracy(
                    String.valueOf(scored.getOrDefault("data", "test")),
                    count.longValue(),
                    top1.doubleValue() / 100,
                    top5.doubleValue() / 100,
                    new int[0][],
                    List.of(),
                    map));
        }
        return Optional.empty();
    }
}
