package dev.bnn.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.WeightType;
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
                .input(1, 2, 2, 1, 0)
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
                .input(1, 28, 28, 1, 0)
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
                layer       kind                                          output                         weight bits    MACs
                input       image                                         1 x 28 x 28 uint8 as [0, 255]
                conv1       convolution 3 x 3, stride 2, padding 1 of -1  16 x 14 x 14 real                      144  28,224
                batchnorm1  batch norm                                    16 x 14 x 14 real
                sign1       sign                                          16 x 14 x 14 {-1, +1}
                maxpool1    max pool 2 x 2, stride 2                      16 x 7 x 7 {-1, +1}
                flatten1    flatten                                       784 {-1, +1}
                dropout1    dropout 20 %                                  784 {-1, +1}
                dense1      dense 784 to 2                                2 [-784, 784] by 2                   1,568   1,568
                total                                                                                          1,712  29,792""");
    }
}
