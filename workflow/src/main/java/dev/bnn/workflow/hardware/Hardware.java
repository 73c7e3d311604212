// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.data.ImageSet;
import dev.bnn.dataflow.Dataflow;
import dev.bnn.emit.Backend;
import dev.bnn.emit.Design;
import dev.bnn.emit.SimulationRequest;
import dev.bnn.emit.Synthesis;
import dev.bnn.emit.SynthesisRequest;
import dev.bnn.emit.board.CardProject;
import dev.bnn.emit.board.DeployEmitter;
import dev.bnn.fold.FoldExplorer;
import dev.bnn.model.Network;
import dev.bnn.model.target.Target;
import dev.bnn.pass.Lowered;
import dev.bnn.report.data.ReportData;
import dev.bnn.report.data.ThresholdSummary;
import dev.bnn.report.explore.ExplorePage;
import dev.bnn.source.SourceFile;
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
import java.util.Map;
import java.util.Optional;

/**
 * Turns the integer network into hardware: folding, estimate, the projects of the back ends, their simulation and, on request, a
 * run of the vendor's tool.
 */
public final class Hardware {
    private static final Backend BACKEND = Backends.HLS;

    /**
     * Options for the steps after code generation.
     *
     * @param threads number of threads of the C simulation
     * @param backend the back ends that write the design
     * @param rtlCounts true to count the resources of the RTL
     * @param hls true to run the vendor's tool on the HLS project
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

    /** The tools of this machine that the requested back ends would use. The outcome depends on them as well as on the model. */
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
     * @param test test images
     * @param simulated how many of them are simulated
     * @param passes what lowering did, for the report
     * @param thresholds the thresholds that lowering made, for the report
     */
    public void build(ImageSet test, int simulated, List<ReportData.Pass> passes, List<ThresholdSummary> thresholds)
            throws WorkflowException, IOException {
        if (target.board().platform().isPresent()) {
            requireKernel();
        }
        Backend figured = run.backend().figures(target);
        events.begin("searching for foldings");
        FoldExplorer found = FoldExplorer.of(lowered.ir(), target, figured.costs(target));
        lowered.notes().forEach(note -> events.diagnostic(note, source));
        found.plan().notes().forEach(note -> events.diagnostic(note, source));
        events.begin("sizing streams by simulation");
        PipelineFigures figures = PipelineFigures.of(target, found.flow(), figured);
        figures.notes().forEach(note -> events.diagnostic(note, source));
        metrics.put("estimate", figures.metrics());
        events.info(network.name() + ": " + figures.summary());
        Dataflow flow = figures.flow();

        PipelineCheck.Result check = PipelineCheck.run(flow, lowered.model(), test, events);
        metrics.put("pipeline", check.metrics());
        events.info(network.name() + ": " + check.line());

        events.begin("computing the expected scores");
        ImageSet images = test.first(simulated);
        List<byte[]> golden = new ArrayList<>();
        List<long[]> scores = new ArrayList<>();
        for (int i = 0; i < images.count(); i++) {
            golden.add(images.image(i));
            scores.add(lowered.model().scores(images.image(i)));
        }
        String name = Path.of(source.name()).getFileName().toString();
        Design design = new Design(flow, target, name, golden, scores);
        // On a board without a processor, no driver can run. Its host runs a script instead, which comes with the
        // bitstream.
        if (target.board().open().isEmpty()) {
            DeployEmitter.emit(design, folder.deploy());
            String what = target.board().platform().isPresent() ? "the host's program" : "drivers for the board";
            events.info(network.name() + ": " + what + " in " + folder.deploy());
        }
        ReportData.Simulation simulation = run.backend().hls() ? hls(design) : withoutHls();
        Optional<ReportData.Rtl> rtl = run.backend().rtl()
                ? Optional.of(new RtlProject(network, folder, metrics, events)
                        .build(design, lowered.model(), run.rtlCounts()))
                : Optional.empty();
        if (rtl.isEmpty()) {
            metrics.remove("rtl");
        }
        List<ReportData.Pass> rows = new ArrayList<>(passes);
        rows.add(check.row(passes.size() + 1));
        new SynthesisRecord(
                        rows,
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

    /** Refuses a design that a card's kernel cannot support. */
    private void requireKernel() throws WorkflowException {
        if (target.loadable()) {
            throw new WorkflowException(target.span() + ": the kernel of a card has its parameters in its binary, and "
                    + target.board().name() + " is a card. Write `parameters fixed`, or choose another board.");
        }
        int channels = network.input().shape().channels();
        if (channels > CardProject.MOST_CHANNELS) {
            throw new WorkflowException(target.span() + ": the kernel of a card takes images of at most "
                    + CardProject.MOST_CHANNELS + " channels, and these have " + channels + ". Choose another board.");
        }
    }

    private ReportData.Simulation hls(Design design) throws WorkflowException, IOException {
        events.begin("writing the HLS project");
        BACKEND.emit(design, folder.hls());
        events.info(network.name() + ": HLS project in " + folder.hls());
        Map<String, Object> figures = new LinkedHashMap<>();
        try {
            int threads = run.threads();
            SimulationRequest request = new SimulationRequest(
                    folder.hls(),
                    folder.csim(),
                    design,
                    lowered.model(),
                    threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
            ReportData.Simulation simulation =
                    new ProjectSimulation(BACKEND, "C simulation", network, events).run(request, figures);
            runTool();
            return simulation;
        } finally {
            metrics.put("csim", figures);
        }
    }

    /** Removes the figures of an earlier HLS project, which do not belong to this design. */
    private ReportData.Simulation withoutHls() throws IOException {
        Map<String, Object> skipped = Map.of("skipped", BackendChoice.RTL_ALONE);
        metrics.put("csim", skipped);
        metrics.put("hls", skipped);
        return new ReportData.Simulation.Skipped(BackendChoice.RTL_ALONE);
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
