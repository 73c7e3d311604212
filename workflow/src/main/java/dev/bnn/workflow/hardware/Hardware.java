// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.data.ImageSet;
import dev.bnn.dataflow.Dataflow;
import dev.bnn.emit.Backend;
import dev.bnn.emit.DeployEmitter;
import dev.bnn.emit.Design;
import dev.bnn.emit.Simulation;
import dev.bnn.emit.SimulationException;
import dev.bnn.emit.SimulationRequest;
import dev.bnn.emit.Synthesis;
import dev.bnn.emit.SynthesisRequest;
import dev.bnn.fold.FoldExplorer;
import dev.bnn.model.Network;
import dev.bnn.model.Target;
import dev.bnn.pass.Lowered;
import dev.bnn.report.ReportData;
import dev.bnn.report.ThresholdSummary;
import dev.bnn.report.explore.ExplorePage;
import dev.bnn.source.SourceFile;
import dev.bnn.source.Words;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import dev.bnn.workflow.record.SynthesisRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * From the integer network to its hardware: folding, estimate, the projects of the back ends, their simulation and, where
 * wanted, the vendor's tool.
 */
public final class Hardware {
    private static final Backend BACKEND = Backends.HLS;

    /**
     * How to run what follows the code.
     *
     * @param threads of the C simulation
     * @param backend the back ends that write the design
     * @param rtlCounts count the resources of the RTL
     * @param hls run the vendor's tool on the HLS project
     */
    public record Run(int threads, BackendChoice backend, boolean rtlCounts, boolean hls) {}

    private final Network network;
    private final Target target;
    private final Lowered lowered;
    private final Run run;
    private final SourceFile source;
    private final ModelFolder folder;
    private final Metrics metrics;
    private final Events events;

    public Hardware(
            Network network,
            Target target,
            Lowered lowered,
            Run run,
            SourceFile source,
            ModelFolder folder,
            Metrics metrics,
            Events events) {
        this.network = network;
        this.target = target;
        this.lowered = lowered;
        this.run = run;
        this.source = source;
        this.folder = folder;
        this.metrics = metrics;
        this.events = events;
    }

    /** The tools of this machine that the back ends asked for would use; the outcome depends on them besides the model. */
    public static List<String> tools(BackendChoice choice) {
        List<String> tools = new ArrayList<>();
        if (choice.hls()) {
            tools.addAll(tools(Backends.HLS));
        }
        if (choice.rtl()) {
            tools.addAll(tools(Backends.RTL));
        }
        return tools;
    }

    private static List<String> tools(Backend backend) {
        return List.of(
                backend.simulator().map(Backend.Tool::version).orElse(""),
                backend.synthesizer(Backends.path())
                        .map(tool -> tool.command().toString())
                        .orElse(""));
    }

    /**
     * @param images test images for the C simulation
     * @param passes what lowering did, for the report
     * @param thresholds what it made, for the report
     */
    public void build(ImageSet images, List<ReportData.Pass> passes, List<ThresholdSummary> thresholds)
            throws WorkflowException, IOException {
        events.begin("searching for foldings");
        FoldExplorer found = FoldExplorer.of(lowered.ir(), target, BACKEND.costs());
        lowered.notes().forEach(note -> events.diagnostic(note, source));
        found.plan().notes().forEach(note -> events.diagnostic(note, source));
        events.begin("sizing streams by simulation");
        PipelineFigures figures = PipelineFigures.of(target, found.flow());
        figures.notes().forEach(note -> events.diagnostic(note, source));
        metrics.put("estimate", figures.metrics());
        events.info(network.name() + ": " + figures.summary());
        Dataflow flow = figures.flow();

        events.begin("computing the expected scores");
        List<byte[]> golden = new ArrayList<>();
        List<long[]> scores = new ArrayList<>();
        for (int i = 0; i < images.count(); i++) {
            golden.add(images.image(i));
            scores.add(lowered.model().scores(images.image(i)));
        }
        String name = Path.of(source.name()).getFileName().toString();
        Design design = new Design(flow, target, name, golden, scores);
        ReportData.Simulation simulation = run.backend().hls() ? hls(design) : withoutHls();
        Optional<ReportData.Rtl> rtl = run.backend().rtl()
                ? Optional.of(new RtlProject(network.name(), folder, metrics, events)
                        .build(design, lowered.model(), run.rtlCounts()))
                : Optional.empty();
        if (rtl.isEmpty()) {
            metrics.remove("rtl");
        }
        new SynthesisRecord(
                        passes,
                        thresholds,
                        figures.stages(
                                ExplorePage.charts(new Exploration(network, target, true, found, figures).page())),
                        figures.resources(),
                        SynthesisRecord.Outcome.of(simulation),
                        rtl.map(ReportData.Rtl::simulation)
                                .map(SynthesisRecord.Outcome::of)
                                .orElse(null),
                        rtl.map(ReportData.Rtl::counts).orElse(List.of()))
                .write(folder.synthesis());
    }

    private ReportData.Simulation hls(Design design) throws WorkflowException, IOException {
        events.begin("writing the HLS project");
        BACKEND.emit(design, folder.hls());
        DeployEmitter.emit(design, folder.deploy());
        events.info(
                network.name() + ": HLS project in " + folder.hls() + ", drivers for the board in " + folder.deploy());
        ReportData.Simulation simulation = simulate(design);
        runTool();
        return simulation;
    }

