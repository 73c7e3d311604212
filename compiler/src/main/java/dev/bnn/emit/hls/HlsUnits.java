// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.emit.array.UnitArray;
import dev.bnn.model.Factor;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import dev.bnn.model.target.Memory;
import dev.bnn.source.Words;
import dev.bnn.template.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Each unit of a pipeline as a call of the C++ library. */
final class HlsUnits implements Unit.Visitor<HlsUnits.LibraryCall> {
    private final String top;

    private HlsUnits(String top) {
        this.top = top;
    }

    /**
     * A call of the library.
     *
     * @param header the library's file, without its ending
     * @param what the unit's sizes in words
     * @param call the function with its template arguments
     * @param locals memories that the unit works with, beside its arrays
     * @param arguments arguments after the arrays
     * @param storage kinds of memory of arrays and locals, as directives, so that the tool uses what the estimate assumes
     */
    record LibraryCall(
            String header,
            String what,
            String call,
            List<Local> locals,
            List<String> arguments,
            List<HlsView.Storage> storage) {
        LibraryCall(String header, String what, String call) {
            this(header, what, call, List.of(), List.of(), List.of());
        }
    }

    /** A memory of a unit: its declaration, and the pragmas that belong to it. */
    record Local(String name, String declaration, List<HlsView.Pragma> pragmas) {}

    /** @param top the function that owns the memories that are loaded at run time */
    static LibraryCall call(Unit unit, String top) {
        return unit.accept(new HlsUnits(top));
    }

    /** The kind of the unit, and the place of its layer in the source. */
    static Text comment(Unit unit) {
        Path file = Path.of(unit.span().file()).getFileName();
        String place = file == null || file.toString().isEmpty()
                ? ""
                : " (" + file + ":" + unit.span().start().line() + ")";
        return new Text(unit.name() + ": " + unit.kind() + call(unit, "").what() + place);
    }

    static HlsView.Unit view(Unit unit, LibraryCall call) {
        List<String> constants = new ArrayList<>();
        List<HlsView.Pragma> pragmas = new ArrayList<>();
        for (UnitArray array : UnitArray.of(unit)) {
            constants.add(array.name());
            pragmas.addAll(HlsPragmas.of(array));
        }
        for (Local local : call.locals()) {
            constants.add(local.name());
            pragmas.addAll(local.pragmas());
        }
        constants.addAll(call.arguments());
        return new HlsView.Unit(
                unit.name(),
                comment(unit),
                unit.ports().stream()
                        .map(p -> HlsView.Port.stream("ap_uint<" + p.bits() + ">", p.name()))
                        .toList(),
                call.call(),
                call.locals().stream().map(Local::declaration).toList(),
                constants,
                pragmas);
    }

    @Override
    public LibraryCall byteThreshold(Unit.ByteThreshold unit) {
        return new LibraryCall(
                "threshold",
                "",
                call("threshold", unit.shape().channels(), unit.shape().pixels()));
    }

    @Override
    public LibraryCall pad(Unit.Pad unit) {
        Padding p = unit.padding();
        Shape in = unit.in();
        String what = " of " + p.sides() + " around " + in;
        if (unit.trained()) {
            return new LibraryCall(
                    "pad",
                    what + " with elements that no window takes",
                    call(
                            "pad_trained",
                            unit.inBits(),
                            in.height(),
                            in.width(),
                            p.top(),
                            p.bottom(),
                            p.left(),
                            p.right()));
        }
        String value = unit.elementBits() == 1 ? p.value() > 0 ? "+1" : "-1" : Integer.toString(p.value());
        return new LibraryCall(
                "pad",
                what + " with " + value,
                p.isUniform()
                        ? call("pad", unit.inBits(), in.height(), in.width(), p.top())
                        : call("pad", unit.inBits(), in.height(), in.width(), p.top(), p.bottom(), p.left(), p.right()),
                List.of(),
                List.of("bnn::border<" + unit.elementBits() + ", " + in.channels() + ">(" + p.value() + ")"),
                List.of());
    }

