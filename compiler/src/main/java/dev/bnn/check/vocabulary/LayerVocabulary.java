// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.vocabulary;

import dev.bnn.model.Activation;
import dev.bnn.model.LayerKind;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.WeightType;
import java.util.List;
import java.util.stream.Stream;

/** The words of layers and their options. */
public final class LayerVocabulary {
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
            Term.of("kernel K", Range.SIZE, "needed", "K x K taps, or rows x columns: `kernel 1 x 9`");
    public static final Term STRIDE =
            Term.of("stride S", Range.SIZE, "1; K of a pool", "step of the window, or rows x columns: `stride 1 x 2`");
    public static final Term DILATION =
            Term.of("dilation D", Range.SIZE, "1", "distance between taps, or rows x columns: `dilation 1 x 2`");
    public static final Term GROUPS =
            Term.of("groups G", Range.SIZE, "1", "parts of the channels; an output sees those of its part: see Groups");
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
    private static final Range BITS_OR_SIGN = Range.whole(1, Activation.MOST_BITS);

    public static final Term DROPOUT =
            Term.of("dropout R", Range.BELOW_ONE, "", "the same; while training, a share R of the values is 0");

    public static final List<Term> LAYERS = List.of(
            Term.of("conv N", Range.SIZE, "", "N channels; sums of K x K x channels products"),
            Term.of("depthwise", "", "the channels of its input, each by itself; sums of K x K products"),
            Term.of("dense N", Range.SIZE, "", "N units; sums over the whole map, which needs no `flatten`"),
            Term.of(
                    "maxpool K",
                    Range.SIZE,
                    "",
                    "the largest value of each window, K x K or rows x columns; one that sticks out is dropped"),
            Term.of("maxpool global", "", "one pixel: the largest value of each channel"),
            Term.of(
                    "avgpool K",
                    Range.SIZE,
                    "",
                    "the mean of each window of bits or levels, K x K or rows x columns; one that sticks out is dropped"),
            Term.of("avgpool global", "", "one pixel: the mean of each channel"),
            Term.of("upsample F", Range.SIZE, "", "each pixel F x F times, or rows x columns times: see Upsampling"),
            Term.of("shuffle G", Range.SIZE, "", "the channels of G groups, one of each group in turn: see Groups"),
            Term.of("batchnorm", "", "normalized by channel"),
            Term.of("sign", "", "+1 where the input is at least 0, else -1"),
            Term.of("quant N", BITS_OR_SIGN, "", "one of 2^N odd integers; of 1 bit it is a sign: see Levels"),
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

    private LayerVocabulary() {}

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
}
