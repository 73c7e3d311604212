// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.board;

import dev.bnn.model.target.Target;
import dev.bnn.template.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/**
 * The board around the IP.
 *
 * @param boardFiles patterns of the names of the board files
 * @param family zynq or zynqmp; none if there is no block design for the part
 * @param lengthBits width of the DMA's length register
 */
public record BoardView(Text board, List<Text> boardFiles, String family, String clockMhz, int lengthBits) {
    /** The widest length register that the DMA of every Vivado release has. */
    static final int DMA_LENGTH_BITS = 23;

    public static BoardView of(Target target) {
        String part = target.part().toLowerCase(Locale.ROOT);
        String family = part.startsWith("xc7z") ? "zynq" : "zynqmp";
        return new BoardView(
                new Text(target.board().name()),
                target.board().files().stream().map(Text::new).toList(),
                target.board().hasProcessor() ? family : "none",
                decimal(target.clockMhz()),
                DMA_LENGTH_BITS);
    }

    /** At most six significant digits. */
    public static String decimal(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
