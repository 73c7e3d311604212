package dev.bnn.model;

import dev.bnn.source.Span;

/**
 * How to train: a {@code train} section.
 *
 * @param name the section's name, or "default"
 * @param data data set: {@code digits}, {@code mnist}, {@code cifar10}, or a path to a folder or zip
 * @param validation images held out of the training set to choose the best epoch
 * @param clip latent weights are clamped to [-clip, clip] after each step; 0 for no clamp
 */
public record Recipe(
        String name,
        Span span,
        String data,
        int epochs,
        int batch,
        Optimizer optimizer,
        Schedule rate,
        Loss loss,
        Augment augment,
        int validation,
        long seed,
        double clip) {
    /** The recipe of a train section that says nothing but its data set. */
    public static Recipe standard(String name, Span span, String data) {
        return new Recipe(
                name,
                span,
                data,
                10,
                100,
                Optimizer.Adam.STANDARD,
                new Schedule.Constant(0.01),
                Loss.CROSS_ENTROPY,
                Augment.NONE,
                1000,
                1,
                1);
    }

    /** What follows the gradient. */
    public sealed interface Optimizer {
        /** Adam (Kingma and Ba 2015). */
        record Adam(double beta1, double beta2, double epsilon) implements Optimizer {
            /** The values of the paper. */
            public static final Adam STANDARD = new Adam(0.9, 0.999, 1e-8);
        }
    }

    /** Learning rate by epoch; epochs count from 0. */
    public sealed interface Schedule {
        double initial();

        /** The rate in an epoch of a run of that many epochs. */
        double at(int epoch, int epochs);

        record Constant(double initial) implements Schedule {
            @Override
            public double at(int epoch, int epochs) {
                return initial;
            }
        }

        record Halved(double initial, int every) implements Schedule {
            @Override
            public double at(int epoch, int epochs) {
                return initial * Math.pow(0.5, epoch / every);
            }
        }

        /** Geometric from initial in the first epoch to last in the last. */
        record Exponential(double initial, double last) implements Schedule {
            @Override
            public double at(int epoch, int epochs) {
                return epochs < 2 ? initial : initial * Math.pow(last / initial, (double) epoch / (epochs - 1));
            }
        }

        /** Half a cosine from initial towards 0. */
        record Cosine(double initial) implements Schedule {
            @Override
            public double at(int epoch, int epochs) {
                return initial * 0.5 * (1 + Math.cos(Math.PI * epoch / epochs));
            }
        }
    }

    /** What is minimised. */
    public enum Loss {
        /** Softmax cross entropy over the scores. */
        CROSS_ENTROPY,
        /** mean of max(0, 1 - t * score)^2 with t = +1 for the true class and -1 for each other. */
        SQUARED_HINGE
    }

    /** Random changes of training images; crop is the zero padding in pixels before a random crop, 0 for none. */
    public record Augment(int crop, boolean flip) {
        public static final Augment NONE = new Augment(0, false);
    }
}
