// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.training.kernels.ActivationFunction;
import dev.bnn.training.kernels.BatchNormState;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Surrogate;
import dev.bnn.training.kernels.Weight;
import dev.bnn.training.kernels.array.Native;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Batch normalization, fused with the sign or levels that follow it, if any. */
public final class BatchNormLayer extends TrainLayer {
    private final BatchNormState state;
    private final ActivationFunction activation;
    private final Kernels kernels;
    private final INDArray output;
    private final IntFunction<Surrogate> surrogates;
    private Surrogate surrogate = Surrogate.CLIPPED;
    private INDArray input;
    private Settling settling;

    /** @param surrogates the estimator of the sign for each epoch */
    BatchNormLayer(
            Layer.BatchNorm layer,
            ActivationFunction activation,
            IntFunction<Surrogate> surrogates,
            int batch,
            Kernels kernels) {
        super(layer.name());
        this.surrogates = surrogates;
        this.activation = activation;
        this.kernels = kernels;
        Shape shape = layer.input().shape();
        state = BatchNormState.of(layer.name(), shape.channels(), layer.eps().doubleValue(), layer.momentum());
        output = Native.zeros((long) batch * shape.pixels(), shape.channels());
    }

    public BatchNormState state() {
        return state;
    }

    @Override
    public boolean fusesActivation() {
        return !activation.none();
    }

    @Override
    public Map<String, INDArray> estimates() {
        Map<String, INDArray> estimates = new LinkedHashMap<>();
        estimates.put("mean", state.runningMean());
        estimates.put("variance", state.runningVariance());
        return estimates;
    }

    @Override
    public List<Weight> weights() {
        return List.of(state.gamma(), state.beta());
    }

    @Override
    public void startStep(int epoch, int batch) {
        surrogate = surrogates.apply(epoch);
    }

    @Override
    public INDArray forward(INDArray x) {
        input = x;
        kernels.batchNorm(x, state, activation, output);
        if (settling != null) {
            settling.add(state);
        }
        return output;
    }

    @Override
    public void settle(boolean on) {
        if (on) {
            settling = new Settling(state.channels());
        } else {
            settling.store(state);
            settling = null;
        }
    }

    /** Sums the statistics of batches and stores their mean. */
    private static final class Settling {
        private final double[] means;
        private final double[] variances;
        private int batches;

        Settling(int channels) {
            means = new double[channels];
            variances = new double[channels];
        }

        void add(BatchNormState state) {
            batches++;
            float[] mean = Native.values(state.mean());
            float[] inverses = Native.values(state.inverse());
            for (int c = 0; c < means.length; c++) {
                double inverse = inverses[c];
                means[c] += mean[c];
                variances[c] += Math.max(0, 1 / (inverse * inverse) - state.eps());
            }
        }

        void store(BatchNormState state) {
            Native.write(state.runningMean(), divided(means));
            Native.write(state.runningVariance(), divided(variances));
        }

        private float[] divided(double[] sums) {
            float[] values = new float[sums.length];
            for (int c = 0; c < values.length; c++) {
                values[c] = (float) (sums[c] / batches);
            }
            return values;
        }
    }

    @Override
    public Optional<float[]> decided() {
        return activation.none() ? Optional.empty() : Optional.of(state.normalized(input, DECIDED));
    }

    @Override
    public INDArray backward(INDArray gradient) {
        kernels.batchNormGradient(input, state, activation, surrogate, gradient);
        return gradient;
    }
}
