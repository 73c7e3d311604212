// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import dev.bnn.model.recipe.Descent;

/**
 * The scalars of one step of Adam (Kingma and Ba 2015, the form at the end of its section 2), or of AdamW (Loshchilov
 * and Hutter 2019, algorithm 2).
 *
 * @param rate learning rate with the bias corrections of this step folded in
 * @param epsilon added to the root of the uncorrected second moment
 * @param clip weights are clamped to [-clip, clip]; 0 for no clamp
 * @param decay this share of the weight is added to its gradient; 0 for none
 * @param shrink share of the weight that AdamW subtracts in addition; 0 for none
 */
public record AdamUpdate(float rate, float beta1, float beta2, float epsilon, float clip, float decay, float shrink) {
    /** The scalars of step number {@code step}, from 1, for a weight that is quantized and decays. */
    public static AdamUpdate of(Descent.Optimizer.Adam adam, double rate, long step, double clip) {
        double correction = Math.sqrt(1 - Math.pow(adam.beta2(), step));
        return new AdamUpdate(
                (float) (rate * correction / (1 - Math.pow(adam.beta1(), step))),
                (float) adam.beta1(),
                (float) adam.beta2(),
                (float) (adam.epsilon() * correction),
                (float) clip,
                adam.decoupled() ? 0 : (float) adam.decay(),
                adam.decoupled() ? (float) (rate * adam.decay()) : 0);
    }

    /** These scalars for a given weight: without the clamp if it is not quantized, and without decay if it does not decay. */
    public AdamUpdate of(Weight weight) {
        return new AdamUpdate(
                rate,
                beta1,
                beta2,
                epsilon,
                weight.quantized() ? clip : 0,
                weight.decays() ? decay : 0,
                weight.decays() ? shrink : 0);
    }
}
