// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.model.Board;
import dev.bnn.model.Target;
import dev.bnn.template.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/**
 * What surrounds the IP on the board.
 *
 * @param boardFiles patterns of the names of the board files
 * @param family zynq, zynqmp or none, where no block design is known
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
                target.board().equals(Board.NONE) ? "none" : family,
                decimal(target.clockMhz()),
                DMA_LENGTH_BITS);
    }

    /** Six significant digits at most. */
    public static String decimal(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
