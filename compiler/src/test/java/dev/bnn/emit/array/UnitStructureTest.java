// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.array;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.ir.PositionClasses;
import dev.bnn.ir.Weights;
import dev.bnn.model.ChannelShuffle;
import dev.bnn.model.Factor;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import dev.bnn.model.target.Memory;
import dev.bnn.source.Span;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lines whose hashes are the structures of parameter files. They must not change, since bitstreams in use were built with them. */
class UnitStructureTest {
    private static final Folding FOLDING = new Folding(2, 1, Memory.LUT, true);
    private static final Shape MAP = new Shape(4, 6, 5);

    @Test
    void unitsThatMoveWords() {
        assertThat(UnitStructure.of(new Unit.Pad("pad", Span.NONE, MAP, 2, new Padding(1, 3))))
                .isEqualTo("pad<8, 6, 5, 1>[bnn::border<2, 4>(3)]\n");
        assertThat(UnitStructure.of(new Unit.Window("window", Span.NONE, MAP, 1, Window.square(3, 2), 1)))
                .isEqualTo("window<4, 6, 5, 3, 2>[ring]\n");
        assertThat(UnitStructure.of(new Unit.Pad("pad", Span.NONE, MAP, 2, new Padding(0, 1, 2, 3, 3))))
                .isEqualTo("pad<8, 6, 5, 0, 1, 2, 3>[bnn::border<2, 4>(3)]\n");
        assertThat(UnitStructure.of(new Unit.Window("window", Span.NONE, MAP, 1, new Window(3, 2, 1, 2, 1, 3), 1)))
                .isEqualTo("window<4, 6, 5, 3, 2, 1, 2, 1, 3, 1>[ring]\n");
        assertThat(UnitStructure.of(new Unit.Window("window", Span.NONE, MAP, 1, Window.square(3, 2), 2)))
                .isEqualTo("window<4, 6, 5, 3, 3, 2, 2, 1, 1, 2>[ring]\n");
        assertThat(UnitStructure.of(new Unit.Width("width", Span.NONE, 8, 4, 120)))
                .isEqualTo("width<8, 4, 120>[]\n");
        assertThat(UnitStructure.of(new Unit.Fork("fork", Span.NONE, "skip", MAP, 2, Optional.empty())))
                .isEqualTo("fork<8, 30>[]\n");
        assertThat(UnitStructure.of(new Unit.Upsample("up", Span.NONE, "up", MAP, 2, new Factor(2, 3))))
                .isEqualTo("upsample<8, 6, 5, 2, 3>[]\n");
        assertThat(UnitStructure.of(new Unit.Shuffle("s", Span.NONE, "s", MAP, 2, new ChannelShuffle(2, 4))))
                .isEqualTo("shuffle<2, 4, 2, 30>[]\n");
        assertThat(UnitStructure.of(new Unit.LabelSelect("labels", Span.NONE, 16, 10, 3, 1)))
                .isEqualTo("label_select<16, 10, 3, 8>[]\n");
        assertThat(UnitStructure.of(new Unit.LabelSelect("labels", Span.NONE, 16, 10, 3, 6)))
                .isEqualTo("label_select<16, 10, 3, 8, 6>[]\n");
    }

    @Test
    void poolsAndSums() {
        boolean[] flags = new boolean[4];
        assertThat(UnitStructure.of(
                        new Unit.ByteThreshold("sign", Span.NONE, "sign", new Shape(1, 6, 5), new int[] {128})))
                .isEqualTo("threshold<1, 30>[thresholds] 9x[1]\n");
        assertThat(UnitStructure.of(new Unit.Pool("pool", Span.NONE, "pool", 1, 4, MAP, flags)))
                .isEqualTo("pool<4, 4, 30>[all] 4x[1]\n");
        assertThat(UnitStructure.of(new Unit.Pool("pool", Span.NONE, "pool", 2, 4, MAP, flags)))
                .isEqualTo("pool_codes<2, 4, 4, 30>[all] 4x[1]\n");
        assertThat(UnitStructure.of(new Unit.SumPool("mean", Span.NONE, "q", 1, 4, MAP, flags, new int[12], 3)))
                .isEqualTo("sum_pool<1, 4, 4, 30, 3, 3, 2>[minus, thresholds] 4x[1] 3x[4, 3]\n");
        assertThat(UnitStructure.of(new Unit.Add(
                        "add",
                        Span.NONE,
                        "q",
                        List.of(Optional.empty(), Optional.of("fork")),
                        2,
                        MAP,
                        flags,
                        new int[4],
                        1)))
                .isEqualTo("residual_add<2, 4, 30, 3, 1, 1>[minus, thresholds] 4x[1] 3x[4, 1]\n");
    }

    @Test
    void matrices() {
        Weights bits = new Weights(4, 9, new byte[36], WeightType.BIPOLAR);
        PositionClasses one = PositionClasses.single(new Shape(4, 1, 2));
        // A name that begins like a unit's kind does not matter.
        assertThat(UnitStructure.of(new MatrixUnit.Mvtu(
                        "mvtu_mvtu",
                        Span.NONE,
                        "mvtu",
                        "sign",
                        bits,
                        2,
                        1,
                        new Shape(4, 1, 2),
                        new long[1][4],
                        one,
                        1,
                        5,
                        FOLDING)))
                .isEqualTo("mvtu<bnn::Binary, 4, 9, 2, 1, 5, 1, 2, 1, bnn::OneClass, 2>[weights, thresholds]"
                        + " 1x[2, 18, 1] 5x[2, 2] [0][0,0]\n");
        assertThat(UnitStructure.of(new MatrixUnit.Depthwise(
                        "d_depthwise",
                        Span.NONE,
                        "d",
                        "q",
                        bits,
                        2,
                        new Shape(4, 1, 2),
                        new long[2][12],
                        new PositionClasses(new int[] {0}, new int[] {0, 1}),
                        3,
                        7,
                        FOLDING)))
                .isEqualTo("depthwise_levels<bnn::Codes<2>, 4, 9, 2, 7, 1, 2, 2, classes, 3>[weights, thresholds]"
                        + " 1x[2, 18, 1] 7x[2, 4, 3] [0][0,1]\n");
        assertThat(UnitStructure.of(new MatrixUnit.Scores(
                        "s_scores",
                        Span.NONE,
                        "s",
                        bits,
                        8,
                        new Shape(4, 1, 1),
                        new long[4],
                        new long[4],
                        13,
                        64,
                        FOLDING)))
                .isEqualTo("scores<bnn::Bytes, 4, 9, 2, 1, 13, 64>[weights, multipliers, addends]"
                        + " 1x[2, 18, 1] 64x[2, 2] 64x[2, 2]\n");
    }
}
