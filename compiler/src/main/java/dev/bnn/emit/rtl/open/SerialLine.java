// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.open;

import dev.bnn.model.target.OpenBoard;
import java.util.List;

/**
 * The speed of a serial line.
 *
 * @param baud bits per second
 * @param bit cycles of the design's clock per bit
 */
public record SerialLine(int baud, int bit) {
    private static final List<Integer> SPEEDS = List.of(3_000_000, 1_000_000, 500_000, 115_200);

    /** Largest relative error of the time of a bit. Over the ten bits of a byte it adds up to a fifth of a bit. */
    private static final double TOLERANCE = 0.02;

    /** With fewer than four cycles per bit the receiver does not find the middle of a bit. */
    private static final int LEAST = 4;

    /** The fastest line that the board supports and that whole cycles of the clock come close enough to. */
    public static SerialLine of(OpenBoard board, double clockMhz) {
        return SPEEDS.stream()
                .filter(baud -> baud <= board.baud())
                .map(baud -> new SerialLine(baud, (int) Math.round(clockMhz * 1e6 / baud)))
                .filter(line -> line.bit >= LEAST && Math.abs(line.bit * line.baud / (clockMhz * 1e6) - 1) <= TOLERANCE)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no serial line at " + clockMhz + " MHz"));
    }
}