    @Override
    public LibraryCall window(Unit.Window unit) {
        String ring = "ring";
        Window w = unit.window();
        Shape in = unit.in();
        return new LibraryCall(
                "window",
                " of " + w.kernel() + ", stride " + w.stride() + w.dilation()
                        + (unit.groups() == 1 ? "" : ", in " + unit.groups() + " groups") + ", over " + in,
                w.isSquare() && unit.groups() == 1
                        ? call("window", unit.inBits(), in.height(), in.width(), w.kernelHeight(), w.strideY())
                        : call(
                                "window",
                                unit.inBits(),
                                in.height(),
                                in.width(),
                                w.kernelHeight(),
                                w.kernelWidth(),
                                w.strideY(),
                                w.strideX(),
                                w.dilationY(),
                                w.dilationX(),
                                unit.groups()),
                List.of(new Local(
                        ring,
                        "ap_uint<" + unit.inBits() + "> " + ring + "[" + unit.rows() + "]["
                                + unit.in().width() + "];",
                        HlsPragmas.ring(ring, unit))),
                List.of(),
                List.of(new HlsView.Storage(unit.name(), ring, "ram_s2p", "lutram")));
    }

    @Override
    public LibraryCall width(Unit.Width unit) {
        return new LibraryCall(
                "width",
                " from " + unit.inBits() + " to " + unit.outBits() + " bits",
                call("width", unit.inBits(), unit.outBits(), unit.total()));
    }

    @Override
    public LibraryCall sumPool(Unit.SumPool unit) {
        return new LibraryCall(
                "pool",
                " of " + Words.count(unit.taps(), "pixel") + " to " + unit.out(),
                call(
                        "sum_pool",
                        unit.elementBits(),
                        unit.out().channels(),
                        unit.taps(),
                        unit.out().pixels(),
                        unit.sumBits(),
                        unit.levels(),
                        unit.resultBits()));
    }

    @Override
    public LibraryCall pool(Unit.Pool unit) {
        int channels = unit.out().channels();
        int pixels = unit.out().pixels();
        return new LibraryCall(
                "pool",
                " of " + Words.count(unit.taps(), "pixel") + " to " + unit.out(),
                unit.elementBits() == 1
                        ? call("pool", channels, unit.taps(), pixels)
                        : call("pool_codes", unit.elementBits(), channels, unit.taps(), pixels));
    }

    @Override
    public LibraryCall shuffle(Unit.Shuffle unit) {
        Shape shape = unit.out();
        return new LibraryCall(
                "shuffle",
                " of " + Words.count(unit.channels().groups(), "group") + " on " + shape,
                call(
                        "shuffle",
                        unit.elementBits(),
                        shape.channels(),
                        unit.channels().groups(),
                        shape.pixels()));
    }

    @Override
    public LibraryCall upsample(Unit.Upsample unit) {
        Shape in = unit.in();
        Factor factor = unit.factor();
        String what = " by " + factor + " to " + unit.out();
        if (unit.buffered() == 0) {
            return new LibraryCall(
                    "upsample", what, call("upsample_columns", unit.inBits(), in.pixels(), factor.columns()));
        }
        String row = "row";
        return new LibraryCall(
                "upsample",
                what,
                call("upsample", unit.inBits(), in.height(), in.width(), factor.rows(), factor.columns()),
                List.of(new Local(
                        row,
                        "ap_uint<" + unit.inBits() + "> " + row + "[" + unit.buffered() + "];",
                        HlsPragmas.row(row, unit))),
                List.of(),
                List.of(new HlsView.Storage(unit.name(), row, "ram_s2p", "lutram")));
    }

    @Override
    public LibraryCall fork(Unit.Fork unit) {
        return new LibraryCall(
                "residual",
                " of " + unit.out(),
                call("fork", unit.inBits(), unit.out().pixels()));
    }

    @Override
    public LibraryCall add(Unit.Add unit) {
        return new LibraryCall(
                "residual",
                " of " + unit.out(),
                call(
                        "residual_add",
                        unit.elementBits(),
                        unit.out().channels(),
                        unit.out().pixels(),
                        unit.sumBits(),
                        unit.levels(),
                        unit.resultBits()));
    }

    @Override
    public LibraryCall concat(Unit.Concat unit) {
        return new LibraryCall(
                "residual",
                " to " + unit.out(),
                call("concat", unit.inBits(), unit.secondBits(), unit.out().pixels()));
    }

    @Override
    public LibraryCall labelSelect(Unit.LabelSelect unit) {
        return new LibraryCall(
                "label",
                ": the best " + (unit.top() > 1 ? unit.top() + " " : "") + "of " + unit.classes() + " classes"
                        + (unit.positions() > 1 ? " at each of " + unit.positions() + " positions" : ""),
                call(
                        "label_select",
                        positions(unit.positions(), unit.scoreBits(), unit.classes(), unit.top(), unit.outBits())));
    }

