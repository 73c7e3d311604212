// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.testing.RandomNetworks;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Compares the float model of random networks with the interpreter, value by value: lowering stops at the first difference. */
class RandomFloatModelsTest {
    private static final int NETWORKS = 150;

    @Test
    void areTheNetworksThatAreLowered() {
        for (long seed = 1000; seed < 1000 + NETWORKS; seed++) {
            RandomNetworks.Case c = RandomNetworks.generate(seed);
            try (FloatModel model = new FloatModel(c.network(), c.parameters())) {
                LoweringRequest request = new LoweringRequest(
                        c.network(), c.parameters(), Optional.of(model), c.images(), Optional.empty());
                assertThatCode(() -> Lowering.lower(request))
                        .as("seed %d: %s", seed, c.network().layers())
                        .doesNotThrowAnyException();
            }
        }
    }
}
