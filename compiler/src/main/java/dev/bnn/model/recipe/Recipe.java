// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model.recipe;

import dev.bnn.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to train: a {@code train} section.
 *
 * @param name the section's name, or "default"
 */
public record Recipe(
        String name,
        Span span,
        Run run,
        Descent descent,
        Objective objective,
        Regularization regularization,
        Lineage lineage) {
    /** The recipe of a train section that says nothing but its data set. */
    public static Recipe standard(String name, Span span, String data) {
        return new Recipe(
                name,
                span,
                Run.standard(data),
                Descent.STANDARD,
                Objective.STANDARD,
                Regularization.NONE,
                Lineage.NONE);
    }

    public Recipe withRun(Run other) {
        return new Recipe(name, span, other, descent, objective, regularization, lineage);
    }

    public Recipe withDescent(Descent other) {
        return new Recipe(name, span, run, other, objective, regularization, lineage);
    }

    public Recipe withObjective(Objective other) {
        return new Recipe(name, span, run, descent, other, regularization, lineage);
    }

    public Recipe withRegularization(Regularization other) {
        return new Recipe(name, span, run, descent, objective, other, lineage);
    }

    public Recipe withLineage(Lineage other) {
        return new Recipe(name, span, run, descent, objective, regularization, other);
    }

    /**
     * What is trained on, and for how long.
     *
     * @param data the data set: {@code digits}, the name of a published one, or a path to a folder or archive
     * @param epochs passes over the training set
     * @param batch images per step
     * @param validation images held out of the training set to choose the best epoch
     * @param patience training ends after this number of epochs without a better validation; 0 for never
     * @param seed seed of everything that is random
     */
    public record Run(String data, int epochs, int batch, int validation, int patience, long seed) {
        /** Ten epochs of batches of 100 images, with 1,000 images held out. */
        public static Run standard(String data) {
            return new Run(data, 10, 100, 1000, 0, 1);
        }

        public Run withEpochs(int other) {
            return new Run(data, other, batch, validation, patience, seed);
        }

        public Run withBatch(int other) {
            return new Run(data, epochs, other, validation, patience, seed);
        }

        public Run withValidation(int other) {
            return new Run(data, epochs, batch, other, patience, seed);
        }

        public Run withPatience(int other) {
            return new Run(data, epochs, batch, validation, other, seed);
        }

        public Run withSeed(long other) {
            return new Run(data, epochs, batch, validation, patience, other);
        }
    }

    /**
     * The loss that is minimized, and the estimators of the gradients of activations and integer weights.
     *
     * @param ste the gradient estimator of each sign
     * @param step how the step of integer weights is found
     */
    public record Objective(Loss loss, Ste ste, Step step) {
        /** Cross entropy with the clipped estimator. */
        public static final Objective STANDARD = new Objective(Loss.CROSS_ENTROPY, Ste.CLIPPED, Step.MEAN);

        public Objective withLoss(Loss other) {
            return new Objective(other, ste, step);
        }

        public Objective withSte(Ste other) {
            return new Objective(loss, other, step);
        }

        public Objective withStep(Step other) {
            return new Objective(loss, ste, other);
        }
    }

    /**
     * What keeps the network from overfitting its training images.
     *
     * @param average number of last epochs over about which the latent weights are averaged for validation and for the result; 0 to
     *     use those of the last step
     */
    public record Regularization(Augment augment, int average) {
        public static final Regularization NONE = new Regularization(Augment.NONE, 0);

        public Regularization withAugment(Augment other) {
            return new Regularization(other, average);
        }

        public Regularization withAverage(int other) {
            return new Regularization(augment, other);
        }
    }

    /**
     * The loss that is minimized.
     *
     * @param smoothing share of the target that cross entropy spreads evenly over all classes (Szegedy et al. 2016); 0 for none
     */
    public record Loss(Function function, double smoothing, ClassWeights weights) {
        public static final Loss CROSS_ENTROPY = new Loss(Function.CROSS_ENTROPY, 0, new ClassWeights.Equal());
        public static final Loss SQUARED_HINGE = new Loss(Function.SQUARED_HINGE, 0, new ClassWeights.Equal());

        /** Loss of an image by its scores. */
        public enum Function {
            /** Softmax cross entropy over the scores. */
            CROSS_ENTROPY,
            /** mean of max(0, 1 - t * score)^2 with t = +1 for the true class and -1 for each other. */
            SQUARED_HINGE;

            /** The language's word for it. */
            public String word() {
                return name().toLowerCase(Locale.ROOT).replace("_", "");
            }
        }
    }

    /** The factor of an image's loss, by its class. */
    public sealed interface ClassWeights {
        /** One method for each rule. */
        interface Visitor<T> {
            T equal();

            T balanced();

            T given(Given weights);
        }

        <T> T accept(Visitor<T> visitor);

        record Equal() implements ClassWeights {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.equal();
            }
        }

        /** Images / (classes * images of the class) in the training set without the held-out images. */
        record Balanced() implements ClassWeights {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.balanced();
            }
        }

        /** In the order of the network's classes. */
        record Given(List<Double> values) implements ClassWeights {
            public Given {
                values = List.copyOf(values);
            }

            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.given(this);
            }
        }
    }

    /** The parts of a network that are quantized in training. */
    public enum Precision {
        /** Everything, as the network says. */
        BINARY,
        /** Activations only: weights are used as they are. */
        ACTIVATIONS,
        /** Weights only: activations are the straight lines whose slopes their estimators take. */
        WEIGHTS,
        /** Nothing: neither weights nor activations. */
        FLOAT;

        /** True if layers compute with the latent weights themselves. */
        public boolean floatWeights() {
            return this == ACTIVATIONS || this == FLOAT;
        }

        /** True if an activation is the straight line through its outer levels, flat beyond them. */
        public boolean smoothActivations() {
            return this == WEIGHTS || this == FLOAT;
        }

        /** The language's word for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a recipe trains, and from which parameters it starts.
     *
     * @param start name of the recipe whose best parameters it starts from, or {@link #PACKED}; empty for none
     * @param teacher the recipe that it learns from beside the labels
     */
    public record Lineage(Precision precision, Optional<String> start, Optional<Teacher> teacher) {
        public static final Lineage NONE = new Lineage(Precision.BINARY, Optional.empty(), Optional.empty());

        /** In place of a recipe's name: starts from the packed parameters beside the model. */
        public static final String PACKED = "pretrained";

        /** True if it starts from the packed parameters beside the model. */
        public boolean startsPacked() {
            return start.equals(Optional.of(PACKED));
        }

        /** The names of the recipes that must be trained first. */
        public List<String> needs() {
            return Stream.concat(
                            start.filter(s -> !s.equals(PACKED)).stream(),
                            teacher.stream().map(Teacher::recipe))
                    .distinct()
                    .toList();
        }
    }

    /**
     * Knowledge distillation (Hinton et al. 2015): loss = (1 - share) * loss by the labels + share * T^2 * KL(softmax(teacher / T),
     * softmax(scores / T)).
     *
     * @param temperature T, above 0
     */
    public record Teacher(String recipe, double share, double temperature) {
        /** The share where the recipe names none. */
        public static final double SHARE = 0.5;
        /** The temperature where the recipe names none. */
        public static final double TEMPERATURE = 4;
    }

    /** How the step of a layer's integer weights is found: the difference of latent values between neighboring integers. */
    public enum Step {
        /** By the mean size of the latent weights, anew each step: 2 mean |w| / sqrt(largest integer). */
        MEAN,
        /** Trained, starting from that value. */
        LEARNED;

        /** The language's word for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Straight-through estimators, which replace the derivative of sign(x), since that is 0 almost everywhere. */
    public enum Ste {
        /** 1 where |x| is at most 1, else 0 (Hubara et al. 2016). */
        CLIPPED,
        /** max(0, 2 - 2 |x|), the derivative of a polynomial in two pieces (Bi-Real Net, Liu et al. 2018). */
        APPROXSIGN,
        /** The derivative of 2 sigmoid(5x) (1 + 5x (1 - sigmoid(5x))) - 1 (BNN+, Darabi et al. 2018). */
        SWISHSIGN,
        /**
         * The derivative of max(1, 1 / t) tanh(t x), with t growing from 0.1 in the first epoch to 10 in the last by equal
         * factors (IR-Net, Qin et al. 2020).
         */
        TANH;

        /** The language's word for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Random changes of training images.
     *
     * @param crop zero padding in pixels before a random crop, 0 for none
     * @param cutout side in pixels of a square that is set to zero, with its center anywhere in the image (DeVries and Taylor
     *     2017); 0 for none
     * @param mixup alpha of the Beta(alpha, alpha) distribution with which images of a batch are mixed in pairs (Zhang et al.
     *     2018); 0 for none
     */
    public record Augment(int crop, boolean flip, int cutout, double mixup) {
        public static final Augment NONE = new Augment(0, false);

        /** Without cutout and mixup. */
        public Augment(int crop, boolean flip) {
            this(crop, flip, 0, 0);
        }
    }
}
