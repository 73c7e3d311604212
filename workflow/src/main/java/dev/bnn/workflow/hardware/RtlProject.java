// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.emit.Backend;
import dev.bnn.emit.Design;
import dev.bnn.emit.SimulationRequest;
import dev.bnn.emit.Synthesis;
import dev.bnn.emit.SynthesisRequest;
import dev.bnn.estimate.Estimate;
import dev.bnn.model.Network;
import dev.bnn.report.data.ReportData;
import dev.bnn.rtlsim.RtlBackend;
import dev.bnn.runtime.BnnModel;
import dev.bnn.sim.StreamDepths;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.hardware.openflow.OpenBitstream;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the RTL project of a design: sizes its streams for RTL, writes its Verilog, checks it in simulation bit by bit and cycle
 * by cycle, and counts its resources.
 */
final class RtlProject {
    private static final Backend BACKEND = Backends.RTL;

    private final Network network;
    private final ModelFolder folder;
    private final Metrics metrics;
    private final Events events;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    RtlProject(Network network, ModelFolder folder, Metrics metrics, Events events) {
        this.network = network;
        this.folder = folder;
        this.metrics = metrics;
        this.events = events;
    }

    /**
     * @param folded the design with streams of any depth
     * @param counts true to count its resources
     * @throws WorkflowException if a bit or a cycle differs
     */
    ReportData.Rtl build(Design folded, BnnModel golden, boolean counts) throws WorkflowException, IOException {
        events.begin("sizing streams for RTL");
        StreamDepths.Sized sized = RtlBackend.sized(folded);
        Design design = new Design(sized.flow(), folded.target(), folded.source(), folded.images(), folded.scores());
        figures.put("target", OpenBitstream.target(design.target()));
        figures.put("interval_cycles", sized.interval());
        figures.put("latency_cycles", sized.latency());
        events.begin("writing the RTL project");
        BACKEND.emit(design, folder.rtl());
        events.info(String.format(
                Locale.ROOT,
                "%s: RTL project in %s: an image every %,d cycles, latency %,d",
                network.name(),
                folder.rtl(),
                sized.interval(),
                sized.latency()));
        try {
            ReportData.Simulation simulation = new ProjectSimulation(BACKEND, "RTL simulation", network, events)
                    .run(new SimulationRequest(folder.rtl(), folder.rtlSimulation(), design, golden, 1), figures);
            boolean open = design.target().board().open().isPresent();
            List<ReportData.UnitCount> counted = counts && !open
                    ? count(design)
                    : notCounted(
                            open ? "bnn:bitstream counts the cells of the board's chip" : "bnn.rtlCounts is false");
            return new ReportData.Rtl(simulation, counted);
        } finally {
            metrics.put("rtl", figures);
        }
    }

    private List<ReportData.UnitCount> notCounted(String reason) {
        figures.put("not_counted", reason);
        return List.of();
    }

    /** The resources of each unit, as yosys counts them, beside the estimate. */
    private List<ReportData.UnitCount> count(Design design) throws WorkflowException, IOException {
        Optional<Backend.Tool> yosys = BACKEND.synthesizer(Backends.path());
        if (yosys.isEmpty()) {
            String reason = Backends.missing(BACKEND.synthesizers());
            events.warn(network.name() + ": LUT, FF and BRAM are not counted: " + reason
                    + "; install it, and the next run makes up for it");
            return notCounted(reason);
        }
        events.begin("counting LUT, FF and BRAM with yosys");
        Synthesis result = BACKEND.synthesize(
                yosys.get(),
                new SynthesisRequest(
                        folder.rtl(),
                        network.name(),
                        folder.rtlCountsLog(),
                        false,
                        SynthesisRequest.UNLIMITED,
                        Optional.of(design.flow())),
                line -> {});
        if (!result.errors().isEmpty()) {
            throw WorkflowException.ofSystem(
                    network.name() + ": " + String.join(System.lineSeparator(), result.errors())
                            + System.lineSeparator() + "The whole log is in " + folder.rtlCountsLog() + ".");
        }
        Map<String, Long> estimates = new LinkedHashMap<>();
        Estimate.of(design.flow(), BACKEND.costs(design.target()))
                .units()
                .forEach(u -> estimates.put(u.unit().name(), u.resources().lut()));
        List<ReportData.UnitCount> counts = new ArrayList<>();
        result.units()
                .forEach((unit, found) -> counts.add(new ReportData.UnitCount(
                        unit,
                        found.get("lut").longValue(),
                        estimates.get(unit),
                        found.get("ff").longValue(),
                        found.get("bram18").longValue(),
                        found.get("dsp").longValue())));
        long estimated = estimates.values().stream().mapToLong(Long::longValue).sum();
        result.figures().forEach((kind, amount) -> figures.put(kind, amount.longValue()));
        figures.put("estimated_lut", estimated);
        events.info(String.format(
                Locale.ROOT,
                "%s: yosys counts %,.0f LUT, %,d of them in the units (estimate %,d), %,.0f FF, %,.0f BRAM18, %,.0f DSP on a seven-series part,"
                        + " without the shell",
                network.name(),
                result.figures().get("lut"),
                counts.stream()
                        .filter(c -> c.estimate() != null)
                        .mapToLong(ReportData.UnitCount::lut)
                        .sum(),
                estimated,
                result.figures().get("ff"),
                result.figures().get("bram18"),
                result.figures().get("dsp")));
        return counts;
    }
}
