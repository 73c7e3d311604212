// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.estimate.Device;
import dev.bnn.estimate.Resources;
import dev.bnn.estimate.UnitEstimate;
import dev.bnn.fold.DeviceFit;
import dev.bnn.fold.FoldExplorer;
import dev.bnn.model.Network;
import dev.bnn.model.target.Target;
import dev.bnn.report.explore.ExploreData;
import dev.bnn.source.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The explored foldings of a network, as text for the log and as data for its page.
 *
 * @param trained whether the parameters are trained, so that accumulators have the same width as in the hardware
 * @param figures figures of the target's design; the figures of all other designs ignore the sizes of their streams
 */
public record Exploration(
        Network network, Target target, boolean trained, FoldExplorer found, PipelineFigures figures) {
    /** Maximum number of designs of the front that the log shows. */
    private static final int SHOWN = 12;

    private static final String UNSIZED = "before streams are sized";

    public List<String> lines() {
        List<FoldExplorer.Point> front = found.front();
        List<String> lines = new ArrayList<>();
        lines.add(
                trained
                        ? "accumulators are as wide as the trained parameters make them"
                        : "not trained yet: accumulators are as wide as weights of alternating signs make them, and trained"
                                + " ones may take a little more or less");
        lines.add(Words.count(front.size(), "design") + " from "
                + rate(front.get(front.size() - 1)) + " to " + rate(front.get(0)) + " frames/s at "
                + Words.number(target.clockMhz()) + " MHz, " + UNSIZED
                + (front.size() > SHOWN ? ", some of them here" : ""));
        lines.add(String.format(
                "%12s %12s %10s %10s %8s %6s %6s  %s",
                "frames/s", "cycles", "LUT", "FF", "BRAM18", "URAM", "DSP", "limited by"));
        for (int i = 0; i < Math.min(SHOWN, front.size()); i++) {
            int at = front.size() <= SHOWN ? i : (int) ((long) i * (front.size() - 1) / (SHOWN - 1));
            lines.add(row(front.get(at)));
        }
        String free = String.format(Locale.ROOT, "with %.0f %% of %s free", 100 * DeviceFit.MARGIN, target.part());
        if (found.fitting().isPresent()) {
            FoldExplorer.Point p = found.fitting().get();
            lines.add("the fastest " + free + ": " + rate(p) + " frames/s, limited by " + p.bottleneck() + ", "
                    + Words.count(p.cost().lut()) + " LUT, "
                    + Words.count(p.cost().bram18()) + " BRAM18 " + UNSIZED);
        } else if (Device.of(target).isPresent()) {
            lines.add("no design fits " + free);
        }
        lines.addAll(advice());
        return lines;
    }

    private String row(FoldExplorer.Point p) {
        Resources cost = p.cost();
        return String.format(
                Locale.ROOT,
                "%12s %,12d %,10d %,10d %,8d %,6d %,6d  %s",
                rate(p),
                p.interval(),
                cost.lut(),
                cost.ff(),
                cost.bram18(),
                cost.uram(),
                cost.dsp(),
                p.bottleneck());
    }

    private String rate(FoldExplorer.Point p) {
        return p.rate(target.clockMhz()).text();
    }

    /** What limits the target's design, and what the next larger PE would gain. */
    public List<String> advice() {
        List<String> advice = new ArrayList<>();
        advice.add("target " + target.name() + ": " + figures.summary());
        if (found.nextPe().isEmpty()) {
            advice.add(figures.bottleneck() + " has no faster folding");
            return advice;
        }
        FoldExplorer.NextPe next = found.nextPe().get();
        Resources more = next.then().cost().minus(found.chosen().cost());
        advice.add(String.format(
                Locale.ROOT,
                "PE %,d instead of %,d in %s: %s frames/s, then limited by %s, for %+,d LUT and %+,d BRAM18 %s",
                next.to().pe(),
                next.from().pe(),
                next.layer(),
                rate(next.then()),
                next.then().bottleneck(),
                more.lut(),
                more.bram18(),
                UNSIZED));
        return advice;
    }

    public ExploreData page() {
        return new ExploreData(
                network.name(),
                network.title(),
                target.name(),
                target.part(),
                target.clockMhz(),
                trained,
                found.front().stream().map(this::point).toList(),
                new ExploreData.Point(
                        figures.rate(), figures.sized().interval(), figures.bottleneck(), figures.total()),
                found.fitting().map(this::point),
                Device.of(target).map(Device::resources),
                DeviceFit.MARGIN,
                advice(),
                figures.estimate().units().stream().map(Exploration::unit).toList());
    }

    private ExploreData.Point point(FoldExplorer.Point p) {
        return new ExploreData.Point(p.rate(target.clockMhz()), p.interval(), p.bottleneck(), p.cost());
    }

    private static ExploreData.Unit unit(UnitEstimate e) {
        String fold = e.unit() instanceof MatrixUnit m
                ? m.folding().pe() + " \u00d7 " + m.folding().simd() + ", "
                        + m.folding().memory().word()
                : "";
        return new ExploreData.Unit(
                e.unit().name(), e.unit().kind(), fold, e.cycles(), e.depth(), e.resources(), e.finnLut());
    }
}
