// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import dev.bnn.model.Layer;
import dev.bnn.model.Recipe;
import dev.bnn.model.WeightType;
import dev.bnn.training.kernels.host.HostKernels;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The operations of training that ND4J is slow at or lacks. {@link Nd4jKernels} composes them of ND4J operations and
 * runs wherever ND4J does, on a GPU too; {@link HostKernels} fuses each into one or two passes over host memory. Nobody else but the latter
 * touches an array's memory: what needs values asks {@link Native} for them.
 *
 * <p>Activations are matrices [rows, channels], float32 in C order; a row is one position of one image.
 */
public interface Kernels extends AutoCloseable {
    /**
     * Batch normalisation with the statistics of this batch, which are left in {@code norm} (with the population
     * variance) and mixed into its running estimates.
     *
     * @param activation what follows it at once
     */
    void batchNorm(INDArray x, BatchNormState norm, ActivationFunction activation, INDArray y);

    /**
     * The gradient of {@link #batchNorm} after the same call: dy becomes dx in place, and {@code norm} gets the
     * gradients of gamma and beta. The gradient passes the activation at the normalised values first.
     */
    void batchNormGradient(
            INDArray x, BatchNormState norm, ActivationFunction activation, Surrogate surrogate, INDArray gradient);

    /** y = what the activation makes of x. */
    void activate(INDArray x, ActivationFunction activation, INDArray y);

    /** The straight-through estimator: the gradient is multiplied, in place, by the estimated derivative at x. */
    void activationGradient(INDArray x, ActivationFunction activation, Surrogate surrogate, INDArray gradient);

    /** 2 mean |latent| / sqrt(limit): the step of integer weights with which Esser et al. (2020) begin. */
    float meanStep(INDArray latent, WeightType type);

    /** The integers of latent weights: used = {@link WeightType#of} of latent / step. */
    void integers(INDArray latent, WeightType type, float step, INDArray used);

    /**
     * The gradient by the logarithm of the step after Esser et al. (2020): the sum of gradient * (used - latent / step) within the
     * limit, and of gradient * used beyond it.
     */
    double stepGradient(INDArray latent, WeightType type, float step, INDArray used, INDArray gradient);

    /** Moves a mean by a share of the way to other values of its shape: mean += share * (values - mean). */
    void approach(INDArray mean, INDArray values, float share);

    /** One step of Adam or AdamW, then the clamp of the weights; returns how many weights changed sign. */
    long adam(AdamUpdate update, INDArray weights, INDArray gradient, INDArray m, INDArray v);

    /** One step of gradient descent, then the clamp of the weights; returns how many weights changed sign. */
    long sgd(SgdUpdate update, INDArray weights, INDArray gradient, INDArray velocity);

    /**
     * Mean over the rows of the cross entropy between the targets, smoothed, and the softmax of scale * scores, each times
     * the weight of its row; the gradient by the scores goes to {@code gradient}.
     */
    double crossEntropy(INDArray scores, LossTargets targets, double scale, INDArray gradient);

    /**
     * Mean over rows and classes of max(0, 1 - t * scale * score)^2 with t = +1 for the label and -1 else, times the weight
     * of the row; the gradient by the scores goes to {@code gradient}.
     */
    double squaredHinge(INDArray scores, LossTargets targets, double scale, INDArray gradient);

    /**
     * Adds knowledge distillation to a loss and its gradient: (1 - share) * loss + share * T^2 * the mean over the rows of
     * KL(softmax(taught / T), softmax(scale * scores / T)).
     *
     * @param scores [rows, classes]; {@code scale} times them is what softmax sees
     * @param taught the teacher's scores as its softmax sees them
     * @param gradient that of the loss so far by the scores, which becomes that of the whole
     * @return the loss with it
     */
    double distil(
            INDArray scores, double scale, INDArray taught, Recipe.Teacher teacher, double loss, INDArray gradient);

    /** An operation of ND4J's, ready to run as often as wanted on the values that its arrays then have. */
    Runnable prepare(Nd4jOperation operation);

    /** y = x * weights for a dense layer, ready to run as often as wanted: x is [images, fan-in], weights [fan-in, outputs]. */
    default Runnable dense(Layer.Dense layer, INDArray x, INDArray weights, INDArray y) {
        return prepare(Nd4jOperation.matmul(x, false, weights, false, y, false));
    }

    /** Runs a step, not within another: what it needs of intermediate arrays may go with its end. */
    default <T> T step(Supplier<T> body) {
        return body.get();
    }

    /** Frees what {@link #step} has kept for the next. */
    @Override
    default void close() {}

    /** The products of a convolution of so many images. */
    Convolution convolution(Layer.Conv layer, int batch);

    /** The products of a depthwise convolution of so many images. */
    Convolution depthwise(Layer.Depthwise layer, int batch);
}
