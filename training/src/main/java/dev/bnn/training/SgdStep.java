// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.model.Recipe;

/**
 * The scalars of one step of gradient descent: see {@link Recipe.Optimizer.Sgd}.
 *
 * @param clip weights are clamped to [-clip, clip]; 0 for no clamp
 * @param decay times the weight is added to the gradient; 0 for none
 */
record SgdStep(float rate, float momentum, boolean nesterov, float clip, float decay) {
    static SgdStep of(Recipe.Optimizer.Sgd sgd, double rate, double clip) {
        return new SgdStep((float) rate, (float) sgd.momentum(), sgd.nesterov(), (float) clip, (float) sgd.decay());
    }

    /** The step for weights that are neither clamped nor decay. */
    SgdStep plain() {
        return new SgdStep(rate, momentum, nesterov, 0, 0);
    }

    SgdStep withoutClip() {
        return new SgdStep(rate, momentum, nesterov, 0, decay);
    }
}
