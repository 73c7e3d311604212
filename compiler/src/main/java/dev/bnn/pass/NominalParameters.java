package dev.bnn.pass;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parameters that stand for those of a network that is not trained yet, where only the hardware's structure is asked
 * for: signs in turn, and batch norms that change nothing.
 */
public final class NominalParameters {
    private NominalParameters() {}

    /** Parameters of the right names and shapes. */
    public static Parameters of(Network network) {
        Map<String, Parameters.Array> arrays = new LinkedHashMap<>();
        for (Layer layer : network.layers()) {
            if (layer instanceof Layer.Weighted w) {
                float[] signs = new float[w.rows() * w.columns()];
                for (int i = 0; i < signs.length; i++) {
                    signs[i] = i % 2 == 0 ? 1 : -1;
                }
                arrays.put(layer.name() + ".weight", new Parameters.Array(w.weightShape(), signs));
            } else if (layer instanceof Layer.BatchNorm b) {
                int channels = b.input().shape().channels();
                constant(arrays, layer.name() + ".gamma", channels, 1);
                constant(arrays, layer.name() + ".beta", channels, 0);
                constant(arrays, layer.name() + ".mean", channels, 0);
                constant(arrays, layer.name() + ".variance", channels, 1);
            }
        }
        return new Parameters(arrays);
    }

    private static void constant(Map<String, Parameters.Array> arrays, String name, int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        arrays.put(name, new Parameters.Array(new int[] {count}, values));
    }
}
