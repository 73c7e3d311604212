// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.model.Target;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The resources of a device, from the vendor's product tables.
 *
 * @param ultraRom true if ultra RAM can hold constant weights. On UltraScale+ it starts with zeros (UG901); on Versal it takes
 *     initial contents (AM007)
 */
public record Device(String family, long lut, long ff, long bram36, long uram, long dsp, boolean ultraRom) {
    private static final List<Device> KNOWN = List.of(
            new Device("xc7a35t", 20_800, 41_600, 50, 0, 90, false),
            new Device("xc7a100t", 63_400, 126_800, 135, 0, 240, false),
            new Device("xc7z020", 53_200, 106_400, 140, 0, 220, false),
            new Device("xc7z045", 218_600, 437_200, 545, 0, 900, false),
            new Device("xczu3eg", 70_560, 141_120, 216, 0, 360, false),
            new Device("xczu7ev", 230_400, 460_800, 312, 96, 1_728, false),
            new Device("xczu9eg", 274_080, 548_160, 912, 0, 2_520, false),
            new Device("xck26", 117_120, 234_240, 144, 64, 1_248, false),
            new Device("xcvc1902", 899_840, 1_799_680, 967, 463, 1_968, true));

    /** The device of a full part name such as {@code xc7z020clg400-1}; empty if it is not in the list. */
    public static Optional<Device> ofPart(String part) {
        String name = part.toLowerCase(Locale.ROOT);
        return KNOWN.stream().filter(d -> name.startsWith(d.family)).findFirst();
    }

    /** The device of a target; empty if it is not in the list. */
    public static Optional<Device> of(Target target) {
        return ofPart(target.part()).map(d -> d.holding(target.loadable()));
    }

    /** The device for weights that are loaded at run time, which any ultra RAM can hold, or for constant weights. */
    public Device holding(boolean loadable) {
        return new Device(family, lut, ff, bram36, uram, dsp, ultraRom || loadable && uram > 0);
    }

    /** Block RAM in halves of 18 kbit. */
    public long bram18() {
        return 2 * bram36;
    }

    /** All resources of the device. */
    public Resources all() {
        return new Resources(lut, ff, bram18(), uram, dsp);
    }

    /** What designs can use: no ultra RAM if it cannot hold weights, since nothing else is put there. */
    public Resources resources() {
        return new Resources(lut, ff, bram18(), ultraRom ? uram : 0, dsp);
    }
}
