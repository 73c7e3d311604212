// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Weight;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.layers.TrainLayer;
import dev.bnn.training.request.TrainRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Copies parameters to and from a network in training. Training keeps matrices as [fan-in, outputs], files as [outputs, fan-in].
 */
final class ParameterTransfer {
    private ParameterTransfer() {}

    /** The arrays that inference needs, by name. */
    static Parameters parameters(Network network, List<TrainLayer> layers) {
        Map<String, Parameters.Array> arrays = new LinkedHashMap<>();
        for (TrainLayer layer : layers) {
            for (Weight weight : layer.weights()) {
                if (weight.exported()) {
                    arrays.put(weight.name(), export(network, weight));
                }
            }
            layer.estimates().forEach((name, array) -> arrays.put(layer.name() + "." + name, vector(array)));
        }
        return new Parameters(arrays);
    }

    /** A matrix transposed to [outputs, fan-in], with the kernel's axes where the layer is a convolution. */
    private static Parameters.Array export(Network network, Weight weight) {
        INDArray array = weight.latent();
        if (array.rank() == 1) {
            return vector(array);
        }
        float[] values = weight.parameters();
        int fanIn = (int) array.size(0);
        int outputs = (int) array.size(1);
        float[] transposed = new float[values.length];
        for (int i = 0; i < fanIn; i++) {
            for (int o = 0; o < outputs; o++) {
                transposed[o * fanIn + i] = values[i * outputs + o];
            }
        }
        Layer.Weighted layer = (Layer.Weighted) network.layer(weight.layer());
        return new Parameters.Array(layer.weightShape(), transposed);
    }

    /**
     * Starts from parameters that {@link #parameters} returned for a network with the same layers. The optimizer starts afresh.
     * Integer weights, which come in units of a step, are scaled so that the largest magnitude is 1.
     */
    static void start(TrainRequest.TrainedNetwork trained, List<TrainLayer> layers, Kernels kernels) {
        Parameters from = trained.parameters();
        for (TrainLayer layer : layers) {
            for (Weight weight : layer.weights()) {
                if (weight.exported()) {
                    float[] values = imported(weight, from.get(weight.name()), trained.network());
                    Native.write(weight.latent(), values);
                    weight.begin(kernels);
                }
            }
            layer.estimates()
                    .forEach((name, array) -> Native.write(
                            array, from.get(layer.name() + "." + name).values()));
        }
    }

    /** The inverse of {@link #export}. */
    private static float[] imported(Weight weight, Parameters.Array array, Network source) {
        if (array.values().length != weight.latent().length()) {
            throw new IllegalArgumentException(weight.name() + " has " + array.values().length + " values, not "
                    + weight.latent().length());
        }
        if (weight.latent().rank() == 1) {
            return array.values();
        }
        int fanIn = (int) weight.latent().size(0);
        int outputs = (int) weight.latent().size(1);
        boolean integers =
                ((Layer.Weighted) source.layer(weight.layer())).weights().levels();
        float unit = integers ? largest(array.values()) : 1;
        float[] transposed = new float[array.values().length];
        for (int i = 0; i < fanIn; i++) {
            for (int o = 0; o < outputs; o++) {
                transposed[i * outputs + o] = array.values()[o * fanIn + i] / unit;
            }
        }
        return transposed;
    }

    /** The largest magnitude of the values, at least 1. */
    private static float largest(float[] values) {
        float largest = 1;
        for (float v : values) {
            largest = Math.max(largest, Math.abs(v));
        }
        return largest;
    }

    /** The values in C order, as a vector. */
    static Parameters.Array vector(INDArray array) {
        float[] values = Native.values(array);
        return new Parameters.Array(new int[] {values.length}, values);
    }
}
