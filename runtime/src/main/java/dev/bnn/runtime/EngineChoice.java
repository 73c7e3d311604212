// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import dev.bnn.runtime.internal.engine.Engine;
import dev.bnn.runtime.internal.engine.packed.PackedEngine;
import dev.bnn.runtime.internal.engine.plain.PlainEngine;
import dev.bnn.runtime.internal.engine.vector.VectorEngine;
import dev.bnn.runtime.internal.network.CompiledNetwork;

/**
 * Chooses the engine. {@link VectorEngine} was the fastest in all measurements, on processors with vector instructions for bit
 * counts and on others. Networks whose matrices have very many columns get {@link PackedEngine}, since {@link VectorEngine} has
 * buffers for each column. The system property {@code bnn.engine}, one of {@code vector}, {@code packed} and {@code plain},
 * overrides the choice. All engines give the same bits.
 */
final class EngineChoice {
    /** With at most this many columns in all matrices, a vector engine's buffers stay below 100 MB. */
    private static final long MOST_COLUMNS = 1 << 20;

    private EngineChoice() {}

    static Engine of(CompiledNetwork network) {
        boolean manyColumns = network.matrixColumns() > MOST_COLUMNS;
        String wanted = System.getProperty("bnn.engine", manyColumns ? "packed" : "vector");
        return switch (wanted) {
            case "vector" -> new VectorEngine(network);
            case "packed" -> new PackedEngine(network);
            case "plain" -> new PlainEngine(network);
            default ->
                throw new IllegalArgumentException("bnn.engine is " + wanted + "; it can be vector, packed or plain");
        };
    }
}
