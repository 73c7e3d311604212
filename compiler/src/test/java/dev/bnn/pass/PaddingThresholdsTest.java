// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.ir.Op;
import dev.bnn.model.Activation;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.testing.Float64Reference;
import dev.bnn.testing.RandomNetworks;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Padding with a value that the layer reads anyway costs no thresholds; any other value needs its own thresholds at the border. */
class PaddingThresholdsTest {
    static Stream<Arguments> paddings() {
        return Stream.of(
                Arguments.of(Activation.SIGN, -1, 1),
                Arguments.of(Activation.SIGN, 1, 1),
                Arguments.of(Activation.SIGN, 0, 9),
                Arguments.of(new Activation(2, true), -1, 1),
                Arguments.of(new Activation(2, true), 0, 9),
                Arguments.of(new Activation(2, false), 0, 1),
                Arguments.of(new Activation(2, false), -1, 9),
                Arguments.of(Activation.TERNARY, 0, 1),
                Arguments.of(Activation.TERNARY, -1, 1));
    }

    @ParameterizedTest
    @MethodSource("paddings")
    void classesOfThresholds(Activation levels, int padding, int classes) {
        Network network = NetworkBuilder.named("net")
                .input(2, 6, 5, ValueSet.ScaledBytes.range("-128", "127"))
                .conv(4, 1, 1, Padding.NONE, WeightType.BIPOLAR)
                .batchNorm()
                .quantize(levels)
                .conv(5, 3, 1, new Padding(1, padding), WeightType.TERNARY)
                .batchNorm()
                .sign()
                .dense(3, WeightType.BIPOLAR)
                .build();
        RandomNetworks.Case random = RandomNetworks.of(11, network);
        Lowered lowered = Lowering.lower(new LoweringRequest(
                network,
                random.parameters(),
                Optional.of(new Float64Reference(network, random.parameters())),
                random.images(),
                Optional.empty()));
        assertThat(lowered.ir().nodes())
                .filteredOn(n -> n.op() instanceof Op.Threshold)
                .extracting(n -> ((Op.Threshold) n.op()).classes().count())
                .containsExactly(1, classes);
    }
}
