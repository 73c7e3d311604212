// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.vocabulary;

import dev.bnn.model.Activation;
import dev.bnn.model.LayerKind;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.Memory;
import dev.bnn.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The words of the language by place. */
public final class Vocabulary {
    /** Shares and decays. */
    public static final Range BELOW_ONE = Range.real("at least 0 and below 1", v -> v >= 0 && v < 1);

    /** Factors that make smaller. */
    public static final Range BETWEEN_0_AND_1 = Range.real("above 0 and below 1", v -> v > 0 && v < 1);

    public static final Range POSITIVE = Range.real("above 0", v -> v > 0);

    /** Sides of windows, strides and the like. */
    public static final Range SIZE = Range.whole(1, Limits.EXTENT);

    private static final Recipe RECIPE = Recipe.standard("", Span.NONE, "");
    private static final Descent.Optimizer.Adam ADAM = Descent.Optimizer.Adam.STANDARD;

    public static final List<Term> SECTIONS = List.of(
            Term.of("network NAME", "needed", "name and title"),
            Term.of("input C x H x W uint8", "needed", "the image"),
            Term.of(
                    "classes LABELS",
                    "needed",
                    "the names of the outputs; `output map` after them for a class at each position"),
            Term.of("layers { ... }", "needed", "the layers in order"),
            Term.of("train { ... }", "needed", "a recipe; there may be several"),
            Term.of("target BOARD { ... }", "", "hardware; there may be several"),
            Term.of("const NAME = N", "", "a name for a whole number"),
            Term.of("block NAME(PARAMETERS) { ... }", "", "a name for a group of layers"));

    public static final List<Term> NETWORK_OUTPUTS =
            List.of(Term.of("map", "", "a class at each position of the last layer's map"));

    /** What may follow the labels. */
    public static final List<Term> CLASSES =
            List.of(Term.of("output KIND", NETWORK_OUTPUTS, "one class per image", "what has a class"));

    public static final List<Term> WEIGHT_TYPES = List.of(
            Term.of(WeightType.BIPOLAR.word(), "", "-1 and +1"),
            Term.of(WeightType.TERNARY.word(), "", "-1, 0 and +1"),
            Term.of(WeightType.INT3.word(), "", "whole numbers up to 3 of either sign"),
            Term.of(WeightType.INT4.word(), "", "up to 7"),
            Term.of(WeightType.INT5.word(), "", "up to 15"),
            Term.of(WeightType.INT6.word(), "", "up to 31"),
            Term.of(WeightType.INT7.word(), "", "up to 63"),
            Term.of(WeightType.INT8.word(), "", "up to 127"),
            Term.of(WeightType.FLOAT.word(), "", "32-bit numbers, for networks that are not synthesized"));

    public static final Term KERNEL =
            Term.of("kernel K", SIZE, "needed", "K x K taps, or rows x columns: `kernel 1 x 9`");
    public static final Term STRIDE =
            Term.of("stride S", SIZE, "1; K of a pool", "step of the window, or rows x columns: `stride 1 x 2`");
    public static final Term DILATION =
            Term.of("dilation D", SIZE, "1", "distance between taps, or rows x columns: `dilation 1 x 2`");
    public static final Term GROUPS =
            Term.of("groups G", SIZE, "1", "parts of the channels; an output sees those of its part: see Groups");
    /** The sides of a padding. */
    public static final List<Term> SIDES = List.of(
            Term.of("top N", "", "rows above the map"),
            Term.of("bottom N", "", "rows below the map"),
            Term.of("left N", "", "columns before the first one"),
            Term.of("right N", "", "columns after the last one"));

    /** The value of a padding in numbers. */
    public static final Term OF = Term.of("of V", "", "the value of what surrounds the map: -1, 0 or +1");

