// SPDX-License-Identifier: Apache-2.0
package dev.bnn.npz;

import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The required arrays, and the bytes of each. */
record ArraySizes(Map<String, Long> arrays) implements NpzFile.Need {
    /** All parameters of a network as floats. */
    static ArraySizes of(Network network) {
        Map<String, Long> bytes = new HashMap<>();
        Parameters.shapes(network)
                .forEach((name, shape) ->
                        bytes.put(name, 4 * Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact)));
        return new ArraySizes(bytes);
    }

    /** Any arrays with together at most {@code bytes} bytes. */
    static NpzFile.Need atMost(long bytes) {
        return new NpzFile.Need() {
            @Override
            public OptionalLong bytes(String name) {
                return OptionalLong.of(bytes);
            }

            @Override
            public long total() {
                return bytes;
            }
        };
    }

    @Override
    public OptionalLong bytes(String name) {
        Long bytes = arrays.get(name);
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    @Override
    public long total() {
        return arrays.values().stream().mapToLong(Long::longValue).sum();
    }
}
