// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.hardware;

import dev.bnn.emit.Backend;
import dev.bnn.fold.DeviceFit;
import dev.bnn.fold.FoldExplorer;
import dev.bnn.model.Network;
import dev.bnn.model.target.Target;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.pass.NominalParameters;
import dev.bnn.report.explore.ExplorePage;
import dev.bnn.runtime.internal.io.AtomicFile;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Words;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.hardware.Exploration;
import dev.bnn.workflow.hardware.PipelineFigures;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.project.TrainedParameters;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Explores all foldings of a model: the speeds that it can reach, and the resources that each takes. A model that is not trained
 * yet is explored with nominal parameters.
 */
public final class ExploreGoal {
    private ExploreGoal() {}

    /** The model to explore. */
    public record Request(Path model, Settings settings, BackendChoice backend) {}

    /** @param page path of the page */
    public record Result(Path page) {}

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Settings settings = request.settings();
        Models.Loaded loaded = Models.load(request.model(), events);
        Network network = loaded.network();
        Models.requireBinary(network);
        Target target = Models.target(network, settings);
        Backend backend = request.backend().figures(target);
        ModelFolder folder = ModelFolder.of(settings.output(), network.name());

        Optional<TrainedParameters> trained = TrainedParameters.ifAny(request.model(), network, folder);
        long start = System.nanoTime();
        FoldExplorer found;
        PipelineFigures figures;
        try {
            Lowered lowered = Lowering.lower(
                    new LoweringRequest(
                            network,
                            trained.map(TrainedParameters::parameters).orElseGet(() -> NominalParameters.of(network)),
                            Optional.empty(),
                            List.of(),
                            Optional.empty()),
                    pass -> events.progress("lowering", pass.number(), 0, pass.name()));
            events.begin("searching for foldings");
            found = FoldExplorer.of(lowered.ir(), target, backend.costs(target));
            events.begin("sizing streams by simulation");
            figures = PipelineFigures.of(target, found.flow(), backend);
        } catch (DiagnosticException e) {
            throw Models.failure(e, loaded.source(), network, "explored", events);
        }
        double seconds = (System.nanoTime() - start) * 1e-9;

        found.plan().notes().forEach(note -> events.diagnostic(note, loaded.source()));
        figures.notes().forEach(note -> events.diagnostic(note, loaded.source()));
        Exploration exploration = new Exploration(network, target, trained.isPresent(), found, figures);
        exploration.lines().forEach(line -> events.info(network.name() + ": " + line));
        AtomicFile.write(folder.exploration(), ExplorePage.html(exploration.page()));
        new Metrics(folder).put("explore", metrics(exploration, seconds));
        events.info(String.format(
                Locale.ROOT, "%s: explored in %.1f s; drawn in %s", network.name(), seconds, folder.exploration()));
        return new Result(folder.exploration());
    }

    private static Map<String, Object> metrics(Exploration exploration, double seconds) {
        FoldExplorer found = exploration.found();
        double clock = exploration.target().clockMhz();
        PipelineFigures chosen = exploration.figures();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("parameters", exploration.trained() ? "trained" : "nominal");
        figures.put("designs", found.front().size());
        figures.put("clock_mhz", clock);
        figures.put("fastest_fps", found.front().get(0).rate(clock).value());
        found.fitting().ifPresent(p -> figures.put("fitting_fps", p.rate(clock).value()));
        figures.put("fps", chosen.rate().value());
        figures.put("bottleneck", chosen.bottleneck());
        figures.put("lut", chosen.total().lut());
        figures.put("bram18", chosen.total().bram18());
        figures.put("fits", chosen.fits());
        figures.put("margin_percent", Words.percent(DeviceFit.MARGIN, 0));
        figures.put("seconds", Metrics.rounded(seconds));
        return figures;
    }
}
