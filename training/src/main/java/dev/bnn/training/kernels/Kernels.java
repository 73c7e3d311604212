// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import dev.bnn.model.Layer;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.Nd4jOperation;
import dev.bnn.training.kernels.host.HostKernels;
import dev.bnn.training.kernels.nd4j.Nd4jKernels;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The operations of training that ND4J lacks or is slow at. {@link Nd4jKernels} composes them from ND4J operations and runs
 * wherever ND4J does, including on a GPU; {@link HostKernels} fuses each into one or two passes over host memory. Only the latter
 * touches an array's memory; all others get values from {@link Native}.
 *
 * <p>Activations are matrices [rows, channels], float32 in C order; a row is one position of one image.
 */
public interface Kernels extends AutoCloseable {
    /**
     * Batch normalization with the statistics of this batch. It stores them in {@code norm} (with the population
     * variance) and mixes them into the running estimates.
     *
     * @param activation applied to the normalized values
     */
    void batchNorm(INDArray x, BatchNormState norm, ActivationFunction activation, INDArray y);

    /**
     * The gradient of {@link #batchNorm}; to be called after it on the same arrays. It passes dy back through the activation at
     * the normalized values, replaces dy with dx, and stores the gradients of gamma and beta in {@code norm}.
     */
    void batchNormGradient(
            INDArray x, BatchNormState norm, ActivationFunction activation, Surrogate surrogate, INDArray gradient);

    /** y = activation(x). */
    void activate(INDArray x, ActivationFunction activation, INDArray y);

    /** The straight-through estimator: multiplies the gradient in place by the estimated derivative at x. */
    void activationGradient(INDArray x, ActivationFunction activation, Surrogate surrogate, INDArray gradient);

    /** 2 mean |latent| / sqrt(limit): the initial step of integer weights in Esser et al. (2020). */
    float meanStep(INDArray latent, WeightType type);

    /** Quantizes latent weights to integers: used = {@link WeightType#of} (latent / step). */
    void integers(INDArray latent, WeightType type, float step, INDArray used);

    /**
     * The gradient by the logarithm of the step, after Esser et al. (2020): the sum of gradient * (used - latent / step) over
     * weights within the limit and of gradient * used over those beyond it.
     */
    double stepGradient(INDArray latent, WeightType type, float step, INDArray used, INDArray gradient);

    /** Moves a mean part of the way to other values of the same shape: mean += share * (values - mean). */
    void approach(INDArray mean, INDArray values, float share);

    /** One step of Adam or AdamW, then the clamp of the weights; returns how many weights changed sign. */
    long adam(AdamUpdate update, INDArray weights, INDArray gradient, INDArray m, INDArray v);

    /**
     * One step of Bop: mean += gamma * (gradient - mean), and each weight changes its sign where the mean has the same sign and is
     * larger than the threshold. Returns how many weights changed sign.
     */
    long bop(BopUpdate update, INDArray weights, INDArray gradient, INDArray mean);

    /**
     * Subtracts the mean of each column from the weights [fan-in, outputs].
     *
     * @param used the signs before the step, -1 or +1
     * @return how many weights now differ in sign from {@code used}
     */
    long center(INDArray weights, INDArray used);

    /**
     * Clamps the weights to {@code reach} times their mean magnitude: ReCU's clamp (Xu et al. 2021) under the assumption that the
     * weights follow a Laplace distribution. No weight changes its sign.
     */
    void rectify(INDArray weights, float reach);

    /** One step of gradient descent, then the clamp of the weights; returns how many weights changed sign. */
    long sgd(SgdUpdate update, INDArray weights, INDArray gradient, INDArray velocity);

    /**
     * Mean over the rows of the cross entropy between the smoothed targets and softmax(scale * scores), multiplied by the weight
     * of each row. Stores the gradient by the scores in {@code gradient}.
     */
    double crossEntropy(INDArray scores, LossTargets targets, double scale, INDArray gradient);

    /**
     * Mean over rows and classes of max(0, 1 - t * scale * score)^2, multiplied by the weight of the row, with t = +1 for the
     * label and -1 otherwise. Stores the gradient by the scores in {@code gradient}.
     */
    double squaredHinge(INDArray scores, LossTargets targets, double scale, INDArray gradient);

    /**
     * Adds knowledge distillation to a loss and its gradient: (1 - share) * loss + share * T^2 * the mean over the rows
     * of KL(softmax(teacherScores / T), softmax(scale * scores / T)).
     *
     * @param scores [rows, classes]; {@code scale} times them is what softmax sees
     * @param teacherScores the teacher's scores as its softmax sees them
     * @param gradient of the given loss by the scores; replaced with that of the total
     * @return the total loss
     */
    double distil(
            INDArray scores,
            double scale,
            INDArray teacherScores,
            Recipe.Teacher teacher,
            double loss,
            INDArray gradient);

    /** Prepares an ND4J operation. Each run uses the values that its arrays hold at that time. */
    Runnable prepare(Nd4jOperation operation);

    /** Prepares y = x * weights for a dense layer: x is [images, fan-in], weights [fan-in, outputs]. */
    default Runnable dense(Layer.Dense layer, INDArray x, INDArray weights, INDArray y) {
        return prepare(Nd4jOperation.matmul(x, false, weights, false, y, false));
    }

    /** Runs a step. Intermediate arrays may be freed at its end; steps do not nest. */
    default <T> T step(Supplier<T> body) {
        return body.get();
    }

    /** Frees the memory that {@link #step} keeps between steps. */
    @Override
    default void close() {}

    /** The products of a convolution without groups on a batch of images. */
    Convolution convolution(Layer.Conv layer, int batch);

    /** The products of a depthwise convolution on a batch of images. */
    Convolution depthwise(Layer.Depthwise layer, int batch);
}
