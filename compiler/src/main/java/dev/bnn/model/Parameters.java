// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trained parameters by name, as {@link Layer} documents them. Weights are latent: the network uses their sign where
 * the layer is bipolar.
 */
public final class Parameters {
    /** Values in C order. */
    public record Array(int[] shape, float[] values) {
        public Array {
            int size = 1;
            for (int n : shape) {
                size = Math.multiplyExact(size, n);
            }
            if (size != values.length) {
                throw new IllegalArgumentException("shape of " + size + " values, but " + values.length + " given");
            }
        }
    }

    /** The names and shapes of all parameters that training finds for a network. */
    public static Map<String, int[]> shapes(Network network) {
        Map<String, int[]> shapes = new LinkedHashMap<>();
        for (Layer layer : network.layers()) {
            if (layer instanceof Layer.Weighted w) {
                shapes.put(layer.name() + ".weight", w.weightShape());
            } else if (layer instanceof Layer.BatchNorm) {
                for (String parameter : List.of("gamma", "beta", "mean", "variance")) {
                    shapes.put(
                            layer.name() + "." + parameter,
                            new int[] {layer.input().shape().channels()});
                }
            }
        }
        return shapes;
    }

    private final Map<String, Array> arrays;

    public Parameters(Map<String, Array> arrays) {
        this.arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    }

    public Map<String, Array> arrays() {
        return arrays;
    }

    /** The array of that name; an {@link IllegalArgumentException} that names it where it is missing. */
    public Array get(String name) {
        Array array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return array;
    }

    /** The values of {@code layer.parameter}. */
    public float[] values(String layer, String parameter) {
        return get(layer + "." + parameter).values();
    }
}