    public static final Term PADDING = Term.of(
            "padding MODE",
            Stream.concat(
                            Stream.of(
                                    Term.of("none", "", "the window stays inside the map"),
                                    Term.of("same", "", "the map is surrounded so that a stride of 1 keeps its size")),
                            SIDES.stream())
                    .toList(),
            "none",
            "what surrounds the map; rows and columns may be numbers: see Padding");
    public static final Term WEIGHTS =
            Term.of("weights TYPE", WEIGHT_TYPES, WeightType.BIPOLAR.word(), "the values that a weight can take");
    public static final Term EPS = Term.of(
            "eps R",
            Range.real("at least 0", v -> v >= 0),
            NetworkBuilder.DEFAULT_EPS.toPlainString(),
            "added to the variance before its square root");
    public static final Term MOMENTUM = Term.of(
            "momentum R",
            Range.real("above 0 and at most 1", v -> v > 0 && v <= 1),
            Double.toString(NetworkBuilder.DEFAULT_MOMENTUM),
            "weight of the newest batch in the running estimates");
    public static final Term SHORTCUT = Term.of(
            "shortcut { ... }",
            "what the residual reads",
            "layers around the others, whose result is added: see Residuals");
    public static final Term AS =
            Term.of("as NAME", "kind and number", "name of the layer, in the report and the parameter file");

    public static final List<Term> LAYER_OPTIONS =
            List.of(KERNEL, STRIDE, DILATION, GROUPS, PADDING, WEIGHTS, EPS, MOMENTUM, SHORTCUT, AS);

    private static final Range BITS = Range.whole(2, Activation.MOST_BITS);

    public static final Term DROPOUT =
            Term.of("dropout R", BELOW_ONE, "", "the same; while training, a share R of the values is 0");

    public static final List<Term> LAYERS = List.of(
            Term.of("conv N", SIZE, "", "N channels; sums of K x K x channels products"),
            Term.of("depthwise", "", "the channels of its input, each by itself; sums of K x K products"),
            Term.of("dense N", SIZE, "", "N units; sums over the whole map, which needs no `flatten`"),
            Term.of(
                    "maxpool K",
                    SIZE,
                    "",
                    "the largest value of each window, K x K or rows x columns; one that sticks out is dropped"),
            Term.of("maxpool global", "", "one pixel: the largest value of each channel"),
            Term.of(
                    "avgpool K",
                    SIZE,
                    "",
                    "the mean of each window of bits or levels, K x K or rows x columns; one that sticks out is dropped"),
            Term.of("avgpool global", "", "one pixel: the mean of each channel"),
            Term.of("upsample F", SIZE, "", "each pixel F x F times, or rows x columns times: see Upsampling"),
            Term.of("shuffle G", SIZE, "", "the channels of G groups, one of each group in turn: see Groups"),
            Term.of("batchnorm", "", "normalized by channel"),
            Term.of("sign", "", "+1 where the input is at least 0, else -1"),
            Term.of("quant N", BITS, "", "one of 2^N odd integers: see Levels"),
            Term.of("relu N", BITS, "", "0 to 2^N - 1: see Levels"),
            Term.of("relu", "", "0 in place of negative numbers, of float networks"),
            Term.of("ternary", "", "-1, 0 or +1: see Levels"),
            Term.of("flatten", "", "the map as a vector: row by row, channels fastest"),
            DROPOUT,
            Term.of(
                    "residual { ... }",
                    "",
                    "what the layers between the braces read, added to what they yield: see Residuals"),
            Term.of(
                    "concat { ... } { ... }",
                    "",
                    "the channels of each branch, one after the other; all read the same: see Branches"));

    /** A statement that is no layer. */
    public static final Term REPEAT =
            Term.of("repeat N { ... }", Range.whole(1, Limits.LAYERS), "", "its layers N times");

    public static final List<Term> DATA_SETS = DataSets.names().stream()
            .map(name -> Term.of(name, "", DataSets.of(name).orElseThrow().doc()))
            .toList();

    public static final Term BETA1 =
            Term.of("beta1 R", BELOW_ONE, text(ADAM.beta1()), "decay of the mean of the gradient");
    public static final Term BETA2 =
            Term.of("beta2 R", BELOW_ONE, text(ADAM.beta2()), "decay of the mean of its square");
    public static final Term EPSILON = Term.of("epsilon R", POSITIVE, "1e-8", "added to the root of that mean");
    public static final Term VELOCITY = Term.of("momentum R", BELOW_ONE, "0", "share of the last step in the next");
    public static final Term NESTEROV =
            Term.of("nesterov", "off", "the gradient counts as after the step of the momentum");
    public static final Term DECAY = Term.of(
            "decay R",
            BELOW_ONE,
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
            Term.of("x F every N", BETWEEN_0_AND_1, "", "F times the rate after each N epochs"),
            Term.of("decayed to R", POSITIVE, "", "by equal factors to R in the last epoch"),
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
            "smoothing R", BELOW_ONE, "0", "share of the target spread over all classes; of `crossentropy` only");

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

