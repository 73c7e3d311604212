// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware.openflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.vocabulary.Boards;
import dev.bnn.model.target.OpenBoard;
import org.junit.jupiter.api.Test;

/** The clock that a design which misses its own is advised to take. */
class SlowerClockTest {
    @Test
    void isOneThatTheBoardMakes() {
        OpenBoard board = Boards.of("icebreaker").orElseThrow().open().orElseThrow();
        assertThat(OpenBitstream.slower(board, 22.9)).hasValue(22.0);
        // The PLL makes 16 MHz and more, the oscillator 12.
        assertThat(OpenBitstream.slower(board, 15.9)).hasValue(12.0);
        assertThat(OpenBitstream.slower(board, 12.1)).hasValue(12.0);
        assertThat(OpenBitstream.slower(board, 11.9)).isEmpty();
    }
}
