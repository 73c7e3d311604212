// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.runtime.internal.engine.plain.PlainEngine;
import dev.bnn.runtime.internal.engine.vector.CountForm;
import dev.bnn.runtime.internal.engine.vector.VectorEngine;
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

    /**
     * {@code words} and {@code bytes} work everywhere, {@code vectors} only if the JVM has the Vector API, and no other name is
     * accepted.
     */
    @Test
    void formsOfCountsAreNamedAndTheVectorApiIsAskedForWhereItIsMissing() {
        CompiledNetwork network = RandomModels.model(1).network();
        try {
            System.setProperty("bnn.counts", "nibbles");
            assertThatThrownBy(() -> EngineChoice.of(network))
                    .hasMessage("bnn.counts is nibbles; it can be words, bytes or vectors");
            System.setProperty("bnn.counts", "bytes");
            assertThat(EngineChoice.of(network)).isInstanceOf(VectorEngine.class);
            System.setProperty("bnn.counts", "vectors");
            if (Runtime.version().feature() < 19) {
                assertThatThrownBy(() -> EngineChoice.of(network))
                        .hasMessage("bnn.counts is vectors, which needs Java 19 or newer, run with --add-modules"
                                + " jdk.incubator.vector");
            } else {
                assertThat(CountForm.VECTORS.available()).isTrue();
                assertThat(EngineChoice.of(network)).isInstanceOf(VectorEngine.class);
            }
        } finally {
            System.clearProperty("bnn.counts");
        }
    }
}
