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
 * The operations of training that ND4J lacks or is slow at. {@link Nd4jKernels} composes them of ND4J operations and
 * runs wherever ND4J does, on a GPU too; {@link HostKernels} fuses each into one or two passes over host memory. Only
 * the latter touches an array's memory; all others get values from {@link Native}.
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
     * The gradient of {@link #batchNorm}, after that call on the same arrays: replaces dy with dx, and stores the
     * gradients of gamma and beta in {@code norm}. It first passes dy through the activation at the normalized values.
     */
    void batchNormGradient(
            INDArray x, BatchNormState norm, ActivationFunction activation, Surrogate surrogate, INDArray gradient);

    /** y = activation(x). */
    void activate(INDArray x, ActivationFunction activation, INDArray y);

    /** The straight-through estimator: multiplies the gradient in place by the estimated derivative at x. */
    void activationGradient(INDArray x, ActivationFunction activation, Surrogate surrogate, INDArray gradient);

    /** 2 mean |latent| / sqrt(limit): the step of integer weights with which Esser et al. (2020) begin. */
    float meanStep(INDArray latent, WeightType type);

    /** The integers of latent weights: used = {@link WeightType#of} of latent / step. */
    void integers(INDArray latent, WeightType type, float step, INDArray used);

    /**
     * The gradient by the logarithm of the step after Esser et al. (2020): the sum of gradient * (used - latent / step)
     * within the limit, and of gradient * used beyond it.
     */
    double stepGradient(INDArray latent, WeightType type, float step, INDArray used, INDArray gradient);

    /** Moves a mean by a share of the way to other values of its shape: mean += share * (values - mean). */
    void approach(INDArray mean, INDArray values, float share);

    /** One step of Adam or AdamW, then the clamp of the weights; returns how many weights changed sign. */
    long adam(AdamUpdate update, INDArray weights, INDArray gradient, INDArray m, INDArray v);

    /**
     * One step of Bop: mean += gamma * (gradient - mean), and each weight changes its sign where the mean has the same sign and is
     * larger than the threshold. Returns how many weights changed sign.
     */
    long bop(BopUpdate update, INDArray weights, INDArray gradient, INDArray mean);

    /**
     * Takes the mean of each column off the weights [fan-in, outputs].
     *
     * @param used the signs before the step, -1 or +1
     * @return in how many places the signs of the weights now differ from them
     */
    long center(INDArray weights, INDArray used);

    /**
     * Clamps the weights to {@code reach} times the mean of their sizes: ReCU's clamp (Xu et al. 2021), where a Laplace distribution
     * stands for that of the weights. No weight changes its sign.
     */
    void rectify(INDArray weights, float reach);

    /** One step of gradient descent, then the clamp of the weights; returns how many weights changed sign. */
    long sgd(SgdUpdate update, INDArray weights, INDArray gradient, INDArray velocity);

    /**
     * Mean over the rows of the cross entropy between the smoothed targets and softmax(scale * scores), each times the
     * weight of its row. Stores the gradient by the scores in {@code gradient}.
     */
    double crossEntropy(INDArray scores, LossTargets targets, double scale, INDArray gradient);

    /**
     * Mean over rows and classes of max(0, 1 - t * scale * score)^2 with t = +1 for the label and -1 else, times the
     * weight of the row. Stores the gradient by the scores in {@code gradient}.
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

    /** Prepares an ND4J operation. Each run computes on the values that its arrays have at that time. */
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