    /** Figures of an earlier HLS project are not those of this design. */
    private ReportData.Simulation withoutHls() throws IOException {
        Map<String, Object> skipped = Map.of("skipped", BackendChoice.RTL_ALONE);
        metrics.put("csim", skipped);
        metrics.put("hls", skipped);
        return new ReportData.Simulation.Skipped(BackendChoice.RTL_ALONE);
    }

    private ReportData.Simulation simulate(Design design) throws WorkflowException, IOException {
        List<byte[]> images = design.images();
        Optional<Backend.Tool> compiler = BACKEND.simulator();
        if (images.isEmpty() || compiler.isEmpty()) {
            String reason = images.isEmpty() ? "bnn.csimImages is 0" : Backends.missing(BACKEND.simulators());
            events.warn(network.name() + ": C simulation skipped: " + reason
                    + (images.isEmpty() ? "" : "; install one, and the next run makes up for it"));
            metrics.put("csim", Map.of("skipped", reason));
            return new ReportData.Simulation.Skipped(reason);
        }
        events.begin("compiling the C simulation");
        int threads = run.threads();
        Simulation result;
        try {
            result = BACKEND.simulate(
                    compiler.get(),
                    new SimulationRequest(
                            folder.hls(),
                            folder.csim(),
                            design,
                            lowered.model(),
                            threads > 0 ? threads : Runtime.getRuntime().availableProcessors()),
                    done -> events.progress("C simulation", done, images.size(), "images"));
        } catch (SimulationException e) {
            throw WorkflowException.ofSystem(network.name() + ": " + e.getMessage(), e);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("images", result.images());
        figures.put("compared_bits", result.comparedBits());
        figures.put("differing_bits", result.differingBits());
        figures.put("compiler", compiler.get().version());
        figures.put("seconds", Metrics.rounded(result.seconds()));
        metrics.put("csim", figures);
        if (result.differingBits() > 0) {
            throw WorkflowException.ofSystem(differs(network, design.flow().answer(), result, folder.hls()));
        }
        events.info(String.format(
                Locale.ROOT,
                "%s: C simulation of %s with %s: %s compared, 0 differ (%.1f s)",
                network.name(),
                Words.count(result.images(), "image"),
                compiler.get().version(),
                Words.count(result.comparedBits(), "bit"),
                result.seconds()));
        return new ReportData.Simulation.Ran(
                compiler.get().version(),
                result.images(),
                result.comparedBits(),
                result.differingBits(),
                0,
                result.seconds());
    }

    /** What a person needs to know of a simulation with differing bits: where the difference begins. */
    static String differs(Network network, Dataflow.Answer answer, Simulation result, Path project) {
        String first = result.mismatch()
                .map(m -> m.fault()
                        .map(f -> String.format(
                                Locale.ROOT,
                                " The first difference is in layer %s (unit %s), channel %d, position (y %d, x %d), image %d:"
                                        + " expected %+d, found %+d.",
                                f.layer(),
                                f.unit(),
                                f.channel(),
                                f.y(),
                                f.x(),
                                m.image(),
                                f.expected(),
                                f.found()))
                        .orElseGet(() -> String.format(
                                Locale.ROOT,
                                " All layers before the scores agree; the first %s that differs is %s %d of layer"
                                        + " %s, image %d: expected %d, found %d.",
                                answer.labels() ? "label" : "score",
                                answer.labels() ? "place" : "channel",
                                m.index(),
                                network.layers()
                                        .get(network.layers().size() - 1)
                                        .name(),
                                m.image(),
                                m.expected(),
                                m.found())))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%s: the C simulation differs from the compiled network in %,d of %,d bits.%s Were the files in %s changed"
                        + " by hand? Otherwise this is a defect of the generator: please report it.",
                network.name(),
                result.differingBits(),
                result.comparedBits(),
                first,
                project);
    }

    private void runTool() throws WorkflowException, IOException {
        if (!run.hls()) {
            metrics.put("hls", Map.of("skipped", "not asked for (-Dbnn.hls=true)"));
            return;
        }
        Optional<Backend.Tool> tool = BACKEND.synthesizer(Backends.path());
        if (tool.isEmpty()) {
            throw new WorkflowException(network.name() + ": bnn.hls is set, but none of "
                    + String.join(", ", BACKEND.synthesizers().names())
                    + " is on the PATH. Source the vendor's settings64 script in this shell, or leave out -Dbnn.hls.");
        }
        events.info(
                network.name() + ": running " + tool.get().command() + " on run_hls.tcl; log in " + folder.hlsLog());
        ToolMessages messages = new ToolMessages(network, events);
        SynthesisRequest request = new SynthesisRequest(
                folder.hls(), network.name(), folder.hlsLog(), true, SynthesisRequest.UNLIMITED, Optional.empty());
        Synthesis result = BACKEND.synthesize(tool.get(), request, line -> messages.hear("HLS", line));
        if (!result.errors().isEmpty()) {
            throw WorkflowException.ofSystem(network.name() + ": " + tool.get().name() + " failed: "
                    + String.join(
                            System.lineSeparator(),
                            result.errors().stream().map(messages::placed).toList())
                    + System.lineSeparator() + "The whole log is in "
                    + folder.hlsLog() + ".");
        }
        metrics.put("hls", VendorReports.synthesized(tool.get(), result, network.name(), events));
    }
}
