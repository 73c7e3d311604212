// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import dev.bnn.rtlsim.YosysCounts;

/** The columns {@code lut,ff,bram,dsp} at the end of a line of counts. */
final class CountColumns {
    private CountColumns() {}

    /** @param first the column of {@code lut} */
    static YosysCounts read(String[] cells, int first) {
        return new YosysCounts(
                Long.parseLong(cells[first]),
                0,
                Long.parseLong(cells[first + 1]),
                0,
                Long.parseLong(cells[first + 2]),
                Long.parseLong(cells[first + 3]));
    }

    static String text(YosysCounts counts) {
        return counts.lut() + "," + counts.ff() + "," + counts.ram() + "," + counts.dsp();
    }
}
