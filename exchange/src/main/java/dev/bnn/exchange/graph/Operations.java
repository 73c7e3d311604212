// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import static dev.bnn.exchange.graph.AttributeRule.any;
import static dev.bnn.exchange.graph.AttributeRule.each;
import static dev.bnn.exchange.graph.AttributeRule.integer;
import static dev.bnn.exchange.graph.AttributeRule.of;
import static dev.bnn.exchange.graph.AttributeRule.without;
import static dev.bnn.exchange.graph.AttributeRule.word;

import dev.bnn.exchange.graph.Operation.Arity;
import dev.bnn.exchange.onnx.Attribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operations that can be imported, sorted by name, after the public specifications of ONNX (operator sets 7 to 25) and of
 * QONNX. docs/exchange.md shows this table, and a test compares the two.
 */
public final class Operations {
    /** The operator sets that can be imported. Before 7, arithmetic had other broadcasting rules. */
    static final int FIRST_OPSET = 7;

    static final int LAST_OPSET = 25;

    /** Domains of quantizers. Those of FINN and Brevitas are older names of QONNX's domain. */
    static final List<String> QUANTIZERS =
            List.of("qonnx.custom_op.general", "onnx.brevitas", "finn.custom_op.general");

    private static final List<String> STANDARD = List.of("", "ai.onnx");
    private static final Predicate<Attribute> ANY = a -> true;
    private static final String TO_CLASSES = "the axis of the classes";

