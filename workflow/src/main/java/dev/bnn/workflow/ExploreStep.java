package dev.bnn.workflow;

import dev.bnn.estimate.Device;
import dev.bnn.fold.Fit;
import dev.bnn.fold.FoldExplorer;
import dev.bnn.model.Network;
import dev.bnn.model.Target;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.pass.NominalParameters;
import dev.bnn.report.ExplorePage;
import dev.bnn.runtime.AtomicFile;
import dev.bnn.source.DiagnosticException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Looks at all foldings of a model before it is trained: how fast it could be, and what that takes of the part. */
public final class ExploreStep {
    private ExploreStep() {}

    /** The model to explore. */
    public record Request(Path model, Settings settings) {}

    /** Where the page is. */
    public record Result(Path page) {}

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Settings settings = request.settings();
        Models.Loaded loaded = Models.load(request.model(), events);
        Network network = loaded.network();
        Models.requireBinary(network);
        Target target = Models.target(network, settings);
        ModelFolder folder = ModelFolder.of(settings.output(), network.name());

        long start = System.nanoTime();
        FoldExplorer found;
        PipelineFigures figures;
        try {
            Lowered lowered = Lowering.lower(new LoweringRequest(
                    network, NominalParameters.of(network), Optional.empty(), List.of(), Optional.empty()));
            found = FoldExplorer.of(lowered.ir(), target);
            figures = PipelineFigures.of(target, found.flow());
        } catch (DiagnosticException e) {
            throw Models.failure(e, loaded.source(), network, "explored", events);
        }
        double seconds = (System.nanoTime() - start) * 1e-9;

        found.plan().notes().forEach(note -> events.diagnostic(note, loaded.source()));
        figures.notes().forEach(note -> events.diagnostic(note, loaded.source()));
        Exploration exploration = new Exploration(network, target, found, figures);
        exploration.lines().forEach(events::info);
        AtomicFile.write(folder.exploration(), ExplorePage.html(exploration.page()));
        new Metrics(folder).put("explore", metrics(found, target, seconds));
        events.info(String.format(
                Locale.ROOT, "%s: explored in %.1f s; drawn in %s", network.name(), seconds, folder.exploration()));
        return new Result(folder.exploration());
    }

    private static Map<String, Object> metrics(FoldExplorer found, Target target, double seconds) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("designs", found.front().size());
        figures.put("clock_mhz", target.clockMhz());
        figures.put("fastest_fps", fps(target, found.front().get(0)));
        found.fitting().ifPresent(p -> figures.put("fitting_fps", fps(target, p)));
        figures.put("fps", fps(target, found.chosen()));
        figures.put("bottleneck", found.chosen().bottleneck());
        figures.put(
                "fits",
                Device.of(target)
                        .map(d -> found.chosen().cost().within(d.resources()))
                        .orElse(true));
        figures.put("margin_percent", Metrics.percent(Fit.MARGIN));
        figures.put("seconds", Metrics.rounded(seconds));
        return figures;
    }

    private static double fps(Target target, FoldExplorer.Point point) {
        return Metrics.rounded(target.clockMhz() * 1e6 / point.interval());
    }
}
