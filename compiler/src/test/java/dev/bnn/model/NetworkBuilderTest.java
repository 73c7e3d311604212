// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.model.Layer.Weighted;
import org.junit.jupiter.api.Test;

class NetworkBuilderTest {
    private static final Padding SAME = new Padding(1, 0);

    private static NetworkBuilder image() {
        return NetworkBuilder.named("n").input(3, 32, 32, ValueSet.ScaledBytes.range("-1", "1"));
    }

    @Test
    void typesFollowTheLayers() {
        Network network = image().conv(64, 3, 1, Padding.NONE, WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .conv(64, 3, 1, SAME, WeightType.BIPOLAR)
                .maxPool(2, 2)
                .batchNorm()
                .sign()
                .flatten()
                .dense(10, WeightType.BIPOLAR)
                .build();

        assertThat(network.layers().stream().map(l -> l.name() + " " + l.output()))
                .containsExactly(
                        "conv1 64 x 30 x 30 real",
                        "batchnorm1 64 x 30 x 30 real",
                        "sign1 64 x 30 x 30 {-1, +1}",
                        "conv2 64 x 30 x 30 [-576, 576]",
                        "maxpool1 64 x 15 x 15 [-576, 576]",
                        "batchnorm2 64 x 15 x 15 real",
                        "sign2 64 x 15 x 15 {-1, +1}",
                        "flatten1 14400 {-1, +1}",
                        "dense1 10 [-14400, 14400] by 2");
        assertThat(network.classes()).hasSize(10).startsWith("0", "1");
        assertThat(((Weighted) network.layer("conv1")).macs()).isEqualTo(1_555_200);
    }

    @Test
    void aNamedLayerDoesNotRenumberTheOthers() {
        Network network = image().as("stem")
                .conv(4, 3, 2, Padding.NONE, WeightType.FLOAT)
                .conv(4, 3, 1, Padding.NONE, WeightType.FLOAT)
                .build();
        assertThat(network.layers()).extracting(Layer::name).containsExactly("stem", "conv2");
    }

    @Test
    void refusesWhatDoesNotFit() {
        NetworkBuilder builder = image();
        assertThatThrownBy(() -> builder.maxPool(33, 1)).hasMessage("a window of 33 does not fit into 32");
    }
}
