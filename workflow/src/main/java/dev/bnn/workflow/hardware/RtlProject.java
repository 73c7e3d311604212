// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.emit.Backend;
import dev.bnn.emit.Design;
import dev.bnn.emit.Simulation;
import dev.bnn.emit.SimulationException;
import dev.bnn.emit.SimulationRequest;
import dev.bnn.emit.Synthesis;
import dev.bnn.emit.SynthesisRequest;
import dev.bnn.estimate.Estimate;
import dev.bnn.report.ReportData;
import dev.bnn.rtlsim.RtlBackend;
import dev.bnn.runtime.BnnModel;
import dev.bnn.sim.StreamDepths;
import dev.bnn.source.Words;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
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
 * The RTL project of a design: its streams sized for RTL, its Verilog written, simulated to the bit and to the cycle, and its
 * resources counted.
 */
final class RtlProject {
    private static final Backend BACKEND = Backends.RTL;

    private final String network;
    private final ModelFolder folder;
    private final Metrics metrics;
    private final Events events;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    RtlProject(String network, ModelFolder folder, Metrics metrics, Events events) {
        this.network = network;
        this.folder = folder;
        this.metrics = metrics;
        this.events = events;
    }

    /**
     * @param folded the design with streams of any depth
     * @param counts count its resources
     * @throws WorkflowException where one bit or one cycle differs
     */
    ReportData.Rtl build(Design folded, BnnModel golden, boolean counts) throws WorkflowException, IOException {
        events.begin("sizing streams for RTL");
        StreamDepths.SizedRtl sized = RtlBackend.sized(folded);
        Design design = new Design(sized.flow(), folded.target(), folded.source(), folded.images(), folded.scores());
        figures.put("interval_cycles", sized.interval());
        figures.put("latency_cycles", sized.latency());
        events.begin("writing the RTL project");
        BACKEND.emit(design, folder.rtl());
        events.info(String.format(
                Locale.ROOT,
                "%s: RTL project in %s: an image every %,d cycles, latency %,d",
                network,
                folder.rtl(),
                sized.interval(),
                sized.latency()));
        ReportData.Simulation simulation = simulate(design, golden);
        List<ReportData.UnitCount> counted = counts ? count(design) : notCounted("bnn.rtlCounts is false");
        metrics.put("rtl", figures);
        return new ReportData.Rtl(simulation, counted);
    }

    private List<ReportData.UnitCount> notCounted(String reason) {
        figures.put("not_counted", reason);
        return List.of();
    }

    /** What each unit takes, as yosys counts it, beside the estimate. */
    private List<ReportData.UnitCount> count(Design design) throws WorkflowException, IOException {
        Optional<Backend.Tool> yosys = BACKEND.synthesizer(Backends.path());
        if (yosys.isEmpty()) {
            String reason = Backends.missing(BACKEND.synthesizers());
            events.warn(network + ": LUT, FF and BRAM are not counted: " + reason
                    + "; install it, and the next run makes up for it");
            return notCounted(reason);
        }
        events.begin("counting LUT, FF and BRAM with yosys");
        Synthesis result = BACKEND.synthesize(
                yosys.get(),
                new SynthesisRequest(
                        folder.rtl(),
                        network,
                        folder.rtlCountsLog(),
                        false,
                        SynthesisRequest.UNLIMITED,
                        Optional.of(design.flow())),
                line -> {});
        if (!result.errors().isEmpty()) {
            throw WorkflowException.ofSystem(network + ": " + String.join(System.lineSeparator(), result.errors())
                    + System.lineSeparator() + "The whole log is in " + folder.rtlCountsLog() + ".");
        }
        Map<String, Long> estimates = new LinkedHashMap<>();
        Estimate.of(design.flow(), BACKEND.costs())
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
                "%s: yosys counts %,.0f LUT (estimate %,d), %,.0f FF, %,.0f BRAM18, %,.0f DSP on a seven-series part,"
                        + " without the shell",
                network,
                result.figures().get("lut"),
                estimated,
                result.figures().get("ff"),
                result.figures().get("bram18"),
                result.figures().get("dsp")));
        return counts;
    }

    private ReportData.Simulation simulate(Design design, BnnModel golden) throws WorkflowException, IOException {
        Optional<Backend.Tool> verilator = BACKEND.simulator();
        if (design.images().isEmpty() || verilator.isEmpty()) {
            String reason = design.images().isEmpty() ? "bnn.csimImages is 0" : Backends.missing(BACKEND.simulators());
            events.warn(network + ": RTL simulation skipped: " + reason
                    + (design.images().isEmpty() ? "" : "; install it, and the next run makes up for it"));
            figures.put("skipped", reason);
            return new ReportData.Simulation.Skipped(reason);
        }
        String version = verilator.get().version();
        events.begin("simulating the RTL with " + version);
        Simulation result;
        try {
            result = BACKEND.simulate(
                    verilator.get(),
                    new SimulationRequest(folder.rtl(), folder.rtlSimulation(), design, golden, 1),
                    done -> {});
        } catch (SimulationException e) {
            throw WorkflowException.ofSystem(network + ": " + e.getMessage(), e);
        }
        Simulation.Cycles cycles = result.cycles().orElseThrow();
        figures.put("images", result.images());
        figures.put("compared_bits", result.comparedBits());
        figures.put("differing_bits", result.differingBits());
        figures.put("compared_words", cycles.words());
        figures.put("simulator", version);
        figures.put("seconds", Metrics.rounded(result.seconds()));
        if (result.differingBits() > 0 || cycles.difference().isPresent()) {
            metrics.put("rtl", figures);
            throw WorkflowException.ofSystem(String.format(
                    Locale.ROOT,
                    "%s: the RTL differs from the compiled network in %,d of %,d bits.%s Were the files in %s changed by"
                            + " hand? Otherwise this is a defect of the generator: please report it.",
                    network,
                    result.differingBits(),
                    result.comparedBits(),
                    cycles.difference()
                            .map(d -> " The first difference: " + d + ".")
                            .orElse(""),
                    folder.rtl()));
        }
        events.info(String.format(
                Locale.ROOT,
                "%s: RTL simulation of %s with %s: %s, and %s with their cycles, compared, 0 differ (%.1f s)",
                network,
                Words.count(result.images(), "image"),
                version,
                Words.count(result.comparedBits(), "bit"),
                Words.count(cycles.words(), "word"),
                result.seconds()));
        return new ReportData.Simulation.Ran(
                version,
                result.images(),
                result.comparedBits(),
                result.differingBits(),
                cycles.words(),
                result.seconds());
    }
}
