// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.ir.PositionClasses;
import dev.bnn.ir.Weights;
import dev.bnn.model.ChannelShuffle;
import dev.bnn.model.Factor;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import dev.bnn.model.target.Memory;
import dev.bnn.source.Span;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A unit of the pipeline, or a stream, from one line of text: its kind and its sizes, such as {@code mvtu rows=64 columns=576 pe=32
 * simd=32}. Weights and thresholds are random and follow from the text.
 */
public final class SampleUnit {
    private final String name;
    private final String text;
    private final String kind;
    private final Map<String, String> sizes = new LinkedHashMap<>();
    private final Random random;

    private SampleUnit(String name, String text) {
        this.name = name;
        this.text = text;
        String[] words = text.split(" ");
        kind = words[0];
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            String[] pair = word.split("=");
            sizes.put(pair[0], pair[1]);
        }
        random = new Random(text.hashCode());
    }

    public static SampleUnit of(String text) {
        return new SampleUnit("unit", text);
    }

    /** This unit with a name. */
    public SampleUnit called(String other) {
        return new SampleUnit(other, text);
    }

    public String name() {
        return name;
    }

    /** The first word of the text. */
    public String kind() {
        return kind;
    }

    private int size(String name) {
        return Integer.parseInt(sizes.get(name));
    }

    private int size(String name, int otherwise) {
        return sizes.containsKey(name) ? size(name) : otherwise;
    }

    /** The unit or stream as a module of its own. */
    public Part part() {
        return kind.equals("stream") ? new Part.Stream(name, size("bits"), size("depth")) : new Part.OfUnit(unit());
    }

    /** The unit; not for a stream. */
    public Unit unit() {
        return switch (kind) {
            case "mvtu" -> mvtu();
            case "scores" -> scores();
            case "depthwise" -> depthwise();
            case "window" ->
                new Unit.Window(
                        name,
                        Span.NONE,
                        map("channels"),
                        size("element", 1),
                        Window.square(size("kernel"), size("stride", 1)),
                        size("groups", 1));
            case "pad" ->
                new Unit.Pad(name, Span.NONE, map("channels"), size("element", 1), new Padding(size("amount", 1), 0));
            case "width" -> new Unit.Width(name, Span.NONE, size("in"), size("out"), (long) size("in") * size("out"));
            case "pool" ->
                new Unit.Pool(
                        name,
                        Span.NONE,
                        "",
                        size("element", 1),
                        size("taps"),
                        Shape.vector(size("channels")),
                        flags(size("channels")));
            case "sumpool" -> sumPool();
            case "add" -> add();
            case "concat" ->
                new Unit.Concat(
                        name,
                        Span.NONE,
                        "",
                        List.of(Optional.empty(), Optional.empty()),
                        size("element", 1),
                        size("first"),
                        Shape.vector(size("channels")));
            case "fork" -> new Unit.Fork(name, Span.NONE, "skip", Shape.vector(size("bits")), 1, Optional.empty());
            case "upsample" ->
                new Unit.Upsample(
                        name,
                        Span.NONE,
                        "",
                        map("channels"),
                        size("element", 1),
                        new Factor(size("rows"), size("columns")));
            case "shuffle" ->
                new Unit.Shuffle(
                        name,
                        Span.NONE,
                        "",
                        map("channels"),
                        size("element", 1),
                        new ChannelShuffle(size("groups"), size("channels")));
            case "label" -> new Unit.LabelSelect(name, Span.NONE, size("score"), size("classes"), size("top"), 1);
            case "threshold" ->
                new Unit.ByteThreshold(
                        name,
                        Span.NONE,
                        "",
                        Shape.vector(size("channels")),
                        random.ints(size("channels"), 90, 160).toArray());
            default -> throw new IllegalArgumentException("no unit " + text);
        };
    }

    private Shape map(String channels) {
        return new Shape(size(channels), size("height"), size("width"));
    }

    /** Signs of the scales of a batch norm, which are mostly positive. */
    private boolean[] flags(int count) {
        boolean[] flags = new boolean[count];
        for (int i = 0; i < count; i++) {
            flags[i] = random.nextInt(4) == 0;
        }
        return flags;
    }

    private Folding folding() {
        String memory = sizes.getOrDefault("memory", "block").toUpperCase(Locale.ROOT);
        return new Folding(size("pe"), size("simd", 1), Memory.valueOf(memory), size("loadable", 0) == 1);
    }

    private WeightType type() {
        int bits = size("weight", 1);
        return Arrays.stream(WeightType.values())
                .filter(t -> t.bits() == bits)
                .findFirst()
                .orElseThrow();
    }

    private Weights weights(int rows, int columns) {
        WeightType type = type();
        byte[] values = new byte[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte)
                    (type == WeightType.BIPOLAR
                            ? 2 * random.nextInt(2) - 1
                            : random.nextInt(2 * type.limit() + 1) - type.limit());
        }
        return new Weights(rows, columns, values, type);
    }

    /** The least and the greatest sum over all rows; if the unit counts matches, the counts. */
    private long[] range(Weights weights) {
        int element = size("element", 1);
        if (MatrixUnit.counts(element, weights.type())) {
            return new long[] {0, weights.columns()};
        }
        long top = (1L << element) - 1;
        long lo = 0;
        long hi = 0;
        for (int row = 0; row < weights.rows(); row++) {
            long least = 0;
            long most = 0;
            for (int column = 0; column < weights.columns(); column++) {
                long w = weights.at(row, column);
                least += element == 1 ? -Math.abs(w) : Math.min(0, w * top);
                most += element == 1 ? Math.abs(w) : Math.max(0, w * top);
            }
            lo = Math.min(lo, least);
            hi = Math.max(hi, most);
        }
        return new long[] {lo, hi};
    }

    private static int bits(long lo, long hi) {
        return MatrixNumbers.signedBits(lo, hi);
    }

    private PositionClasses classes() {
        int side = size("map", 1);
        int[] of = new int[side];
        if (size("classes", 1) > 1) {
            Arrays.fill(of, 1);
            of[0] = 0;
            of[side - 1] = 2;
        }
        return new PositionClasses(of, of);
    }

    /** Thresholds around the middle of the sums, as those of batch norms are, ascending per row. */
    private long[][] thresholds(Weights weights, long[] range, PositionClasses classes, int levels) {
        long[][] thresholds = new long[classes.count()][weights.rows() * levels];
        double middle = (range[0] + range[1]) / 2.0;
        double wide = (range[1] - range[0]) / Math.sqrt(weights.columns()) / 2;
        for (long[] ofClass : thresholds) {
            for (int row = 0; row < weights.rows(); row++) {
                for (int level = 0; level < levels; level++) {
                    long value = Math.round(middle + wide * random.nextGaussian());
                    ofClass[row * levels + level] = Math.max(range[0], Math.min(range[1] + 1, value));
                }
                Arrays.sort(ofClass, row * levels, (row + 1) * levels);
            }
        }
        return thresholds;
    }

    private MatrixUnit mvtu() {
        Weights weights = weights(size("rows"), size("columns"));
        long[] range = range(weights);
        PositionClasses classes = classes();
        Shape out = new Shape(weights.rows(), classes.rows().length, classes.columns().length);
        int levels = size("levels", 1);
        long[][] thresholds = thresholds(weights, range, classes, levels);
        return new MatrixUnit.Mvtu(
                        name,
                        Span.NONE,
                        name,
                        "",
                        weights,
                        size("groups", 1),
                        size("element", 1),
                        out,
                        thresholds,
                        classes,
                        levels,
                        bits(range[0], range[1] + 1),
                        new Folding(1, 1, Memory.BLOCK))
                .with(folding());
    }

    private MatrixUnit depthwise() {
        Weights weights = weights(size("channels"), size("taps"));
        long[] range = range(weights);
        PositionClasses classes = classes();
        Shape out = new Shape(weights.rows(), classes.rows().length, classes.columns().length);
        int levels = size("levels", 1);
        return new MatrixUnit.Depthwise(
                        name,
                        Span.NONE,
                        name,
                        "",
                        weights,
                        size("element", 1),
                        out,
                        thresholds(weights, range, classes, levels),
                        classes,
                        levels,
                        bits(range[0], range[1] + 1),
                        new Folding(1, 1, Memory.BLOCK))
                .with(folding());
    }

    private MatrixUnit scores() {
        Weights weights = weights(size("rows"), size("columns"));
        long[] range = range(weights);
        int multiplierBits = size("multiplier", 2);
        long[] multiplier = new long[weights.rows()];
        long[] addend = new long[weights.rows()];
        for (int row = 0; row < multiplier.length; row++) {
            // Without a batch norm a score is twice the matches less the columns.
            multiplier[row] = multiplierBits == 2 ? 2 : 1 + random.nextInt((1 << multiplierBits - 1) - 1);
            addend[row] = multiplierBits == 2 ? -weights.columns() : random.nextInt(1 << 12);
        }
        return new MatrixUnit.Scores(
                        name,
                        Span.NONE,
                        name,
                        weights,
                        size("element", 1),
                        Shape.vector(weights.rows()),
                        multiplier,
                        addend,
                        bits(range[0], range[1] + 1),
                        size("score", 16),
                        new Folding(1, 1, Memory.BLOCK))
                .with(folding());
    }

    private Unit sumPool() {
        int channels = size("channels");
        int most = size("taps") * ((1 << size("element")) - 1);
        return new Unit.SumPool(
                name,
                Span.NONE,
                "",
                size("element"),
                size("taps"),
                Shape.vector(channels),
                flags(channels),
                sumThresholds(channels, most),
                size("levels"));
    }

    private Unit add() {
        int channels = size("channels");
        int most = 2 * ((1 << size("element")) - 1);
        return new Unit.Add(
                name,
                Span.NONE,
                "",
                List.of(Optional.empty(), Optional.of("fork")),
                size("element"),
                Shape.vector(channels),
                flags(channels),
                sumThresholds(channels, most),
                size("levels"));
    }

    private int[] sumThresholds(int channels, int most) {
        int levels = size("levels");
        int[] thresholds = new int[channels * levels];
        for (int i = 0; i < thresholds.length; i++) {
            thresholds[i] = random.nextInt(most + 2);
        }
        for (int c = 0; c < channels; c++) {
            Arrays.sort(thresholds, c * levels, (c + 1) * levels);
        }
        return thresholds;
    }

    @Override
    public String toString() {
        return text;
    }
}
