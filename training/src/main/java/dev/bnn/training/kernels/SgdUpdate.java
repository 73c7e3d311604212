// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import dev.bnn.model.Recipe;

/**
 * The scalars of one step of gradient descent: see {@link Recipe.Optimizer.Sgd}.
 *
 * @param clip weights are clamped to [-clip, clip]; 0 for no clamp
 * @param decay times the weight is added to the gradient; 0 for none
 */
public record SgdUpdate(float rate, float momentum, boolean nesterov, float clip, float decay) {
    public static SgdUpdate of(Recipe.Optimizer.Sgd sgd, double rate, double clip) {
        return new SgdUpdate((float) rate, (float) sgd.momentum(), sgd.nesterov(), (float) clip, (float) sgd.decay());
    }

    /** The step for weights that are neither clamped nor decay. */
    public SgdUpdate plain() {
        return new SgdUpdate(rate, momentum, nesterov, 0, 0);
    }

    public SgdUpdate withoutClip() {
        return new SgdUpdate(rate, momentum, nesterov, 0, decay);
    }
}
