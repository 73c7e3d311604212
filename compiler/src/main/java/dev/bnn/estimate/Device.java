// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.model.target.OpenBoard;
import dev.bnn.model.target.Target;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The resources of a device, from the vendor's product tables.
 *
 * @param lut look-up tables of six inputs; on iCE40 and ECP5 logic cells
 * @param ff flip-flops
 * @param bram18 block RAM in halves of 18 kbit; on ECP5 block RAMs of 18 kbit, on iCE40 of 4 kbit
 * @param ultraRom true if ultra RAM can hold constant weights. On UltraScale+ it starts with zeros (UG901); on Versal it takes
 *     initial contents (AM007)
 */
public record Device(String family, long lut, long ff, long bram18, long uram, long dsp, boolean ultraRom) {
    private static final List<Device> KNOWN = List.of(
            new Device("xc7a35t", 20_800, 41_600, 100, 0, 90, false),
            new Device("xc7a100t", 63_400, 126_800, 270, 0, 240, false),
            new Device("xc7z020", 53_200, 106_400, 280, 0, 220, false),
            new Device("xc7z045", 218_600, 437_200, 1_090, 0, 900, false),
            new Device("xczu3eg", 70_560, 141_120, 432, 0, 360, false),
            new Device("xczu7ev", 230_400, 460_800, 624, 96, 1_728, false),
            new Device("xczu9eg", 274_080, 548_160, 1_824, 0, 2_520, false),
            new Device("xck26", 117_120, 234_240, 288, 64, 1_248, false),
            new Device("xcu50", 871_680, 1_743_360, 2_688, 640, 5_952, false),
            new Device("xcu200", 1_182_240, 2_364_480, 4_320, 960, 6_840, false),
            new Device("xcu250", 1_728_000, 3_456_000, 5_376, 1_280, 12_288, false),
            new Device("xcu280", 1_303_680, 2_607_360, 4_032, 960, 9_024, false),
            new Device("xcvc1902", 899_840, 1_799_680, 1_934, 463, 1_968, true));

    /** The device of a full part name such as {@code xc7z020clg400-1}; empty if it is not in the list. */
    public static Optional<Device> ofPart(String part) {
        String name = part.toLowerCase(Locale.ROOT);
        return KNOWN.stream().filter(d -> name.startsWith(d.family)).findFirst();
    }

    /** The device of a target; empty if it is not in the list. Chips of boards for open tools are known by their boards. */
    public static Optional<Device> of(Target target) {
        return of(target.part(), target.board().open(), target.loadable());
    }

    /**
     * The device of a board; empty if it is not known.
     *
     * @param open what is known of a board for open tools
     * @param loadable whether the weights are loaded at run time
     */
    public static Optional<Device> of(String part, Optional<OpenBoard> open, boolean loadable) {
        return ofPart(part).map(d -> d.holding(loadable)).or(() -> open.map(Device::ofChip));
    }

    private static Device ofChip(OpenBoard board) {
        OpenBoard.Chip chip = board.chip();
        return new Device(board.device(), chip.cells(), chip.cells(), chip.ram(), 0, chip.dsp(), false);
    }

    /** The device for weights that are loaded at run time, which any ultra RAM can hold, or for constant weights. */
    public Device holding(boolean loadable) {
        return new Device(family, lut, ff, bram18, uram, dsp, ultraRom || loadable && uram > 0);
    }

    /** All resources of the device. */
    public Resources all() {
        return new Resources(lut, ff, bram18, uram, dsp);
    }

    /** What designs can use: no ultra RAM if it cannot hold weights, since nothing else is put there. */
    public Resources resources() {
        return new Resources(lut, ff, bram18, ultraRom ? uram : 0, dsp);
    }
}
