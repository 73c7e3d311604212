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
import dev.bnn.model.target.ResourceKind;
import dev.bnn.model.target.Target;
import dev.bnn.source.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The resources and the speed of the hardware for a target, with weights that are not trained yet.
 *
 * @param estimate cycles and resources by unit
 * @param interval cycles from one image to the next
 * @param sized whether the streams are sized; if not, the resources are those of the shallowest streams
 */
public record Figures(Target target, Estimate estimate, long interval, boolean sized) {
    /**
     * The units of a layer, the one with its weights first.
     *
     * @param layers the names of all layers: the name of a unit begins with that of its layer
     */
    public List<UnitEstimate> units(String layer, Collection<String> layers) {
        List<UnitEstimate> units = new ArrayList<>();
        for (UnitEstimate unit : estimate.units()) {
            if (unit.unit() instanceof MatrixUnit m && m.layer().equals(layer)) {
                units.add(0, unit);
            } else if (owner(unit.unit(), layers).equals(layer)
                    || unit.unit().result().equals(layer)) {
                units.add(unit);
            }
        }
        return units;
    }

    /** The layer with the longest name that the name of the unit begins with; empty if there is none. */
    private static String owner(Unit unit, Collection<String> layers) {
        return layers.stream()
                .filter(l -> (unit.name() + "_").startsWith(l + "_"))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    public Unit bottleneck() {
        return estimate.flow().bottleneck();
    }

    public FrameRate rate() {
        return FrameRate.of(target.clockMhz(), interval);
    }

    /** Share of a unit's cycles in the interval, such as 98.5 %. */
    public String share(UnitEstimate unit) {
        return Words.percentText((double) unit.cycles() / interval, 1);
    }

    /** The resources that the part lacks for the design; empty if it fits, or if the part is unknown. */
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
