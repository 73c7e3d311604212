// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import dev.bnn.model.target.OpenBoard;
import dev.bnn.model.target.Target;
import dev.bnn.sim.unit.RtlFabric;
import java.util.Locale;

/** Chips that share their cells, and so what a unit takes of them. */
public enum Family {
    /** Seven-series: look-up tables of six inputs, carries of four bits, block RAM in halves of 18 kbit. */
    XC7(RtlFabric.LUT_RAM),
    /** UltraScale+: the same with carries of eight bits and wider LUT RAM. */
    XCUP(RtlFabric.LUT_RAM),
    /** Logic cells of a look-up table of four inputs, a carry and a flip-flop; block RAM of 4 kbit. */
    ICE40(RtlFabric.BLOCK_RAM);

    private final RtlFabric fabric;

    Family(RtlFabric fabric) {
        this.fabric = fabric;
    }

    /** What stores its streams. */
    public RtlFabric fabric() {
        return fabric;
    }

    /** As the resource of the coefficients names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The family of a target's part. ECP5 has look-up tables of four inputs that hold words, and was not measured: it is taken for
     * seven-series. So is a part that is not known.
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
