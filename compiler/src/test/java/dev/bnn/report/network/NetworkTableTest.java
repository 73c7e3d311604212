// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.dataflow.Accumulator;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.report.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTableTest {
    @Test
    void cnvHasThePublishedNumberOfWeightsAndMacs() {
        NetworkTable table = NetworkTable.of(Samples.cnv(""));
        assertThat(table.weights()).isEqualTo(1_542_848);
        assertThat(table.weightBits()).isEqualTo(1_542_848);
        assertThat(table.macs()).isEqualTo(59_461_376);
        assertThat(table.rows())
                .filteredOn(r -> r.macs() > 0)
                .extracting(NetworkTable.Row::macs)
                .containsExactly(
                        1_555_200L,
                        28_901_376L,
                        10_616_832L,
                        14_745_600L,
                        2_654_208L,
                        589_824L,
                        131_072L,
                        262_144L,
                        5_120L);
    }

    @Test
    void floatWeightsTake32Bits() {
        Network twin = NetworkBuilder.named("twin")
                .input(1, 2, 2, ValueSet.ScaledBytes.PLAIN)
                .classes("a", "b")
                .flatten()
                .dense(2, WeightType.FLOAT)
                .build();
        assertThat(NetworkTable.of(twin).weights()).isEqualTo(8);
        assertThat(NetworkTable.of(twin).weightBits()).isEqualTo(256);
    }

    @Test
    void linesAreAlignedForAConsole() {
        Network small = NetworkBuilder.named("small")
                .input(1, 28, 28, ValueSet.ScaledBytes.PLAIN)
                .classes("a", "b")
                .conv(16, 3, 2, new Padding(1, -1), WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .maxPool(2, 2)
                .flatten()
                .dropout(0.2)
                .dense(2, WeightType.BIPOLAR)
                .build();
        assertThat(String.join("\n", NetworkTable.of(small).lines())).isEqualTo("""
                layer       kind                                          output        values             weight bits    MACs  accumulator
                input       image                                         1 x 28 x 28   uint8 as [0, 255]
                conv1       convolution 3 x 3, stride 2, padding 1 of -1  16 x 14 x 14  real                       144  28,224  -2,295 .. 2,295, 13 bits
                batchnorm1  batch norm                                    16 x 14 x 14  real
                sign1       sign                                          16 x 14 x 14  {-1, +1}
                maxpool1    max pool 2 x 2, stride 2                      16 x 7 x 7    {-1, +1}
                flatten1    flatten                                       784           {-1, +1}
                dropout1    dropout 20 %                                  784           {-1, +1}
                dense1      dense 784 to 2                                2             [-784, 784] by 2         1,568   1,568  0 .. 784, 11 bits
                total                                                                                            1,712  29,792""");
    }

    @Test
    void totalsSayTheStorage() {
        assertThat(NetworkTable.of(Samples.cnv("")).totals())
                .isEqualTo("28 layers, 1,542,848 weights of 1,542,848 bits (188.3 KiB), 59,461,376 MACs per image");
    }

    @Test
    void accumulatorsAreThoseOfLoadableUnits() {
        assertThat(Accumulator.of(1, WeightType.BIPOLAR, 9)).hasToString("0 .. 9, 5 bits");
        assertThat(Accumulator.of(1, WeightType.BIPOLAR, 15)).hasToString("0 .. 15, 6 bits");
        assertThat(Accumulator.of(8, WeightType.BIPOLAR, 27)).hasToString("-6,885 .. 6,885, 14 bits");
        assertThat(Accumulator.of(2, WeightType.TERNARY, 4)).hasToString("-12 .. 12, 5 bits");
        assertThat(Accumulator.of(8, WeightType.INT8, 1)).hasToString("-32,385 .. 32,385, 16 bits");
    }

    @Test
    void ofThousandsOfLayersTheFirstAndTheLastAreShown() {
        NetworkBuilder deep = NetworkBuilder.named("deep").input(1, 2, 2, ValueSet.ScaledBytes.PLAIN);
        for (int i = 0; i < 1000; i++) {
            deep.dropout(0.1);
        }
        List<String> lines =
                NetworkTable.of(deep.dense(2, WeightType.BIPOLAR).build()).lines();
        assertThat(lines).hasSize(303);
        assertThat(lines.get(291)).startsWith("...").contains("702 more layers");
        assertThat(lines.get(301)).startsWith("dense1");
    }
}