    static final List<Operation> ALL = List.of(
            value(
                    "Add",
                    2,
                    2,
                    "`residual` of two branches; shifts the image, or sums by one constant or one per channel"),
            value(
                    "AveragePool",
                    1,
                    1,
                    "`avgpool` of bits or levels",
                    pooled(
                            of("ceil_mode", new Attribute.Int(0), "0; 1 where no window is cut off", Operations::flag)
                                    .since(10),
                            integer("count_include_pad", 0, 1),
                            each("dilations", 2, 1, "1 in both directions")
                                    .onlyDefault()
                                    .since(19),
                            each("pads", 4, 0, "0 on all four sides").onlyDefault())),
            value(
                    "BatchNormalization",
                    5,
                    5,
                    "`batchnorm` of the sums of a layer; scale, bias, mean and variance are constants [C]",
                    of(
                            "epsilon",
                            new Attribute.Float(1e-5f),
                            "at least 0",
                            a -> atLeastZero(((Attribute.Float) a).value())),
                    any("momentum", new Attribute.Float(0.9f), "only training uses it"),
                    integer("spatial", 1).until(8),
                    integer("training_mode", 0).since(14)),
            quantizer(
                    "BipolarQuant",
                    2,
                    "`sign`, whose scale is one constant above 0; bipolar weights, whose scales are by output channel"),
            value(
                    "Cast",
                    1,
                    1,
                    "nothing",
                    without(
                            "to",
                            Attribute.Int.class,
                            true,
                            "1 (float32) or 11 (float64); of constants 6 and 7 (int32, int64) as well",
                            a -> List.of(1L, 6L, 7L, 11L).contains(((Attribute.Int) a).value())),
                    any("saturate", new Attribute.Int(1), "it concerns types of 8 bits")
                            .since(19),
                    any("round_mode", new Attribute.Text("up"), "it concerns types of 8 bits")
                            .since(24)),
            value(
                    "Concat",
                    1,
                    1000,
                    "`concat` of branches; of constants, lists of sizes are joined",
                    without("axis", Attribute.Int.class, true, "that of the channels; 0 of lists of sizes", ANY)),
            constants(
                    "Constant",
                    0,
                    0,
                    "a constant, in one of these",
                    without("value", Attribute.Constant.class, false, "any", ANY),
                    without("value_float", Attribute.Float.class, false, "any", ANY)
                            .since(12),
                    without("value_floats", Attribute.Floats.class, false, "any", ANY)
                            .since(12),
                    without("value_int", Attribute.Int.class, false, "any", ANY).since(12),
                    without("value_ints", Attribute.Ints.class, false, "any", ANY)
                            .since(12)),
            value(
                    "Conv",
                    2,
                    3,
                    "`conv`, or `depthwise`; the weights are a constant [M, C / group, KH, KW], the bias is one [M]",
                    word("auto_pad", "NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER"),
                    each("dilations", 2, 1, "at least 1"),
                    of("group", new Attribute.Int(1), "a divisor of C and of M", a -> ((Attribute.Int) a).value() >= 1),
                    without("kernel_shape", Attribute.Ints.class, false, "that of the weights", each(2, 1)),
                    each("pads", 4, 0, "less than the kernel spans"),
                    each("strides", 2, 1, "at least 1")),
            value("Div", 2, 2, "as `Mul`, by one over the constant"),
            new Operation(
                    "Dropout",
                    STANDARD,
                    List.of(new Arity(0, 1, 1), new Arity(12, 1, 3)),
                    2,
                    List.of(
                            any("ratio", new Attribute.Float(0.5f), "nothing is dropped in inference")
                                    .until(11),
                            any("seed", new Attribute.Int(0), "nothing is dropped in inference")
                                    .since(12)),
                    "nothing; the constant `training_mode` is false",
                    true),
            value("Flatten", 1, 1, "the map as a vector", of("axis", new Attribute.Int(1), "1", ANY)),
            constants("Gather", 2, 2, "computed from lists of sizes", integer("axis", 0)),
            new Operation(
                    "Gemm",
                    STANDARD,
                    List.of(new Arity(0, 3, 3), new Arity(11, 2, 3)),
                    1,
                    List.of(number("alpha"), number("beta"), integer("transA", 0), integer("transB", 0, 1)),
                    "`dense`; weights and bias are constants [N, M] and [M]",
                    true),
            value("GlobalAveragePool", 1, 1, "`avgpool global` of bits or levels"),
            value("GlobalMaxPool", 1, 1, "`maxpool global`"),
            value("Identity", 1, 1, "nothing"),
            quantizer("IntQuant", 4, "as `Quant`", quant()),
            value("LogSoftmax", 1, 1, "as `Softmax`", axis(1).until(12), axis(-1).since(13)),
            value("MatMul", 2, 2, "`dense`; the weights are a constant [N, M]"),
            value(
                            "MaxPool",
                            1,
                            1,
                            "`maxpool`",
                            pooled(
                                    of("ceil_mode", new Attribute.Int(0), "0 or 1", Operations::flag)
                                            .since(10),
                                    each("dilations", 2, 1, "1 in both directions")
                                            .onlyDefault()
                                            .since(10),
                                    each("pads", 4, 0, "less than the kernel"),
                                    of(
                                                    "storage_order",
                                                    new Attribute.Int(0),
                                                    "0 or 1: it concerns the indices",
                                                    Operations::flag)
                                            .since(8)))
                    .outputs(2),
            value("Mul", 2, 2, "scales the image, bits, or the sums of a layer by one constant or one per channel"),
            quantizer(
                    "MultiThreshold",
                    2,
                    "`sign` of one threshold per channel; `quant`, `relu` or `ternary` of their cuts for all channels",
                    of(
                            "data_layout",
                            new Attribute.Text("NCHW"),
                            "`NCHW` or `NHWC`, as the map's axes are; `NC` of vectors",
                            AttributeRule.among("NCHW", "NHWC", "NC")),
                    of("out_bias", new Attribute.Float(0), "-1 for a sign, the lowest level otherwise", ANY),
                    any("out_dtype", new Attribute.Text(""), "it describes the values"),
                    of("out_scale", new Attribute.Float(1), "2 for a sign, the step of the levels otherwise", ANY)),
            new Operation(
                    "Pad",
                    STANDARD,
                    List.of(new Arity(0, 1, 1), new Arity(11, 2, 3), new Arity(18, 2, 4)),
                    1,
                    List.of(
                            word("mode", "constant"),
                            without(
                                            "pads",
                                            Attribute.Ints.class,
                                            true,
                                            "0 or more, and 0 but for rows and columns",
                                            ANY)
                                    .until(10),
                            of("value", new Attribute.Float(0), "0, -1 or +1 of the bits", ANY)
                                    .until(10)),
                    "the padding of the `Conv` after it; pads, value and axes are constants",
                    true),
            constants("Pow", 2, 2, "computed from constants"),
            quantizer("Quant", 4, "weights of 2 to 8 bits; on the image, where it changes no byte's value", quant()),
            value(
                    "Reshape",
                    2,
                    2,
                    "the map as a vector, a vector as a map, or nothing",
                    integer("allowzero", 0, 1).since(14)),
            new Operation(
                    "Resize",
                    STANDARD,
                    List.of(new Arity(0, 2, 2), new Arity(11, 3, 4), new Arity(13, 1, 4)),
                    1,
                    List.of(
                            word("mode", "nearest"),
                            word("coordinate_transformation_mode", "half_pixel", "pytorch_half_pixel", "asymmetric")
                                    .since(11),
                            of(
                                            "nearest_mode",
                                            new Attribute.Text("round_prefer_floor"),
                                            "`floor` with `asymmetric`, else `round_prefer_floor` or `round_prefer_ceil`",
                                            AttributeRule.among("round_prefer_floor", "round_prefer_ceil", "floor"))
                                    .since(11),
                            any("cubic_coeff_a", new Attribute.Float(-0.75f), "it concerns cubic interpolation")
                                    .since(11),
                            any("exclude_outside", new Attribute.Int(0), "it concerns cubic interpolation")
                                    .since(11),
                            any("extrapolation_value", new Attribute.Float(0), "it concerns regions of interest")
                                    .since(11),
                            integer("antialias", 0).since(18),
                            word("keep_aspect_ratio_policy", "stretch").since(18)),
                    "`upsample` of bits or levels; scales or sizes are constants, and their factors whole numbers",
                    true),
            constants(
                    "Shape",
                    1,
                    1,
                    "the shape of any value",
                    of("start", new Attribute.Int(0), "any", ANY).since(15),
                    without("end", Attribute.Int.class, false, "any", ANY).since(15)),
            value("Sign", 1, 1, "`sign`: the Sign of a Sign to which a number between 0 and 1 is added")
                    .since(9),
            new Operation(
                    "Slice",
                    STANDARD,
                    List.of(new Arity(0, 1, 1), new Arity(10, 3, 5)),
                    1,
                    List.of(
                            without("axes", Attribute.Ints.class, false, "[0]", ANY)
                                    .until(9),
                            without("ends", Attribute.Ints.class, true, "any", ANY)
                                    .until(9),
                            without("starts", Attribute.Ints.class, true, "any", ANY)
                                    .until(9)),
                    "slices a list of sizes, with steps of 1",
                    false),
            value(
                    "Softmax",
                    1,
                    1,
                    "nothing after the scores, whose order it keeps",
                    axis(1).until(12),
                    axis(-1).since(13)),
            constants("Sqrt", 1, 1, "computed from constants"),
            new Operation(
                    "Squeeze",
                    STANDARD,
                    List.of(new Arity(0, 1, 1), new Arity(13, 1, 2)),
                    1,
                    List.of(without(
                                    "axes",
                                    Attribute.Ints.class,
                                    false,
                                    "those of rows and columns; any of constants",
                                    ANY)
                            .until(12)),
                    "a map of one pixel as a vector",
                    true),
            value("Sub", 2, 2, "as `Add`, of a constant from the value"),
            new Operation(
                    "TopK",
                    STANDARD,
                    List.of(new Arity(0, 1, 1), new Arity(10, 2, 2)),
                    2,
                    List.of(
                            of("axis", new Attribute.Int(-1), TO_CLASSES, ANY),
                            without("k", Attribute.Int.class, true, "1 to the number of classes", ANY)
                                    .until(9),
                            integer("largest", 1).since(11),
                            any("sorted", new Attribute.Int(1), "the scores are what is imported")
                                    .since(11)),
                    "nothing after the scores, which it sorts; k is a constant",
                    true),
            value(
                    "Transpose",
                    1,
                    1,
                    "the axes of a map or constant in another order",
                    without("perm", Attribute.Ints.class, false, "any; 0 stays where it is but of constants", ANY)),
            new Operation(
                    "Unsqueeze",
                    STANDARD,
                    List.of(new Arity(0, 1, 1), new Arity(13, 2, 2)),
                    1,
                    List.of(without("axes", Attribute.Ints.class, true, "any", ANY)
                            .until(12)),
                    "computed from constants",
                    false),
            new Operation(
                    "Upsample",
                    STANDARD,
                    List.of(new Arity(0, 1, 1), new Arity(9, 2, 2)),
                    1,
                    List.of(
                            word("mode", "nearest"),
                            without("scales", Attribute.Floats.class, true, "whole numbers", ANY)
                                    .until(8)),
                    "as `Resize`",
                    true));

