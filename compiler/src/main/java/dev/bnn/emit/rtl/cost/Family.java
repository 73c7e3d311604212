// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import dev.bnn.model.target.OpenBoard;
import dev.bnn.model.target.Target;
import dev.bnn.sim.unit.RtlFabric;
import java.util.Locale;

/** A family of chips with the same cells, on which a unit therefore takes the same resources. */
public enum Family {
    /** Seven-series: look-up tables of six inputs, carries of four bits, block RAM in halves of 18 kbit. */
    XC7(RtlFabric.LUT_RAM),
    /** UltraScale+: as seven-series, but with carries of eight bits and wider LUT RAM. */
    XCUP(RtlFabric.LUT_RAM),
    /** iCE40: logic cells of a look-up table of four inputs, a carry and a flip-flop; block RAM of 4 kbit. */
    ICE40(RtlFabric.BLOCK_RAM);

    private final RtlFabric fabric;

    Family(RtlFabric fabric) {
        this.fabric = fabric;
    }

    /** The kind of memory that stores the streams. */
    public RtlFabric fabric() {
        return fabric;
    }

    /** The name in {@code coefficients.csv}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The family of a target's part. ECP5 has look-up tables of four inputs, with LUT RAM. It was not measured, so it counts as
     * seven-series. So does an unknown part.
     */
    public static Family of(Target target) {
        boolean ice40 = target.board()
                .open()
                .filter(board -> board.family() == OpenBoard.Family.ICE40)
                .isPresent();
        String part = target.part().toLowerCase(Locale.ROOT);
        if (ice40) {
            return ICE40;
        }
        return part.startsWith("xczu") || part.startsWith("xck") || part.startsWith("xcv") || part.startsWith("xcu")
                ? XCUP
                : XC7;
    }
}
