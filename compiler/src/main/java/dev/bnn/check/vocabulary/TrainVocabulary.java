// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.vocabulary;

import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.source.Span;
import java.util.List;

/** The words of train sections. */
public final class TrainVocabulary {
    private static final Recipe RECIPE = Recipe.standard("", Span.NONE, "");
    private static final Descent.Optimizer.Adam ADAM = Descent.Optimizer.Adam.STANDARD;

    public static final List<Term> DATA_SETS = DataSets.names().stream()
            .map(name -> Term.of(name, "", DataSets.of(name).orElseThrow().doc()))
            .toList();

    public static final Term BETA1 =
            Term.of("beta1 R", Range.BELOW_ONE, text(ADAM.beta1()), "decay of the mean of the gradient");
    public static final Term BETA2 =
            Term.of("beta2 R", Range.BELOW_ONE, text(ADAM.beta2()), "decay of the mean of its square");
    public static final Term EPSILON = Term.of("epsilon R", Range.POSITIVE, "1e-8", "added to the root of that mean");
    public static final Term VELOCITY =
            Term.of("momentum R", Range.BELOW_ONE, "0", "share of the last step in the next");
    public static final Term NESTEROV =
            Term.of("nesterov", "off", "the gradient counts as after the step of the momentum");
    public static final Term DECAY = Term.of(
            "decay R",
            Range.BELOW_ONE,
            "0; " + text(Descent.Optimizer.Adam.DECOUPLED_DECAY) + " for `adamw`",
            "weight decay; after commas that of layers or kinds, as `decay 5e-4, dense 1e-3`");

    public static final Term THRESHOLD = Term.of(
            "threshold T",
            Range.real("0 or more", v -> v >= 0),
            "1e-8",
            "a weight flips where the mean of its gradient is above T");
    public static final Term GAMMA = Term.of(
            "gamma G",
            Range.real("above 0 and at most 1", v -> v > 0 && v <= 1),
            "1e-4",
            "share of the newest gradient in that mean; it follows the rate");

    public static final List<Term> OPTIMIZER_OPTIONS =
            List.of(BETA1, BETA2, EPSILON, VELOCITY, NESTEROV, DECAY, THRESHOLD, GAMMA);

    /** The choices of an optimizer are its options. */
    public static final List<Term> OPTIMIZERS = List.of(
            Term.of("adam", List.of(BETA1, BETA2, EPSILON, DECAY), "", "Adam"),
            Term.of("adamw", List.of(BETA1, BETA2, EPSILON, DECAY), "", "Adam with the decay beside the step"),
            Term.of("sgd", List.of(VELOCITY, NESTEROV, DECAY), "", "stochastic gradient descent"),
            Term.of(
                    "bop",
                    List.of(THRESHOLD, GAMMA, BETA1, BETA2, EPSILON),
                    "",
                    "flips bipolar weights by the mean of their gradient; Adam for the rest"));

    private static final Range EPOCHS_RANGE = Range.whole(1, Limits.EPOCHS);

    public static final List<Term> SCHEDULES = List.of(
            Term.of("halved every N", EPOCHS_RANGE, "", "half the rate after each N epochs"),
            Term.of("x F every N", Range.BETWEEN_0_AND_1, "", "F times the rate after each N epochs"),
            Term.of("decayed to R", Range.POSITIVE, "", "by equal factors to R in the last epoch"),
            Term.of(
                    "cosine",
                    "",
                    "half a cosine towards 0; with `every N x F` in legs of N epochs, each from F times the rate"),
            Term.of("onecycle", "", "up from R / 25 to R in the first 30 % of the epochs, then down to R / 10,000"));

    public static final Term WARMUP = Term.of(
            "warmup N", EPOCHS_RANGE, "none", "the rate rises over N epochs, and the schedule holds for the rest");

    public static final List<Term> LOSSES = List.of(
            Term.of(Recipe.Loss.Function.CROSS_ENTROPY.word(), "", "softmax cross entropy"),
            Term.of(Recipe.Loss.Function.SQUARED_HINGE.word(), "", "squared hinge of each score"));

    public static final Term SMOOTHING = Term.of(
            "smoothing R", Range.BELOW_ONE, "0", "share of the target spread over all classes; of `crossentropy` only");

    /** Rules of class weights. */
    public static final List<Term> CLASS_WEIGHTS =
            List.of(Term.of("balanced", "", "rare classes count as much as frequent ones"));

    public static final List<Term> LOSS_OPTIONS = List.of(
            SMOOTHING,
            Term.of(
                    "weights RULE",
                    CLASS_WEIGHTS,
                    "equal",
                    "what an image counts by its class; or a number per class with commas"));

    public static final Term CROP = Term.of("crop N", Range.SIZE, "", "pad by N pixels of 0, cut out at random");
    public static final Term FLIP = Term.of("flip", "", "mirror half of the images");
    public static final Term CUTOUT = Term.of("cutout N", Range.SIZE, "", "blank a square of N x N pixels");
    public static final Term MIXUP = Term.of(
            "mixup A",
            Range.real("at least 0.01 and at most 1", v -> v >= 0.01 && v <= 1),
            "",
            "mix pairs of images and their labels by shares of Beta(A, A)");

    public static final List<Term> AUGMENTATIONS = List.of(CROP, FLIP, CUTOUT, MIXUP);

