// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.estimate.Device;
import dev.bnn.estimate.Estimate;
import dev.bnn.estimate.FrameRate;
import dev.bnn.estimate.Resources;
import dev.bnn.estimate.UnitEstimate;
import dev.bnn.fold.DeviceFit;
import dev.bnn.model.ResourceKind;
import dev.bnn.model.Target;
import dev.bnn.source.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the hardware of a target takes and how fast it is, for weights that are not trained yet.
 *
 * @param estimate cycles and resources by unit
 * @param interval cycles from one image to the next
 * @param sized whether the streams are as deep as they must be; before that the resources are those of the shallowest streams
 */
public record Figures(Target target, Estimate estimate, long interval, boolean sized) {
    /** Units that have a part in a layer, the one with its weights first. */
    public List<UnitEstimate> units(String layer) {
        List<UnitEstimate> units = new ArrayList<>();
        for (UnitEstimate unit : estimate.units()) {
            boolean matrix = unit.unit() instanceof MatrixUnit m && m.layer().equals(layer);
            boolean part =
                    unit.unit().name().equals(layer) || unit.unit().name().startsWith(layer + "_");
            if (matrix) {
                units.add(0, unit);
            } else if (part || unit.unit().result().equals(layer)) {
                units.add(unit);
            }
        }
        return units;
    }

    public Unit bottleneck() {
        return estimate.flow().bottleneck();
    }

    public FrameRate rate() {
        return FrameRate.of(target.clockMhz(), interval);
    }

    /** Share of a unit's cycles in the interval, in percent. */
    public long share(UnitEstimate unit) {
        return Math.round(100.0 * unit.cycles() / interval);
    }

    /** What the design lacks on its part; empty where it fits, or nothing is known of the part. */
    public Optional<String> missing() {
        return Device.of(target)
                .map(Device::resources)
                .filter(part -> !estimate.total().within(part))
                .map(part -> DeviceFit.missing(estimate.total(), part));
    }

    /** The figures in a line: "3,051 frames/s, 21,000 LUT, 134 BRAM18, limited by conv2". */
    public String line() {
        Resources total = estimate.total();
        return rate().text() + " frames/s, " + Words.count(total.lut()) + " LUT, "
                + Words.count(total.bram18()) + " BRAM18" + more(total)
                + ", limited by " + bottleneck().name()
                + missing().map(m -> "; does not fit: " + m).orElse("")
                + (sized ? "" : " (streams not sized yet)");
    }

    private static String more(Resources total) {
        return total.uram() > 0
                ? String.format(
                        Locale.ROOT,
                        ", %,d %s",
                        total.uram(),
                        ResourceKind.URAM.word().toUpperCase(Locale.ROOT))
                : "";
    }
}
