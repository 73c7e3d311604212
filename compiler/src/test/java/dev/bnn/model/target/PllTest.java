// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.check.vocabulary.Boards;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Clocks that PLLs generate: never above the requested one, and within the limits of the chips' data sheets. */
class PllTest {
    private static OpenBoard board(String name) {
        return Boards.of(name).orElseThrow().open().orElseThrow();
    }

    @Test
    void knownSettings() {
        // icepll -i 12 -o 90: DIVR 0, DIVF 59, DIVQ 3.
        assertThat(Pll.of(board("ice40-hx8k"), 90)).contains(new Pll(90, 1, 60, 3));
        assertThat(Pll.of(board("ice40-hx8k"), 100).orElseThrow().mhz()).isEqualTo(99);
        assertThat(Pll.of(board("icebreaker"), 24)).contains(new Pll(24, 1, 64, 5));
        assertThat(Pll.of(board("icebreaker"), 12).orElseThrow().none()).isTrue();
        // Lattice's PLL cannot go below 16 MHz.
        assertThat(Pll.of(board("icebreaker"), 13)).isEmpty();
        assertThat(Pll.of(board("icebreaker"), 320)).isEmpty();
        assertThat(Pll.of(board("ulx3s"), 100).orElseThrow().mhz()).isEqualTo(100);
    }

    @Test
    void keepsToTheDataSheets() {
        Random random = new Random(7);
        for (String name : List.of("ice40-hx8k", "icestick", "icebreaker", "ulx3s", "colorlight-i5", "basys-3")) {
            OpenBoard board = board(name);
            boolean ice40 = board.family() == OpenBoard.Family.ICE40;
            for (int i = 0; i < 100; i++) {
                double wanted = 16 + 250 * random.nextDouble();
                Pll pll = Pll.of(board, wanted).orElseThrow();
                assertThat(pll.mhz()).isLessThanOrEqualTo(wanted).isGreaterThan(0.9 * wanted);
                double phase = board.oscillatorMhz() / pll.reference();
                double out = phase * pll.feedback();
                if (board.family() == OpenBoard.Family.ARTIX7) {
                    assertThat(pll.none() || phase >= 19 && phase <= 450 && out >= 800 && out <= 1600)
                            .as("%s", pll)
                            .isTrue();
                    assertThat(out / pll.output()).isCloseTo(pll.mhz(), within(1e-9));
                    assertThat(pll.feedback()).isBetween(2, 64);
                    continue;
                }
                assertThat(phase).isBetween(ice40 ? 10.0 : 3.125, ice40 ? 133.0 : 400.0);
                assertThat(ice40 ? out : out * pll.output()).isBetween(ice40 ? 533.0 : 400.0, ice40 ? 1066.0 : 800.0);
                assertThat(ice40 ? out / (1 << pll.output()) : out).isCloseTo(pll.mhz(), within(1e-9));
                assertThat(pll.feedback()).isBetween(1, ice40 ? 128 : 80);
            }
        }
    }
}
