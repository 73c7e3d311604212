// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import dev.bnn.model.Recipe;
import dev.bnn.model.WeightType;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One trained array.
 *
 * @param latent what the optimizer moves
 * @param used what the layer computes with: the signs or integers of the latent values, or the same array
 * @param step [1]: the latent values that make one integer; of no account for other types
 * @param logStep natural logarithm of the step where it is trained, else null
 * @param type FLOAT for vectors, too
 */
public record Weight(
        String name,
        INDArray latent,
        INDArray used,
        INDArray gradient,
        INDArray step,
        Weight logStep,
        WeightType type) {
    private static final String STEP = ".step";

    /** A matrix [fan-in, outputs], the transpose of what the parameter file holds. */
    public static Weight matrix(String name, int fanIn, int outputs, WeightType type, Recipe.Step rule) {
        INDArray latent = Native.zeros(fanIn, outputs);
        INDArray used = type == WeightType.FLOAT ? latent : Native.zeros(fanIn, outputs);
        Weight logStep = type.levels() && rule == Recipe.Step.LEARNED ? vector(name + STEP, 1) : null;
        return new Weight(name, latent, used, Native.zeros(fanIn, outputs), Native.zeros(1), logStep, type);
    }

    static Weight vector(String name, int n) {
        INDArray latent = Native.zeros(n);
        return new Weight(name, latent, latent, Native.zeros(n), Native.zeros(1), null, WeightType.FLOAT);
    }

    /** Name of the layer that it belongs to. */
    public String layer() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** This one, behind its step where that is trained: what moves last is refreshed with all that has moved. */
    public List<Weight> all() {
        return logStep == null ? List.of(this) : List.of(logStep, this);
    }

    /** After the latent values have been set for the first time. */
    public void begin(Kernels kernels) {
        if (logStep != null) {
            logStep.latent.putScalar(0, Math.log(kernels.meanStep(latent, type)));
        }
        refresh(kernels);
    }

    /** Recomputes the used values from the latent ones. */
    public void refresh(Kernels kernels) {
        if (type == WeightType.BIPOLAR) {
            kernels.activate(latent, ActivationFunction.SIGN, used);
        } else if (type.levels()) {
            step.putScalar(
                    0, logStep == null ? kernels.meanStep(latent, type) : (float) Math.exp(logStep.latent.getFloat(0)));
            kernels.integers(latent, type, step.getFloat(0), used);
        }
    }

    /** After the gradient of the used values has been stored: that of the step, where it is trained. */
    public void stepGradient(Kernels kernels) {
        if (logStep != null) {
            logStep.gradient.putScalar(0, kernels.stepGradient(latent, type, step.getFloat(0), used, gradient));
        }
    }

    /** True where it is a latent weight, of which the network uses less. */
    public boolean quantized() {
        return type != WeightType.FLOAT;
    }

    /** True where inference needs it. */
    public boolean exported() {
        return !name.endsWith(STEP);
    }

    /** The values that the parameter file holds: for integers in units of one step. */
    public float[] parameters() {
        float[] values = Native.values(latent);
        if (type.levels()) {
            float unit = step.getFloat(0);
            for (int i = 0; i < values.length; i++) {
                values[i] /= unit;
            }
        }
        return values;
    }

    /** True for a layer's matrix; a batch norm's vectors set a scale, which decay would only distort. */
    public boolean decays() {
        return latent.rank() == 2;
    }
}
