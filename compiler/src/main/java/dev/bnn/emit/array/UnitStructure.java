// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.array;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.Padding;
import dev.bnn.model.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The properties of a unit that training cannot change, as a line of text. The structure of a parameter file is a hash of these
 * lines. They look like the C++ of the HLS back end, but are part of the file format: with another text, bitstreams in use would
 * refuse new files.
 */
final class UnitStructure implements Unit.Visitor<String> {
    private static final UnitStructure INSTANCE = new UnitStructure();

    private UnitStructure() {}

    /** The line of a unit, with its line break. */
    static String of(Unit unit) {
        return unit.accept(INSTANCE) + "\n";
    }

    @Override
    public String byteThreshold(Unit.ByteThreshold unit) {
        return text(
                unit,
                "threshold",
                List.of("thresholds"),
                unit.shape().channels(),
                unit.shape().pixels());
    }

    @Override
    public String pad(Unit.Pad unit) {
        List<Object> numbers = new ArrayList<>(
                List.of(unit.inBits(), unit.in().height(), unit.in().width()));
        Padding padding = unit.padding();
        numbers.addAll(
                padding.isUniform() && !unit.trained()
                        ? List.of(padding.top())
                        : List.of(padding.top(), padding.bottom(), padding.left(), padding.right()));
        return unit.trained()
                ? text(unit, "pad_trained", List.of("border"), numbers.toArray())
                : text(
                        unit,
                        "pad",
                        List.of("bnn::border<" + unit.elementBits() + ", "
                                + unit.in().channels() + ">(" + padding.value() + ")"),
                        numbers.toArray());
    }

    @Override
    public String window(Unit.Window unit) {
        List<Object> numbers = new ArrayList<>(
                List.of(unit.inBits(), unit.in().height(), unit.in().width()));
        Window w = unit.window();
        numbers.addAll(
                w.isSquare() && unit.groups() == 1
                        ? List.of(w.kernelHeight(), w.strideY())
                        : List.of(
                                w.kernelHeight(),
                                w.kernelWidth(),
                                w.strideY(),
                                w.strideX(),
                                w.dilationY(),
                                w.dilationX(),
                                unit.groups()));
        return text(unit, "window", List.of("ring"), numbers.toArray());
    }

    @Override
    public String width(Unit.Width unit) {
        return text(unit, "width", List.of(), unit.inBits(), unit.outBits(), unit.total());
    }

    @Override
    public String sumPool(Unit.SumPool unit) {
        return text(
                unit,
                "sum_pool",
                List.of("minus", "thresholds"),
                unit.elementBits(),
                unit.out().channels(),
                unit.taps(),
                unit.out().pixels(),
                unit.sumBits(),
                unit.levels(),
                unit.resultBits());
    }

    @Override
    public String pool(Unit.Pool unit) {
        int channels = unit.out().channels();
        int pixels = unit.out().pixels();
        return unit.elementBits() == 1
                ? text(unit, "pool", List.of("all"), channels, unit.taps(), pixels)
                : text(unit, "pool_codes", List.of("all"), unit.elementBits(), channels, unit.taps(), pixels);
    }

    @Override
    public String shuffle(Unit.Shuffle unit) {
        return text(
                unit,
                "shuffle",
                List.of(),
                unit.elementBits(),
                unit.out().channels(),
                unit.channels().groups(),
                unit.out().pixels());
    }

    @Override
    public String upsample(Unit.Upsample unit) {
        return text(
                unit,
                "upsample",
                List.of(),
                unit.inBits(),
                unit.in().height(),
                unit.in().width(),
                unit.factor().rows(),
                unit.factor().columns());
    }

    @Override
    public String fork(Unit.Fork unit) {
        return text(unit, "fork", List.of(), unit.inBits(), unit.out().pixels());
    }

    @Override
    public String add(Unit.Add unit) {
        return text(
                unit,
                "residual_add",
                List.of("minus", "thresholds"),
                unit.elementBits(),
                unit.out().channels(),
                unit.out().pixels(),
                unit.sumBits(),
                unit.levels(),
                unit.resultBits());
    }

    @Override
    public String concat(Unit.Concat unit) {
        return text(
                unit,
                "concat",
                List.of(),
                unit.inBits(),
                unit.secondBits(),
                unit.out().pixels());
    }

    @Override
    public String labelSelect(Unit.LabelSelect unit) {
        List<Object> numbers = new ArrayList<>(List.of(unit.scoreBits(), unit.classes(), unit.top(), unit.outBits()));
        positions(numbers, unit.positions());
        return text(unit, "label_select", List.of(), numbers.toArray());
    }

    @Override
    public String mvtu(MatrixUnit.Mvtu unit) {
        return thresholded("mvtu", unit, List.of(unit.folding().simd()));
    }

    @Override
    public String depthwise(MatrixUnit.Depthwise unit) {
        return thresholded("depthwise", unit, List.of());
    }

    @Override
    public String scores(MatrixUnit.Scores unit) {
        List<Object> numbers = new ArrayList<>(List.of(
                element(unit),
                unit.weights().rows(),
                unit.weights().columns(),
                unit.folding().pe(),
                unit.folding().simd(),
                unit.accumulatorBits(),
                unit.scoreBits()));
        positions(numbers, unit.out().pixels());
        return text(unit, "scores", List.of("weights", "multipliers", "addends"), numbers.toArray());
    }

    /** The positions of a map; one position is not written. */
    private static void positions(List<Object> numbers, int positions) {
        if (positions > 1) {
            numbers.add(positions);
        }
    }

    private static String thresholded(String name, MatrixUnit.Thresholded unit, List<Integer> simd) {
        List<Object> numbers = new ArrayList<>(List.of(
                element(unit),
                unit.weights().rows(),
                unit.weights().columns(),
                unit.folding().pe()));
        numbers.addAll(simd);
        int classes = unit.classes().count();
        numbers.addAll(List.of(
                unit.accumulatorBits(),
                unit.out().height(),
                unit.out().width(),
                classes,
                classes == 1 ? "bnn::OneClass" : "classes"));
        boolean several = unit.levels() > 1;
        if (several) {
            numbers.add(unit.levels());
        }
        if (unit.groups() > 1) {
            numbers.add(unit.groups());
        }
        return text(unit, several ? name + "_levels" : name, List.of("weights", "thresholds"), numbers.toArray()) + " "
                + list(unit.classes().rows()) + list(unit.classes().columns());
    }

    private static String element(MatrixUnit unit) {
        if (unit.counts()) {
            return "bnn::Binary";
        }
        if (unit.weightBits() > 1) {
            return unit.elementBits() == 1
                    ? "bnn::Signs<" + unit.weightBits() + ">"
                    : "bnn::Products<" + unit.elementBits() + ", " + unit.weightBits() + ">";
        }
        return unit.elementBits() == 8 ? "bnn::Bytes" : "bnn::Codes<" + unit.elementBits() + ">";
    }

    private static String list(int[] values) {
        return IntStream.of(values).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }

    /** @param arrays names of the unit's memories, without their prefix */
    private static String text(Unit unit, String name, List<String> arrays, Object... numbers) {
        String sizes = UnitArray.of(unit).stream()
                .map(a -> " " + a.bits() + "x" + a.extent())
                .collect(Collectors.joining());
        return name
                + Stream.of(numbers).map(String::valueOf).collect(Collectors.joining(", ", "<", ">"))
                + arrays
                + sizes;
    }
}
