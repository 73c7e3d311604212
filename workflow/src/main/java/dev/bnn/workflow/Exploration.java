package dev.bnn.workflow;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.estimate.Device;
import dev.bnn.estimate.Resources;
import dev.bnn.estimate.UnitEstimate;
import dev.bnn.fold.Fit;
import dev.bnn.fold.FoldExplorer;
import dev.bnn.model.Network;
import dev.bnn.model.Target;
import dev.bnn.report.ExploreData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was found of a network's foldings, in words for the log and as data for its page. */
record Exploration(Network network, Target target, FoldExplorer found, PipelineFigures figures) {
    /** Designs that the log shows of the front. */
    private static final int SHOWN = 12;

    List<String> lines() {
        List<FoldExplorer.Point> front = found.front();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %,d designs from %,.0f to %,.0f frames/s at %.0f MHz%s",
                network.name(),
                front.size(),
                shown(front.get(front.size() - 1)),
                shown(front.get(0)),
                target.clockMhz(),
                front.size() > SHOWN ? ", some of them here" : ""));
        lines.add(String.format(
                "%s: %12s %12s %10s %8s  %s", network.name(), "frames/s", "cycles", "LUT", "BRAM18", "limited by"));
        for (int i = 0; i < Math.min(SHOWN, front.size()); i++) {
            int at = front.size() <= SHOWN ? i : (int) ((long) i * (front.size() - 1) / (SHOWN - 1));
            lines.add(row(front.get(at)));
        }
        String free = String.format(Locale.ROOT, "with %.0f %% of %s free", 100 * Fit.MARGIN, target.part());
        if (found.fitting().isPresent()) {
            lines.add(network.name() + ": the most " + free + ": "
                    + says(found.fitting().get()));
        } else if (Device.of(target).isPresent()) {
            lines.add(network.name() + ": no design leaves so much: " + free);
        }
        advice().forEach(sentence -> lines.add(network.name() + ": " + sentence));
        return lines;
    }

    private String row(FoldExplorer.Point p) {
        return String.format(
                Locale.ROOT,
                "%s: %,12.0f %,12d %,10d %,8d  %s",
                network.name(),
                shown(p),
                p.interval(),
                p.cost().lut(),
                p.cost().bram18(),
                p.bottleneck());
    }

    private double fps(FoldExplorer.Point p) {
        return target.clockMhz() * 1e6 / p.interval();
    }

    /** Frames a second for people: no more than there are. */
    private double shown(FoldExplorer.Point p) {
        return Math.floor(fps(p));
    }

    private String says(FoldExplorer.Point p) {
        return String.format(
                Locale.ROOT,
                "%,.0f frames/s, limited by %s, %,d LUT, %,d BRAM18",
                shown(p),
                p.bottleneck(),
                p.cost().lut(),
                p.cost().bram18());
    }

    /** What holds the target's design back, and what a step of PE would give. */
    List<String> advice() {
        List<String> advice = new ArrayList<>();
        advice.add("target " + target.name() + ": " + says(found.chosen()));
        if (found.step().isEmpty()) {
            advice.add(found.chosen().bottleneck() + " has no faster folding");
            return advice;
        }
        FoldExplorer.Step step = found.step().get();
        Resources more = step.then().cost().minus(found.chosen().cost());
        advice.add(String.format(
                Locale.ROOT,
                "PE %d instead of %d in %s: %,.0f frames/s, then limited by %s, for %+,d LUT and %+,d BRAM18",
                step.to().pe(),
                step.from().pe(),
                step.layer(),
                shown(step.then()),
                step.then().bottleneck(),
                more.lut(),
                more.bram18()));
        return advice;
    }

    ExploreData page() {
        Optional<Device> device = Device.of(target);
        return new ExploreData(
                network.name(),
                network.title(),
                target.name(),
                target.part(),
                target.clockMhz(),
                found.front().stream().map(this::point).toList(),
                point(found.chosen()),
                found.fitting().map(this::point),
                device.map(d -> new ExploreData.Limits(d.lut(), d.bram18(), d.uram())),
                Fit.MARGIN,
                advice(),
                figures.estimate().units().stream().map(Exploration::unit).toList());
    }

    private ExploreData.Point point(FoldExplorer.Point p) {
        return new ExploreData.Point(
                fps(p),
                p.interval(),
                p.bottleneck(),
                p.cost().lut(),
                p.cost().bram18(),
                p.cost().uram());
    }

    private static ExploreData.Unit unit(UnitEstimate e) {
        Resources r = e.resources();
        String fold = e.unit() instanceof MatrixUnit m
                ? m.folding().pe() + " \u00d7 " + m.folding().simd() + ", "
                        + m.folding().memory().word()
                : "";
        return new ExploreData.Unit(
                e.unit().name(),
                e.unit().kind(),
                fold,
                e.cycles(),
                e.depth(),
                r.lut(),
                e.finnLut(),
                r.ff(),
                r.bram18(),
                r.uram(),
                r.dsp());
    }
}
