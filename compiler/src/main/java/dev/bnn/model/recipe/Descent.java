// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How training changes the weights by the gradient.
 *
 * @param clip latent weights are clamped to [-clip, clip] after each step; 0 for no clamp
 * @param decays weight decays that are not the optimizer's, by the name of the layer, in the network's order
 */
public record Descent(Optimizer optimizer, Schedule rate, double clip, Latents latents, Map<String, Double> decays) {
    /** Adam at a constant rate of 0.01. */
    public static final Descent STANDARD = new Descent(Optimizer.Adam.STANDARD, new Schedule.Constant(0.01), 1);

    public Descent {
        decays = Collections.unmodifiableMap(new LinkedHashMap<>(decays));
    }

    /** With default rules for latent weights, and one decay for all layers. */
    public Descent(Optimizer optimizer, Schedule rate, double clip) {
        this(optimizer, rate, clip, Latents.STANDARD, Map.of());
    }

    public Descent withOptimizer(Optimizer other) {
        return new Descent(other, rate, clip, latents, decays);
    }

    public Descent withRate(Schedule other) {
        return new Descent(optimizer, other, clip, latents, decays);
    }

    public Descent withLatents(Latents other) {
        return new Descent(optimizer, rate, clip, other, decays);
    }

    public Descent withDecays(Map<String, Double> other) {
        return new Descent(optimizer, rate, clip, latents, other);
    }

    /** The optimizer of a layer's weights, with the decay of that layer. */
    public Optimizer optimizerOf(String layer) {
        Double decay = decays.get(layer);
        return decay == null ? optimizer : optimizer.withDecay(decay);
    }

    /**
     * Rules for the latent weights of bipolar layers besides the gradient.
     *
     * @param first how they are initialized
     * @param centered whether their mean over the inputs of each output is subtracted after each step, so that an output has about
     *     as many weights of +1 as of -1. This is the balance of IR-Net's standardized weights (Qin et al. 2020); their division by
     *     the standard deviation changes no sign
     * @param quantile the latent weights of a layer are clamped after each step to +-b ln(1 / (2 - 2 quantile)), where b is the
     *     mean of their magnitudes: to the quantiles of the Laplace distribution that fits them best. It is the clamp of ReCU (Xu
     *     et al. 2021); 0 for no such clamp
     */
    public record Latents(First first, boolean centered, double quantile) {
        public static final Latents STANDARD = new Latents(First.GLOROT, false, 0);

        /** The word for {@link #centered}. */
        public static final String CENTERED = "centered";

        /** The word for {@link #quantile}. */
        public static final String RECTIFIED = "rectified";

        public Latents withFirst(First other) {
            return new Latents(other, centered, quantile);
        }

        public Latents withCentered(boolean other) {
            return new Latents(first, other, quantile);
        }

        public Latents withQuantile(double other) {
            return new Latents(first, centered, other);
        }

        /** The distribution of the first latent weights. */
        public enum First {
            /** Glorot and Bengio (2010): uniform within sqrt(6 / (fan-in + fan-out)). */
            GLOROT,
            /** Uniform within -1 .. 1, so that few weights are near a change of sign. */
            UNIFORM;

            /** The language's word for it. */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /** An optimizer. Weight decay applies to the weights of conv and dense layers, not to the gamma and beta of a batch norm. */
    public sealed interface Optimizer {
        /** Its usual name, for people. */
        String title();

        /** Weight decay of all layers that have none of their own. */
        double decay();

        /** This optimizer with another weight decay, if it has any. */
        Optimizer withDecay(double other);

        /** One method for each optimizer. */
        interface Visitor<T> {
            T adam(Adam adam);

            T sgd(Sgd sgd);

            T bop(Bop bop);
        }

        <T> T accept(Visitor<T> visitor);

        /**
         * Adam (Kingma and Ba 2015), or AdamW (Loshchilov and Hutter 2019).
         *
         * @param decay weight decay; 0 for none
         * @param decoupled AdamW: weights shrink by rate * decay in addition to the step; else decay * weight is added to the
         *     gradient
         */
        record Adam(double beta1, double beta2, double epsilon, double decay, boolean decoupled) implements Optimizer {
            /** The values of the paper. */
            public static final Adam STANDARD = new Adam(0.9, 0.999, 1e-8);
            /** The decay of AdamW if the recipe names none. */
            public static final double DECOUPLED_DECAY = 0.01;

            @Override
            public String title() {
                return decoupled ? "AdamW" : "Adam";
            }

            @Override
            public Adam withDecay(double other) {
                return new Adam(beta1, beta2, epsilon, other, decoupled);
            }

            /** Without weight decay. */
            public Adam(double beta1, double beta2, double epsilon) {
                this(beta1, beta2, epsilon, 0, false);
            }

            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.adam(this);
            }
        }

        /**
         * Stochastic gradient descent: velocity = momentum * velocity + gradient, and weights move by -rate * velocity.
         *
         * @param momentum the momentum, in [0, 1)
         * @param nesterov weights move by -rate * (gradient + momentum * velocity) (Nesterov 1983, as Sutskever et al. 2013)
         * @param decay weight decay: decay * weight is added to the gradient; 0 for none
         */
        record Sgd(double momentum, boolean nesterov, double decay) implements Optimizer {
            @Override
            public String title() {
                return "SGD";
            }

            @Override
            public Sgd withDecay(double other) {
                return new Sgd(momentum, nesterov, other);
            }

            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.sgd(this);
            }
        }

        /**
         * Bop (Helwegen et al. 2019) for bipolar weights, which it flips and never moves: m = (1 - gamma) m + gamma * gradient; a
         * weight flips if m has its sign and |m| is above the threshold. Adam updates everything else.
         *
         * @param threshold 0 or more
         * @param gamma gamma at the first rate of the schedule; it then changes in proportion to the rate
         */
        record Bop(double threshold, double gamma, Adam others) implements Optimizer {
            /** The values of the paper. */
            public static final Bop STANDARD = new Bop(1e-8, 1e-4, Adam.STANDARD);

            @Override
            public String title() {
                return "Bop";
            }

            @Override
            public double decay() {
                return 0;
            }

            /** Flips have no decay, and neither does the optimizer of the other weights. */
            @Override
            public Bop withDecay(double other) {
                return this;
            }

            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.bop(this);
            }
        }
    }
}