    private static final Map<String, Operation> BY_NAME =
            ALL.stream().collect(Collectors.toMap(Operation::op, Function.identity()));

    private Operations() {}

    static Optional<Operation> find(String domain, String op) {
        return Optional.ofNullable(BY_NAME.get(op)).filter(o -> o.domains().contains(domain));
    }

    /** Names of the operations that may read values that depend on the image, for hints. */
    public static String known() {
        return ALL.stream().filter(Operation::onValues).map(Operation::op).collect(Collectors.joining(", "));
    }

    private static Operation value(String op, int least, int most, String becomes, AttributeRule... settings) {
        return new Operation(op, STANDARD, List.of(new Arity(0, least, most)), 1, List.of(settings), becomes, true);
    }

    private static Operation constants(String op, int least, int most, String becomes, AttributeRule... settings) {
        return new Operation(op, STANDARD, List.of(new Arity(0, least, most)), 1, List.of(settings), becomes, false);
    }

    private static Operation quantizer(String op, int inputs, String becomes, AttributeRule... settings) {
        return new Operation(
                op, QUANTIZERS, List.of(new Arity(0, inputs, inputs)), 1, List.of(settings), becomes, true);
    }

    private static AttributeRule[] pooled(AttributeRule... more) {
        Stream<AttributeRule> both = Stream.of(
                word("auto_pad", "NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER"),
                without("kernel_shape", Attribute.Ints.class, true, "at least 1", each(2, 1)),
                each("strides", 2, 1, "at least 1"));
        return Stream.concat(both, Stream.of(more)).toArray(AttributeRule[]::new);
    }

    private static AttributeRule[] quant() {
        return new AttributeRule[] {
            without("narrow", Attribute.Int.class, true, "0 or 1", Operations::flag),
            word("rounding_mode", "ROUND", "HALF_EVEN", "round", "half_even"),
            without("signed", Attribute.Int.class, true, "1; on the image 0 or 1", Operations::flag)
        };
    }

    /** A factor; the default is 1. */
    private static AttributeRule number(String name) {
        return of(name, new Attribute.Float(1), "a number", a -> Float.isFinite(((Attribute.Float) a).value()));
    }

    private static boolean flag(Attribute a) {
        long value = ((Attribute.Int) a).value();
        return value == 0 || value == 1;
    }

    private static AttributeRule axis(long standard) {
        return of("axis", new Attribute.Int(standard), TO_CLASSES, ANY);
    }

    private static boolean atLeastZero(float number) {
        return number >= 0 && !Float.isInfinite(number);
    }
}