    public static final List<Term> ESTIMATORS = List.of(
            Term.of(Recipe.Ste.CLIPPED.word(), "", "1 where the input is within -1 .. 1, else 0"),
            Term.of(Recipe.Ste.APPROXSIGN.word(), "", "falls from 2 at 0 to 0 at -1 and 1"),
            Term.of(Recipe.Ste.SWISHSIGN.word(), "", "the derivative of a swish around 0"),
            Term.of(Recipe.Ste.TANH.word(), "", "the derivative of a tanh that gets steeper from epoch to epoch"));

    public static final List<Term> STEPS = List.of(
            Term.of(Recipe.Step.MEAN.word(), "", "by the mean size of the layer's latent weights"),
            Term.of(Recipe.Step.LEARNED.word(), "", "trained"));

    public static final List<Term> PRECISIONS = List.of(
            Term.of(Recipe.Precision.BINARY.word(), "", "all that the network says"),
            Term.of(Recipe.Precision.ACTIVATIONS.word(), "", "activations only"),
            Term.of(
                    Recipe.Precision.WEIGHTS.word(),
                    "",
                    "weights only: activations are straight lines, flat at their ends"),
            Term.of(Recipe.Precision.FLOAT.word(), "", "nothing: the float twin"));

    public static final Term SHARE = Term.of(
            "share S",
            Range.real("above 0 and at most 1", v -> v > 0 && v <= 1),
            text(Recipe.Teacher.SHARE),
            "share of the teacher in the loss");
    public static final Term TEMPERATURE = Term.of(
            "temperature T",
            Range.POSITIVE,
            text(Recipe.Teacher.TEMPERATURE),
            "divides the scores of both before softmax");

    public static final List<Term> TEACHER_OPTIONS = List.of(SHARE, TEMPERATURE);

    public static final Term EPOCHS =
            Term.of("epochs N", EPOCHS_RANGE, text(RECIPE.run().epochs()), "passes through the training images");
    public static final Term BATCH = Term.of(
            "batch N",
            Range.whole(1, 65_536),
            text(RECIPE.run().batch()),
            "images per step; at least 2 with a `batchnorm`");
    public static final Term VALIDATION = Term.of(
            "validation N",
            Range.whole(0, Integer.MAX_VALUE),
            text(RECIPE.run().validation()),
            "images held out of the training set to choose the best epoch; 0 keeps the last epoch");
    public static final Term PATIENCE = Term.of(
            "patience N", EPOCHS_RANGE, "", "end after N epochs without a better validation; the best epoch is kept");
    public static final Term AVERAGE = Term.of(
            "average N", EPOCHS_RANGE, "", "validate and keep the mean of the weights over about the last N epochs");
    public static final Term SEED = Term.of(
            "seed N", Range.whole(0, Long.MAX_VALUE), text(RECIPE.run().seed()), "of everything that is random");
    public static final Term RATE = Term.of(
            "rate R",
            Range.POSITIVE,
            text(RECIPE.descent().rate().initial()),
            "learning rate, with a schedule after it");
    public static final Term CLIP = Term.of(
            "clip R",
            Range.real("above 0, or `none`", v -> v > 0),
            text(RECIPE.descent().clip()),
            "latent weights stay within -R .. R");

    public static final Term RECTIFIED = Term.of(
            Descent.Latents.RECTIFIED + " Q",
            Range.real("above 0.5 and below 1", v -> v > 0.5 && v < 1),
            "",
            "stay within their quantiles 1 - Q and Q, so that those at the ends can still change sign");

    /** How latent weights are initialized, and what bounds them. */
    public static final List<Term> LATENTS = List.of(
            Term.of(Descent.Latents.First.GLOROT.word(), "", "begin by fan-in and fan-out, near 0"),
            Term.of(
                    Descent.Latents.First.UNIFORM.word(),
                    "",
                    "begin evenly within -1 .. 1, so that few change sign early"),
            Term.of(Descent.Latents.CENTERED, "", "have the mean 0 by output, so that an output's signs are balanced"),
            RECTIFIED);

    public static final List<Term> TRAIN = List.of(
            Term.of(
                    "data NAME",
                    DATA_SETS,
                    "needed",
                    "what it trains on: a name, or in quotes the path of a folder or archive"),
            EPOCHS,
            BATCH,
            Term.of("optimizer NAME", OPTIMIZERS, "adam", "what follows the gradient"),
            RATE,
            Term.of("loss NAME", LOSSES, RECIPE.objective().loss().function().word(), "what is minimized"),
            Term.of(
                    "augment CHANGES",
                    AUGMENTATIONS,
                    "none",
                    "random changes of training images, with commas between them; or `none`"),
            Term.of("ste NAME", ESTIMATORS, RECIPE.objective().ste().word(), "the gradient of `sign`"),
            Term.of("step NAME", STEPS, RECIPE.objective().step().word(), "how the step of integer weights is found"),
            Term.of(
                    "precision NAME",
                    PRECISIONS,
                    RECIPE.lineage().precision().word(),
                    "what is quantized while it trains"),
            Term.of("start RECIPE", "", "start from the best parameters of another train section; or `pretrained`"),
            Term.of("teacher RECIPE", "", "learn from the scores of another train section beside the labels"),
            VALIDATION,
            PATIENCE,
            AVERAGE,
            SEED,
            CLIP,
            Term.of(
                    "latents RULES",
                    LATENTS,
                    Descent.Latents.First.GLOROT.word(),
                    "the latent weights of bipolar layers; with commas between rules"));

    private TrainVocabulary() {}

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
