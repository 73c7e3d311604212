// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.emit.Backend;
import dev.bnn.estimate.CostModel;
import dev.bnn.estimate.Device;
import dev.bnn.estimate.Estimate;
import dev.bnn.estimate.FrameRate;
import dev.bnn.estimate.Resources;
import dev.bnn.fold.DeviceFit;
import dev.bnn.model.target.ResourceKind;
import dev.bnn.model.target.Target;
import dev.bnn.report.data.ReportData;
import dev.bnn.sim.SizedDesign;
import dev.bnn.sim.StreamDepths;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Severity;
import dev.bnn.source.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The figures of a target's design that are known before any vendor tool runs. The goals explore, explain, synthesize and compare
 * all take them from here, and so does the report.
 *
 * @param design the pipeline, with its streams as deep as its back end needs
 * @param costs the cost model of that back end
 */
public record PipelineFigures(Target target, SizedDesign design, CostModel costs) {
    /**
     * @throws DiagnosticException if the target section sets the depth of a stream that does not exist, or a depth that blocks
     *     the pipeline
     */
    public static PipelineFigures of(Target target, Dataflow flow, Backend backend) {
        return new PipelineFigures(target, backend.size(target, flow), backend.costs(target));
    }

    /** The pipeline with its streams sized, and its simulated interval. */
    public StreamDepths.Sized sized() {
        return design.sized();
    }

    public Estimate estimate() {
        return design.estimate();
    }

    private static Target.Fifo firstFifo(Target target) {
        return target.fifos().values().stream()
                .min(Comparator.comparing(f -> f.span().start().line()))
                .orElseThrow();
    }

    /** Warnings if the depths of streams slow the design down, or make it exceed a limit. */
    public List<Diagnostic> notes() {
        List<Diagnostic> notes = new ArrayList<>(design.warnings());
        if (!target.fifos().isEmpty() && sized().interval() > sized().timing().bound()) {
            notes.add(new Diagnostic(
                    Code.CHOSEN_DEPTH,
                    Severity.WARNING,
                    firstFifo(target).span(),
                    String.format(
                            Locale.ROOT,
                            "with these depths of streams an image takes %,d cycles, not the %,d of %s",
                            sized().interval(),
                            sized().timing().bound(),
                            bottleneck()),
                    "make them deeper, or leave them to the simulation, which finds depths that never stall"));
        }
        Device.of(target)
                .flatMap(d -> exceeded(d.resources(), Code.PART_EXCEEDED, "does not fit " + target.part()))
                .or(() -> exceeded(
                        Resources.limits(target.budget()),
                        Code.BUDGET,
                        "exceeds the budget of target " + target.name()))
                .ifPresent(notes::add);
        return notes;
    }

    /**
     * A warning if the design exceeds a limit only once its streams are sized; the search for foldings reports the other cases.
     */
    private Optional<Diagnostic> exceeded(Resources limit, Code code, String what) {
        Dataflow shallow = flow().withDepths(Collections.nCopies(flow().depths().size(), Dataflow.MIN_DEPTH));
        if (total().within(limit) || !Estimate.of(shallow, costs).total().within(limit)) {
            return Optional.empty();
        }
        return Optional.of(new Diagnostic(
                code,
                Severity.WARNING,
                target.span(),
                "with its streams sized, the design " + what + ": " + DeviceFit.missing(total(), limit),
                "ask for fewer frames per second, or choose a larger part"));
    }

    Dataflow flow() {
        return sized().flow();
    }

    public FrameRate rate() {
        return FrameRate.of(target.clockMhz(), sized().interval());
    }

    /** Resources of the whole design, with streams and the board's shell. */
    public Resources total() {
        return estimate().total();
    }

    /** The name of the slowest unit. */
    public String bottleneck() {
        return flow().bottleneck().name();
    }

    /** Whether the design fits the part; true if the part's resources are not known. */
    public boolean fits() {
        return Device.of(target).filter(d -> !total().within(d.resources())).isEmpty();
    }

