// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine;

import dev.bnn.runtime.internal.network.Stage;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/** Receives the output of each stage, in HWC order. */
@FunctionalInterface
public interface Trace {
    /** Ignores everything, and never asks for the values. */
    Trace NONE = (stage, values) -> {};

    void note(Stage stage, Supplier<long[]> values);

    /** Keeps the values by the name of the stage. */
    static Trace into(Map<String, long[]> byName) {
        return (stage, values) -> byName.put(stage.name(), values.get());
    }

    /** The values of an int array as longs. */
    static long[] longs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }
}
