// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.runtime.internal.engine.plain.PlainEngine;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import org.junit.jupiter.api.Test;

class EngineChoiceTest {
    @Test
    void anUnknownEngineIsNamed() {
        CompiledNetwork network = RandomModels.model(1).network();
        System.setProperty("bnn.engine", "fast");
        try {
            assertThatThrownBy(() -> EngineChoice.of(network))
                    .hasMessage("bnn.engine is fast; it can be vector, packed or plain");
            System.setProperty("bnn.engine", "plain");
            assertThat(EngineChoice.of(network)).isInstanceOf(PlainEngine.class);
        } finally {
            System.clearProperty("bnn.engine");
        }
    }
}
