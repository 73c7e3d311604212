package dev.bnn.model;

import java.util.Collections;
import java.util.LinkedHashMap;
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
