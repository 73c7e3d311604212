package dev.bnn.workflow;

import dev.bnn.model.Network;
import dev.bnn.report.Report;
import dev.bnn.report.ReportData;
import dev.bnn.runtime.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Gathers what the other steps left into one page. Works after any of them: what is absent is left out. */
public final class ReportStep {
    private ReportStep() {}

    /** The model to report on. */
    public record Request(Path model, Settings settings) {}

    /** Where the page is; {@code skipped} where nothing had changed since the last run. */
    public record Result(Path page, boolean skipped) {}

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Settings settings = request.settings();
        Network network = Models.load(request.model(), events).network();
        ModelFolder folder = ModelFolder.of(settings.output(), network.name());
        Path provenance = Files.isRegularFile(folder.provenance())
                ? folder.provenance()
                : Pretrained.beside(request.model()).provenance();
        Metrics metrics = new Metrics(folder);
        Map<String, Map<String, Object>> figures = metrics.all();

        Fingerprint print = new Fingerprint()
                .add("version", settings.version())
                .add("network", network)
                .add("figures", figures)
                .add("budgets", settings.budgets().verdicts(metrics));
        for (Path input : new Path[] {folder.history(), provenance, folder.synthesis()}) {
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
        AtomicFile.write(folder.report(), Report.html(data(network, folder, provenance, metrics, settings)));
        Fingerprint.record(folder, "report", hash);
        events.info(network.name() + ": report in " + folder.report());
        return new Result(folder.report(), false);
    }

    private static ReportData data(
            Network network, ModelFolder folder, Path provenance, Metrics metrics, Settings settings)
            throws IOException {
        ReportData data = ReportData.of(network)
                .withBudgets(settings.budgets().verdicts(metrics))
                .withProvenance(TrainingRecords.provenance(provenance));
        Optional<ReportData.Training> training = TrainingRecords.training(folder);
        if (training.isPresent()) {
            data = data.withTraining(training.get());
        }
        Map<String, Map<String, Object>> figures = metrics.all();
        Map<String, Object> scored = figures.getOrDefault("evaluate", figures.getOrDefault("train", Map.of()));
        Object images = scored.containsKey("images") ? scored.get("images") : scored.get("test_images");
        if (images instanceof Number count
                && scored.get("top1") instanceof Number top1
                && scored.get("top5") instanceof Number top5) {
            String name = String.valueOf(figures.getOrDefault("train", Map.of()).getOrDefault("data", "test"));
            data = data.withAccuracy(new ReportData.Accuracy(
                    name, count.longValue(), top1.doubleValue() / 100, top5.doubleValue() / 100));
        }
        Optional<Synthesis> synthesis = Synthesis.read(folder.synthesis());
        if (synthesis.isPresent()) {
            Synthesis s = synthesis.get();
            data = data.withPasses(s.passes())
                    .withThresholds(s.thresholds())
                    .withDataflow(s.dataflow())
                    .withResources(s.resources())
                    .withSimulation(s.simulation());
        }
        return data;
    }
}
