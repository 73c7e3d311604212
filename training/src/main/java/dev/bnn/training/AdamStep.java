package dev.bnn.training;

import dev.bnn.model.Recipe;

/**
 * The scalars of one step of Adam (Kingma and Ba 2015, the form at the end of its section 2).
 *
 * @param rate learning rate with the bias corrections of this step folded in
 * @param epsilon added to the root of the uncorrected second moment
 * @param clip weights are clamped to [-clip, clip]; 0 for no clamp
 */
record AdamStep(float rate, float beta1, float beta2, float epsilon, float clip) {
    /** Step number {@code step}, from 1. */
    static AdamStep of(Recipe.Optimizer.Adam adam, double rate, long step, double clip) {
        double correction = Math.sqrt(1 - Math.pow(adam.beta2(), step));
        return new AdamStep(
                (float) (rate * correction / (1 - Math.pow(adam.beta1(), step))),
                (float) adam.beta1(),
                (float) adam.beta2(),
                (float) (adam.epsilon() * correction),
                (float) clip);
    }

    AdamStep withClip(double c) {
        return new AdamStep(rate, beta1, beta2, epsilon, (float) c);
    }
}