    public static final Term CROP = Term.of("crop N", SIZE, "", "pad by N pixels of 0, cut out at random");
    public static final Term FLIP = Term.of("flip", "", "mirror half of the images");
    public static final Term CUTOUT = Term.of("cutout N", SIZE, "", "blank a square of N x N pixels");
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
            "temperature T", POSITIVE, text(Recipe.Teacher.TEMPERATURE), "divides the scores of both before softmax");

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
            "rate R", POSITIVE, text(RECIPE.descent().rate().initial()), "learning rate, with a schedule after it");
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

    /** How latent weights begin, and what holds them. */
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

    public static final List<Term> PARAMETERS = List.of(
            Term.of("fixed", "", "constants of the design"),
            Term.of(
                    "loadable",
                    "",
                    "loaded at run time: one bitstream for every network of these layers and foldings"));

    public static final List<Term> OUTPUTS = List.of(
            Term.of("scores", "", "the scores of all classes"),
            Term.of(
                    "labels N",
                    "",
                    "the numbers of the N best classes, the best first and of equal scores the first; N is 1 if left out"));

    public static final List<Term> TOOLS = List.of(
            Term.of(HlsTool.VITIS_HLS.word(), "", "Vitis HLS and the unified tools; words have up to 4,096 bits"),
            Term.of(HlsTool.VIVADO_HLS.word(), "", "Vivado HLS up to 2020.1; words have up to 8,191 bits"));

    public static final List<Term> MEMORIES = List.of(
            Term.of(Memory.LUT.word(), "", "look-up tables"),
            Term.of(Memory.BLOCK.word(), "", "block RAM"),
            Term.of(Memory.ULTRA.word(), "", "ultra RAM"));

    public static final Range FPS = Range.real("above 0 and at most 1e9", v -> v > 0 && v <= 1e9);

    public static final List<Term> TARGET = List.of(
            Term.of(
                    "clock F MHz",
                    Range.real("from 1 MHz to 1 GHz", mhz -> mhz >= 1 && mhz <= 1_000),
                    "the board's",
                    "clock, also in `kHz` or `GHz`"),
            Term.of(
                    "fps N",
                    FPS,
                    "",
                    "wanted images per second: the cheapest design that keeps up; `max`, as many as fit"),
            Term.of(
                    "fold LAYER pe P simd S",
                    "the search",
                    "P rows and S columns of the layer's weight matrix per cycle; `memory M` after it"),
            Term.of(
                    "budget KIND N, ...",
                    "the part",
                    "the most that the design takes of `lut`, `ff`, `bram18`, `uram`, `dsp`"),
            Term.of("fifo UNIT depth N", "the simulation", "words that the stream after that unit holds"),
            Term.of("parameters KIND", PARAMETERS, "fixed", "where weights and thresholds are"),
            Term.of("output KIND", OUTPUTS, "scores", "what the accelerator answers with"),
            Term.of("tool NAME", TOOLS, HlsTool.VITIS_HLS.word(), "what makes hardware of the generated C++"));

    private Vocabulary() {}

    /** The options that a kind of layer has. */
    public static List<Term> options(LayerKind kind) {
        return switch (kind) {
            case CONV -> List.of(KERNEL, STRIDE, DILATION, GROUPS, PADDING, WEIGHTS, AS);
            case DEPTHWISE -> List.of(KERNEL, STRIDE, DILATION, PADDING, WEIGHTS, AS);
            case DENSE -> List.of(WEIGHTS, AS);
            case MAX_POOL -> List.of(STRIDE, PADDING, AS);
            case AVG_POOL -> List.of(STRIDE, AS);
            case BATCH_NORM -> List.of(EPS, MOMENTUM, AS);
            case UPSAMPLE, SHUFFLE, SIGN, QUANT, RELU, TERNARY, FLATTEN, DROPOUT, CONCAT -> List.of(AS);
            case ADD -> List.of(SHORTCUT, AS);
        };
    }

    /** The term of a list with that word. */
    public static Optional<Term> find(List<Term> terms, String word) {
        return terms.stream().filter(t -> t.word().equals(word)).findFirst();
    }

    /** The words of a list, each once. */
    public static List<String> words(List<Term> terms) {
        return terms.stream().map(Term::word).distinct().toList();
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
