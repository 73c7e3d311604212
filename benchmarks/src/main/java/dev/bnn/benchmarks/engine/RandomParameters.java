// SPDX-License-Identifier: Apache-2.0
package dev.bnn.benchmarks.engine;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** Random parameters for an untrained network; speed does not depend on them. */
final class RandomParameters {
    private final Random random = new Random(1);
    private final Map<String, Parameters.Array> arrays = new LinkedHashMap<>();

    private RandomParameters() {}

    static Parameters of(Network network) {
        RandomParameters parameters = new RandomParameters();
        network.layers().forEach(parameters::add);
        return new Parameters(parameters.arrays);
    }

    private void add(Layer layer) {
        if (layer instanceof Layer.Weighted w) {
            fill(layer.name() + ".weight", w.weightShape(), (int) w.weightCount(), () -> random.nextDouble() - 0.5);
        } else if (layer instanceof Layer.BatchNorm) {
            int channels = layer.output().shape().channels();
            int[] shape = {channels};
            fill(layer.name() + ".gamma", shape, channels, () -> random.nextDouble() + 0.1);
            fill(layer.name() + ".beta", shape, channels, random::nextGaussian);
            fill(layer.name() + ".mean", shape, channels, () -> 3 * random.nextGaussian());
            fill(layer.name() + ".variance", shape, channels, () -> 100);
        }
    }

    private void fill(String name, int[] shape, int count, DoubleSupplier value) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) value.getAsDouble();
        }
        arrays.put(name, new Parameters.Array(shape, values));
    }
}
