// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.vocabulary.Boards;
import dev.bnn.estimate.Costs;
import dev.bnn.estimate.Resources;
import dev.bnn.model.Shape;
import dev.bnn.source.Span;
import org.junit.jupiter.api.Test;

/** What surrounds a pipeline on its board. */
class ShellTest {
    /** The counts of yosys 0.23 for {@code bnnlib_serial}, {@code synth_ice40}. */
    @Test
    void holdsAnImageInBlockRam() {
        assertThat(shell("ice40-hx8k", new Shape(1, 28, 28)).bram18()).isEqualTo(2);
        assertThat(shell("ice40-hx8k", new Shape(1, 48, 64)).bram18()).isEqualTo(6);
        assertThat(shell("ice40-hx8k", new Shape(3, 32, 32)).bram18()).isEqualTo(6);
        assertThat(shell("ice40-hx8k", new Shape(3, 48, 48)).bram18()).isEqualTo(14);
    }

    @Test
    void holdsNoneWhereThereIsALargeRamOrAProcessor() {
        assertThat(shell("icebreaker", new Shape(3, 48, 48)).bram18()).isZero();
        assertThat(shell("pynq-z1", new Shape(3, 48, 48))).isEqualTo(Costs.SHELL);
    }

    private static Resources shell(String board, Shape image) {
        return RtlCosts.of(Boards.of(board).orElseThrow().target(Span.NONE)).shell(image);
    }
}