    @Override
    public LibraryCall mvtu(MatrixUnit.Mvtu unit) {
        return new LibraryCall(
                "mvtu",
                matrix(unit),
                thresholded("mvtu", unit, List.of(unit.folding().simd())),
                List.of(),
                List.of(),
                List.of(weights(unit), thresholds(unit)));
    }

    @Override
    public LibraryCall depthwise(MatrixUnit.Depthwise unit) {
        return new LibraryCall(
                "depthwise",
                " of " + unit.weights().rows() + " channels and "
                        + unit.weights().columns() + " taps, PE "
                        + unit.folding().pe() + ", " + cycles(unit),
                thresholded("depthwise", unit, List.of()),
                List.of(),
                List.of(),
                List.of(weights(unit), thresholds(unit)));
    }

    @Override
    public LibraryCall scores(MatrixUnit.Scores unit) {
        return new LibraryCall(
                "mvtu",
                matrix(unit),
                call(
                        "scores",
                        positions(
                                unit.out().pixels(),
                                element(unit),
                                unit.weights().rows(),
                                unit.weights().columns(),
                                unit.folding().pe(),
                                unit.folding().simd(),
                                unit.accumulatorBits(),
                                unit.scoreBits())),
                List.of(),
                List.of(),
                List.of(weights(unit)));
    }

    /** The arguments with the number of positions; one position is the default. */
    private static Object[] positions(int positions, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        if (positions > 1) {
            all.add(positions);
        }
        return all.toArray();
    }

    private static String matrix(MatrixUnit m) {
        String groups = m.groups() == 1 ? "" : " in " + m.groups() + " groups";
        return " of " + m.weights().rows() + " rows and " + m.weights().columns() + " columns" + groups + ", PE "
                + m.folding().pe() + ", SIMD " + m.folding().simd() + ", " + cycles(m);
    }

    private static String cycles(MatrixUnit m) {
        return Words.count(m.cycles(), "cycle") + " per frame";
    }

    private static String thresholded(String function, MatrixUnit.Thresholded m, List<Integer> simd) {
        List<Object> arguments = new ArrayList<>(List.of(
                element(m),
                m.weights().rows(),
                m.weights().columns(),
                m.folding().pe()));
        arguments.addAll(simd);
        arguments.addAll(List.of(
                m.accumulatorBits(),
                m.out().height(),
                m.out().width(),
                m.classes().count(),
                m.classes().count() == 1 ? "bnn::OneClass" : HlsTables.positions(m)));
        if (m.levels() > 1) {
            arguments.add(m.levels());
        }
        if (m.groups() > 1) {
            arguments.add(m.groups());
        }
        return call(m.levels() > 1 ? function + "_levels" : function, arguments.toArray());
    }

    private HlsView.Storage weights(MatrixUnit unit) {
        return table(unit, "weights", unit.folding().memory());
    }

    private HlsView.Storage thresholds(MatrixUnit.Thresholded unit) {
        return table(unit, "thresholds", HlsCosts.MODEL.thresholds(unit));
    }

    private HlsView.Storage table(MatrixUnit unit, String array, Memory memory) {
        String implementation = switch (memory) {
            case LUT -> "lutram";
            case BLOCK -> "bram";
            case ULTRA -> "uram";
        };
        boolean loadable = unit.folding().loadable();
        return new HlsView.Storage(
                loadable ? top : unit.name(),
                unit.arrays() + "_" + array,
                loadable ? "ram_s2p" : "rom_1p",
                implementation);
    }

    private static String element(MatrixUnit m) {
        if (m.counts()) {
            return "bnn::Binary";
        }
        if (m.weightBits() > 1) {
            return m.elementBits() == 1
                    ? "bnn::Signs<" + m.weightBits() + ">"
                    : "bnn::Products<" + m.elementBits() + ", " + m.weightBits() + ">";
        }
        return m.elementBits() == 8 ? "bnn::Bytes" : "bnn::Codes<" + m.elementBits() + ">";
    }

    private static String call(String function, Object... arguments) {
        return Arrays.stream(arguments).map(String::valueOf).collect(Collectors.joining(", ", function + "<", ">"));
    }
}
