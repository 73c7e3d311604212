package dev.bnn.training;

import dev.bnn.model.WeightType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One trained array.
 *
 * @param latent what the optimizer moves
 * @param used what the layer computes with: the signs or integers of the latent values, or the same array
 * @param step [1]: the latent values that make one integer; of no account for other types
 * @param type FLOAT for vectors, too
 */
record Weight(String name, INDArray latent, INDArray used, INDArray gradient, INDArray step, WeightType type) {
    /** A matrix [fan-in, outputs], the transpose of what the parameter file holds. */
    static Weight matrix(String name, int fanIn, int outputs, WeightType type) {
        INDArray latent = Native.zeros(fanIn, outputs);
        INDArray used = type == WeightType.FLOAT ? latent : Native.zeros(fanIn, outputs);
        return new Weight(name, latent, used, Native.zeros(fanIn, outputs), Native.zeros(1), type);
    }

    static Weight vector(String name, int n) {
        INDArray latent = Native.zeros(n);
        return new Weight(name, latent, latent, Native.zeros(n), Native.zeros(1), WeightType.FLOAT);
    }

    /** Recomputes the used values from the latent ones. */
    void refresh(Kernels kernels) {
        if (type == WeightType.BIPOLAR) {
            kernels.respond(latent, Response.SIGN, used);
        } else if (type.levels()) {
            kernels.integers(latent, type, step, used);
        }
    }

    /** True where it is a latent weight, of which the network uses less. */
    boolean quantized() {
        return type != WeightType.FLOAT;
    }

    /** The values that the parameter file holds: for integers in units of one step. */
    float[] parameters() {
        float[] values = new float[(int) latent.length()];
        Native.buffer(latent).get(0, values);
        if (type.levels()) {
            float unit = step.getFloat(0);
            for (int i = 0; i < values.length; i++) {
                values[i] /= unit;
            }
        }
        return values;
    }

    /** True for a layer's matrix; a batch norm's vectors set a scale, which decay would only distort. */
    boolean decays() {
        return latent.rank() == 2;
    }
}
