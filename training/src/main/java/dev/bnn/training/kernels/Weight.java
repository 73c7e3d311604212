// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.kernels.array.Native;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One trained array of a layer.
 *
 * @param layer name of the network's layer
 * @param array name of the array within the layer, such as {@code weight} or {@code gamma}
 * @param role what the array is to its layer
 * @param latent what the optimizer moves
 * @param used what the layer computes with: the signs or integers of the latent values, or the same array
 * @param step [1]: the latent value that makes one integer; unused for other types
 * @param logStep natural logarithm of the step where it is trained, else null
 * @param type FLOAT for vectors, too
 */
public record Weight(
        String layer,
        String array,
        Role role,
        INDArray latent,
        INDArray used,
        INDArray gradient,
        INDArray step,
        Weight logStep,
        WeightType type) {
    /** What an array is to its layer. */
    public enum Role {
        /** The matrix of a convolution or dense layer. */
        MATRIX,
        /** A batch norm's gamma or beta. */
        NORM,
        /** The trained step of integer weights, as its logarithm; only training needs it. */
        STEP
    }

    /** A matrix [fan-in, outputs], the transpose of what the parameter file holds. */
    public static Weight matrix(String layer, int fanIn, int outputs, WeightType type, Recipe.Step rule) {
        INDArray latent = Native.zeros(fanIn, outputs);
        INDArray used = type == WeightType.FLOAT ? latent : Native.zeros(fanIn, outputs);
        Weight logStep =
                type.levels() && rule == Recipe.Step.LEARNED ? vector(layer, "weight.step", Role.STEP, 1) : null;
        return new Weight(
                layer,
                "weight",
                Role.MATRIX,
                latent,
                used,
                Native.zeros(fanIn, outputs),
                Native.zeros(1),
                logStep,
                type);
    }

    /** A batch norm's gamma or beta, [n]. */
    static Weight norm(String layer, String array, int n) {
        return vector(layer, array, Role.NORM, n);
    }

    private static Weight vector(String layer, String array, Role role, int n) {
        INDArray latent = Native.zeros(n);
        return new Weight(layer, array, role, latent, latent, Native.zeros(n), Native.zeros(1), null, WeightType.FLOAT);
    }

    /** Name in parameter files and checkpoints: {@code layer.array}. */
    public String name() {
        return layer + "." + array;
    }

    /**
     * This weight, preceded by its step if the step is trained. In this order, {@link #refresh} of this weight sees the moved
     * step, too.
     */
    public List<Weight> withStep() {
        return logStep == null ? List.of(this) : List.of(logStep, this);
    }

    /** To be called after the latent values have been set for the first time. */
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

    /** Computes the gradient of the step, if it is trained; to be called after the gradient of the used values is stored. */
    public void stepGradient(Kernels kernels) {
        if (logStep != null) {
            logStep.gradient.putScalar(0, kernels.stepGradient(latent, type, step.getFloat(0), used, gradient));
        }
    }

    /** True if the layer computes with signs or integers of the latent values. */
    public boolean quantized() {
        return type != WeightType.FLOAT;
    }

    /** True if inference needs it. */
    public boolean exported() {
        return role != Role.STEP;
    }

    /** True if weight decay applies: a batch norm's vectors set a scale, which decay would only distort. */
    boolean decays() {
        return role == Role.MATRIX;
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
}
