// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.shipping;

import dev.bnn.model.Parameters;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters on their way to an executor. */
public record Trained(LinkedHashMap<String, Values> arrays) implements Serializable {
    record Values(int[] shape, float[] values) implements Serializable {}

    public static Trained of(Parameters parameters) {
        LinkedHashMap<String, Values> arrays = new LinkedHashMap<>();
        parameters.arrays().forEach((name, a) -> arrays.put(name, new Values(a.shape(), a.values())));
        return new Trained(arrays);
    }

    public Parameters parameters() {
        Map<String, Parameters.Array> all = new LinkedHashMap<>();
        arrays.forEach((name, a) -> all.put(name, new Parameters.Array(a.shape(), a.values())));
        return new Parameters(all);
    }
}
