// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.open;

import dev.bnn.model.target.OpenBoard;
import java.util.List;

/**
 * The speed of a serial line.
 *
 * @param baud bits a second
 * @param bit cycles of the design's clock that a bit takes
 */
public record SerialLine(int baud, int bit) {
    private static final List<Integer> SPEEDS = List.of(3_000_000, 1_000_000, 500_000, 115_200);

    /** How far a bit may be off: at the end of a byte of ten bits a fifth of a bit. */
    private static final double TOLERANCE = 0.02;

    /** Below four cycles a bit the receiver does not find its middle. */
    private static final int LEAST = 4;

    /** The fastest that the board takes and that the clock's cycles give closely enough. */
    public static SerialLine of(OpenBoard board, double clockMhz) {
        return SPEEDS.stream()
                .filter(baud -> baud <= board.baud())
                .map(baud -> new SerialLine(baud, (int) Math.round(clockMhz * 1e6 / baud)))
                .filter(line -> line.bit >= LEAST && Math.abs(line.bit * line.baud / (clockMhz * 1e6) - 1) <= TOLERANCE)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no serial line at " + clockMhz + " MHz"));
    }
}
