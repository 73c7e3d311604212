// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.hardware;

import dev.bnn.data.DataSet;
import dev.bnn.data.ImageSet;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.target.Target;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.pass.PassReport;
import dev.bnn.report.data.ReportData;
import dev.bnn.report.data.ThresholdSummary;
import dev.bnn.runtime.internal.format.BnnWriter;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Words;
import dev.bnn.training.inference.FloatModel;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.hardware.Hardware;
import dev.bnn.workflow.hardware.ScoreOrderCheck;
import dev.bnn.workflow.hardware.ThresholdProofSummary;
import dev.bnn.workflow.project.CurrentResults;
import dev.bnn.workflow.project.Given;
import dev.bnn.workflow.project.ImageData;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.project.TrainedParameters;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lowers a trained model to integers, checks each pass, and generates and simulates its hardware. */
public final class SynthesizeGoal {
    private SynthesizeGoal() {}

    /**
     * What to synthesize.
     *
     * @param goldenImages number of test images on which each pass is compared with the stage before
     * @param csimImages number of test images for the simulations; 0 for none
     * @param backend the back ends that write the design
     * @param rtlCounts true to count the resources of the RTL
     * @param hls true to run the vendor's tool on the project
     */
    public record Request(
            Path model,
            Settings settings,
            int goldenImages,
            int csimImages,
            BackendChoice backend,
            boolean rtlCounts,
            boolean hls) {
        private Request on(Target target) {
            return new Request(model, settings, goldenImages, csimImages, backend.on(target), rtlCounts, hls);
        }
    }

    /** @param skipped true if nothing has changed since the last run */
    public record Result(boolean skipped) {}

    public static Result run(Request asked, Events events) throws WorkflowException, IOException {
        Given.atLeast(1, "bnn.goldenImages", asked.goldenImages());
        Given.atLeast(0, "bnn.csimImages", asked.csimImages());
        Settings settings = asked.settings();
        Models.Loaded loaded = Models.load(asked.model(), events);
        Network network = loaded.network();
        Models.requireBinary(network);
        Target target = Models.target(network, settings);
        Request request = asked.on(target);
        ModelFolder folder = ModelFolder.of(settings.output(), network.name());
        TrainedParameters trained = TrainedParameters.load(request.model(), network, folder, events);
        DataSet data = ImageData.load(network, Models.recipe(network, settings), settings, events);

        Metrics metrics = new Metrics(folder);
        String hash = new Fingerprint()
                .add("version", settings.version())
                .addFile("parameters", trained.file())
                .add("network", TrainedParameters.structure(network))
                .add("target", target)
                .add("data", data.hash())
                .add("images", List.of(request.goldenImages(), request.csimImages()))
                .add("hls", request.hls())
                .add("backend", List.of(request.backend().text(), request.rtlCounts()))
                .add("tools", Hardware.tools(request.backend()))
                .hash();
        boolean unchanged = Fingerprint.unchanged(folder, "synthesize", hash, outputs(request.backend(), folder));
        if (unchanged) {
            events.info(network.name() + ": synthesis is up to date");
        } else {
            Fingerprint.forget(folder, "synthesize");
            // The bitstream's figures are those of an older design.
            metrics.remove("bitstream");
            try {
                synthesize(request, loaded, target, trained.parameters(), data.test(), folder, metrics, events);
            } catch (DiagnosticException e) {
                throw Models.failure(e, loaded.source(), network, "synthesized", events);
            }
            CurrentResults.recordDesign(network, trained, target, folder);
            Fingerprint.record(folder, "synthesize", hash);
        }
        settings.budgets().check(network, List.of("estimate", "csim"), metrics, events);
        return new Result(unchanged);
    }

    private static Path[] outputs(BackendChoice backend, ModelFolder folder) {
        List<Path> outputs = new ArrayList<>(List.of(folder.compiled(), folder.synthesis(), folder.metrics()));
        if (backend.hls()) {
            outputs.addAll(List.of(folder.hls(), folder.deploy()));
        }
        if (backend.rtl()) {
            outputs.add(folder.rtl());
        }
        return outputs.toArray(Path[]::new);
    }

    private static void synthesize(
            Request request,
            Models.Loaded loaded,
            Target target,
            Parameters parameters,
            ImageSet test,
            ModelFolder folder,
            Metrics metrics,
            Events events)
            throws WorkflowException, IOException {
        Network network = loaded.network();
        events.begin("preparing the network");
        FloatModel trained = TrainedParameters.floatModel(network, parameters);
        List<byte[]> goldens = new ArrayList<>();
        for (int i = 0; i < Math.min(request.goldenImages(), test.count()); i++) {
            goldens.add(test.image(i));
        }
        long start = System.nanoTime();
        Lowered lowered = Lowering.lower(
                new LoweringRequest(network, parameters, Optional.of(trained), goldens, Optional.of(folder.passes())),
                pass -> events.progress("lowering", pass.number(), 0, pass.name()));
        ImageSet compared = test.first(request.csimImages());
        ScoreOrderCheck.check(trained, lowered.model(), compared, events);
        BnnWriter.write(lowered.model().network(), folder.compiled());
        List<ThresholdSummary> thresholds = ThresholdSummary.of(lowered.ir());
        ThresholdProofSummary proof = ThresholdProofSummary.of(lowered, thresholds);
        Map<String, Object> figures =
                lowering(lowered, proof, goldens.size(), compared.count(), (System.nanoTime() - start) * 1e-9);
        metrics.put("lowering", figures);
        events.info(network.name() + ": " + Words.count(lowered.passes().size()) + " passes agree bit for bit on "
                + Words.count(goldens.size(), "image") + " ("
                + Words.count((long) figures.get("compared_values"), "value") + "); runtime = trained network on "
                + Words.count(compared.count(), "image"));
        if (!thresholds.isEmpty()) {
            events.info(network.name() + ": " + proof.sentence());
        }

        new Hardware(
                        network,
                        target,
                        lowered,
                        new Hardware.Run(
                                request.settings().threads(), request.backend(), request.rtlCounts(), request.hls()),
                        loaded.source(),
                        folder,
                        metrics,
                        events)
                .build(test, request.csimImages(), passes(lowered, goldens.size()), thresholds);
    }

    private static Map<String, Object> lowering(
            Lowered lowered, ThresholdProofSummary proof, int goldens, int compared, double seconds) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("passes", lowered.passes().size());
        figures.put("golden_images", goldens);
        figures.put(
                "compared_values",
                lowered.passes().stream().mapToLong(PassReport::comparedValues).sum());
        figures.put("proved_values", proof.compared());
        figures.put("reachable_values", proof.reachable());
        figures.put("runtime_images", compared);
        figures.put("seconds", Metrics.rounded(seconds));
        return figures;
    }

    private static List<ReportData.Pass> passes(Lowered lowered, int goldens) {
        return lowered.passes().stream()
                .map(p -> new ReportData.Pass(p.number(), p.name(), p.why(), p.nodes(), checks(p, goldens)))
                .toList();
    }

    private static List<ReportData.Check> checks(PassReport pass, int goldens) {
        List<ReportData.Check> checks = new ArrayList<>();
        checks.add(new ReportData.Check("structure", true, ""));
        checks.add(new ReportData.Check(
                "golden images",
                true,
                Words.count(goldens, "image") + ", " + Words.count(pass.comparedValues(), "value") + " equal"));
        if (pass.provedValues() > 0) {
            checks.add(new ReportData.Check(
                    "every accumulator", true, Words.count(pass.provedValues(), "value") + " enumerated, all equal"));
        }
        return checks;
    }
}
