// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parameters for a network that is not trained yet, where only the structure of the hardware matters: alternating signs, and
 * batch norms that change nothing.
 */
public final class NominalParameters {
    private NominalParameters() {}

    /** Parameters of the right names and shapes. */
    public static Parameters of(Network network) {
        Map<String, Parameters.Array> arrays = new LinkedHashMap<>();
        Parameters.shapes(network).forEach((name, shape) -> {
            float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
            if (name.endsWith(".weight")) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = i % 2 == 0 ? 1 : -1;
                }
            } else if (name.endsWith(".gamma") || name.endsWith(".variance")) {
                Arrays.fill(values, 1);
            }
            arrays.put(name, new Parameters.Array(shape, values));
        });
        return new Parameters(arrays);
    }
}