    /** The section {@code estimate} of the metrics. */
    Map<String, Object> metrics() {
        Resources total = total();
        Map<String, Object> cycles = new LinkedHashMap<>();
        Map<String, Object> depths = new LinkedHashMap<>();
        for (int i = 0; i < flow().units().size(); i++) {
            Unit unit = flow().units().get(i);
            cycles.put(unit.name(), unit.cycles());
        }
        for (int i = 0; i < flow().depths().size(); i++) {
            if (flow().depths().get(i) > Dataflow.MIN_DEPTH) {
                depths.put(flow().streams().get(i).id(), flow().depths().get(i));
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("cycles", cycles);
        figures.put("bound_cycles", sized().timing().bound());
        figures.put("interval_cycles", sized().interval());
        figures.put("latency_cycles", latency().least());
        figures.put("latency_cycles_staged", latency().most());
        figures.put("stream_depths", depths);
        figures.put("clock_mhz", target.clockMhz());
        figures.put("fps", rate().value());
        for (ResourceKind kind : ResourceKind.values()) {
            figures.put(kind.word(), total.amount(kind));
        }
        figures.put("finn_lut", estimate().finnLut());
        return figures;
    }

    /** The figures as one line, the same for every goal. */
    String summary() {
        Resources total = total();
        return rate().text() + " frames/s at " + Words.number(target.clockMhz()) + " MHz, limited by " + bottleneck()
                + "; latency " + latency().cycles() + " (" + latency().assumes() + "); about "
                + Words.count(total.lut())
                + " LUT, " + Words.count(total.bram18()) + " BRAM18"
                + (total.uram() > 0 ? ", " + Words.count(total.uram()) + " URAM" : "") + " (estimates)";
    }

    private ReportData.Latency latency() {
        StreamDepths.Sized sized = sized();
        long least = design.stages() == 0 ? sized.latency() : sized.timing().latency();
        return new ReportData.Latency(least, sized.latency(), design.stages());
    }

    /** @param fronts plots of all designs */
    ReportData.Dataflow stages(List<String> fronts) {
        List<ReportData.Stage> stages = new ArrayList<>();
        for (int i = 0; i < flow().units().size(); i++) {
            Unit unit = flow().units().get(i);
            Optional<Folding> fold = unit instanceof MatrixUnit m ? Optional.of(m.folding()) : Optional.empty();
            stages.add(new ReportData.Stage(
                    unit.name(),
                    unit.kind() + skip(i),
                    fold.map(Folding::pe).orElse(0),
                    fold.map(Folding::simd).orElse(0),
                    unit.cycles(),
                    unit.outBits(),
                    flow().depths().get(i)));
        }
        return new ReportData.Dataflow(
                target.name(),
                target.part(),
                target.clockMhz(),
                target.wantsFps() ? target.fps() : 0,
                sized().interval(),
                latency(),
                stages,
                skips(),
                fronts);
    }

    private List<ReportData.Skip> skips() {
        List<ReportData.Skip> skips = new ArrayList<>();
        List<Dataflow.Stream> streams = flow().streams();
        for (int s = flow().units().size(); s < streams.size(); s++) {
            Dataflow.Stream stream = streams.get(s);
            skips.add(new ReportData.Skip(
                    stream.writer(),
                    stream.reader(),
                    stream.bits(),
                    flow().depths().get(s)));
        }
        return skips;
    }

    /** The depth of the second stream of a fork, as text; empty for other units. */
    private String skip(int unit) {
        return flow().written(unit)
                .skip(1)
                .mapToObj(s -> String.format(
                        Locale.ROOT,
                        ", to %s by %,d words",
                        flow().units().get(flow().streams().get(s).reader()).name(),
                        flow().depths().get(s)))
                .collect(Collectors.joining());
    }

    ReportData.Resources resources() {
        Resources used = total();
        Optional<Device> device = Device.of(target);
        List<ReportData.Use> uses = new ArrayList<>();
        for (ResourceKind kind : ResourceKind.values()) {
            long available = device.map(d -> d.all().amount(kind)).orElse(0L);
            if (kind != ResourceKind.URAM || used.uram() > 0) {
                uses.add(new ReportData.Use(kind.name(), used.amount(kind), available));
            }
        }
        return new ReportData.Resources(target.part(), uses);
    }
}
