// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import dev.bnn.model.recipe.Descent;

/** The scalars of one step of Bop: see {@link Descent.Optimizer.Bop}. */
public record BopUpdate(float threshold, float gamma) {
    /** @param share current rate as a share of the schedule's first rate; gamma is scaled by it */
    public static BopUpdate of(Descent.Optimizer.Bop bop, double share) {
        return new BopUpdate((float) bop.threshold(), (float) Math.min(1, bop.gamma() * share));
    }
}
