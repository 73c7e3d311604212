package dev.bnn.emit;

import dev.bnn.dataflow.Unit;
import dev.bnn.ir.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The constants of units as C++ arrays. Row r of a matrix belongs to processing element r mod PE, row fold r / PE. */
final class HlsTables {
    private static final int LIMB = 64;
    private static final int LINE = 108;

    private HlsTables() {}

    /** The table of a unit; empty where it has no constants. */
    static Optional<HlsView.Table> of(Unit unit, String source) {
        String layer = HlsUnits.table(unit);
        List<HlsView.Array> arrays = new ArrayList<>();
        HlsView.Positions positions = null;
        if (unit instanceof Unit.Matrix m) {
            arrays.add(weights(m, layer));
        }
        if (unit instanceof Unit.Mvtu m) {
            arrays.add(thresholds(m, layer));
            positions = positions(m, layer);
        } else if (unit instanceof Unit.Scores s) {
            String type = "ap_int<" + s.scoreBits() + ">";
            arrays.add(byRow(
                    "What a sum is multiplied with, by processing element and row fold.",
                    type,
                    layer + "_multipliers",
                    s,
                    s.multiplier()));
            arrays.add(byRow("What is then added.", type, layer + "_addends", s, s.addend()));
        } else if (unit instanceof Unit.Pool p) {
            arrays.add(flat(
                    p.elementBits() == 1
                            ? "Channels whose maximum is an AND, since their batch norm falls."
                            : "Channels that take the minimum, since their batch norm falls.",
                    "bool",
                    layer + "_all",
                    p.min().length,
                    i -> p.min()[i] ? 1 : 0));
        } else if (unit instanceof Unit.SumPool p) {
            sums(arrays, layer, p.minus(), p.sumBits(), p.levels(), p.thresholds());
        } else if (unit instanceof Unit.Add a) {
            sums(arrays, layer, a.minus(), a.sumBits(), a.levels(), a.thresholds());
        } else if (unit instanceof Unit.ByteThreshold t) {
            arrays.add(flat(
                    "The least byte that counts as +1, by channel; 256 where none does.",
                    "ap_uint<9>",
                    layer + "_thresholds",
                    t.thresholds().length,
                    i -> t.thresholds()[i]));
        }
        return arrays.isEmpty()
                ? Optional.empty()
                : Optional.of(new HlsView.Table(
                        HlsUnits.comment(unit), source, layer.toUpperCase(Locale.ROOT), arrays, positions));
    }

    private static HlsView.Array weights(Unit.Matrix m, String layer) {
        int pe = m.folding().pe();
        int simd = m.folding().simd();
        int bits = simd * m.weightBits();
        int limbs = (bits + LIMB - 1) / LIMB;
        int folds = m.rowFolds() * m.columnFolds();
        List<String> lines = nested(
                pe,
                p -> IntStream.range(0, folds)
                        .mapToObj(fold -> IntStream.range(0, limbs)
                                .mapToObj(limb -> word(m, p, fold, limb))
                                .collect(Collectors.joining(", ", "{", "}")))
                        .toList());
        return new HlsView.Array(
                "Weights by processing element, row fold * " + m.columnFolds()
                        + " + column fold, and limb: "
                        + (m.weightBits() == 1 ? "bit 1 is +1." : m.weightBits() + " bits each, in two's complement."),
                "bnn::Limb<" + bits + ">",
                layer + "_weights",
                "[" + pe + "][" + folds + "][" + limbs + "]",
                lines);
    }

    private static String word(Unit.Matrix m, int pe, int fold, int limb) {
        Weights weights = m.weights();
        int simd = m.folding().simd();
        int row = fold / m.columnFolds() * m.folding().pe() + pe;
        int width = m.weightBits();
        int from = fold % m.columnFolds() * simd;
        int length = Math.min(LIMB, simd * width - limb * LIMB);
        long bits = 0;
        for (int i = 0; i < length; i++) {
            int at = limb * LIMB + i;
            int weight = weights.at(row, from + at / width);
            boolean set = width == 1 ? weight > 0 : (weight >> at % width & 1) != 0;
            bits |= set ? 1L << i : 0;
        }
        return "0x" + Long.toHexString(bits) + (length > 32 ? "ull" : "u");
    }

    /** Of a unit that sums up codes from 0. */
    private static void sums(
            List<HlsView.Array> arrays, String layer, boolean[] minus, int bits, int levels, int[] thresholds) {
        arrays.add(flat(
                "Channels whose sum counts from the other end, since their batch norm falls.",
                "bool",
                layer + "_minus",
                minus.length,
                i -> minus[i] ? 1 : 0));
        arrays.add(flat(
                "The least sum " + (levels == 1 ? "that gives bit 1" : "of each code from 1 on") + ", by channel.",
                "ap_uint<" + bits + ">",
                layer + "_thresholds",
                thresholds.length,
                i -> thresholds[i]));
    }

    private static HlsView.Array thresholds(Unit.Mvtu m, String layer) {
        int pe = m.folding().pe();
        int classes = m.classes().count();
        List<String> lines = nested(
                pe,
                p -> IntStream.range(0, classes * m.rowFolds())
                        .mapToObj(i -> levels(m, m.thresholds()[i / m.rowFolds()], i % m.rowFolds() * pe + p))
                        .toList());
        String unit = m.counts() ? "matches" : "sum";
        boolean bits = m.levels() == 1;
        return new HlsView.Array(
                "The least " + unit + (bits ? " that gives bit 1" : " of each code from 1 on")
                        + ", by processing element and "
                        + (classes == 1 ? "row fold." : "class of the position * " + m.rowFolds() + " + row fold."),
                "ap_int<" + m.accumulatorBits() + ">",
                layer + "_thresholds",
                "[" + pe + "][" + classes * m.rowFolds() + "]" + (bits ? "" : "[" + m.levels() + "]"),
                lines);
    }

    private static String levels(Unit.Mvtu m, long[] thresholds, int row) {
        String values = IntStream.range(0, m.levels())
                .mapToObj(level -> literal(thresholds[row * m.levels() + level]))
                .collect(Collectors.joining(", "));
        return m.levels() == 1 ? values : "{" + values + "}";
    }

    private static HlsView.Array byRow(String comment, String type, String name, Unit.Scores s, long[] values) {
        int pe = s.folding().pe();
        List<String> lines = nested(
                pe,
                p -> IntStream.range(0, s.rowFolds())
                        .mapToObj(fold -> literal(values[fold * pe + p]))
                        .toList());
        return new HlsView.Array(comment, type, name, "[" + pe + "][" + s.rowFolds() + "]", lines);
    }

    private static HlsView.Array flat(String comment, String type, String name, int length, IntUnaryOperator value) {
        List<String> values = IntStream.range(0, length)
                .map(value)
                .mapToObj(Integer::toString)
                .toList();
        return new HlsView.Array(comment, type, name, "[" + length + "]", wrapped(values, ""));
    }

    private static HlsView.Positions positions(Unit.Mvtu m, String layer) {
        return m.classes().count() == 1
                ? null
                : new HlsView.Positions(
                        layer + "_classes",
                        m.out().height(),
                        m.out().width(),
                        m.classes().columnClasses(),
                        list(m.classes().rows()),
                        list(m.classes().columns()));
    }

    private static String list(int[] values) {
        return Arrays.stream(values).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    }

    /** A literal of its value, for the least value of long too, which has none of its own. */
    private static String literal(long value) {
        if (value == (int) value && value != Integer.MIN_VALUE) {
            return Long.toString(value);
        }
        return value == Long.MIN_VALUE ? "-" + Long.MAX_VALUE + "ll - 1" : value + "ll";
    }

    private static List<String> nested(int count, IntFunction<List<String>> part) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add("{");
            lines.addAll(wrapped(part.apply(i), "    "));
            lines.add("},");
        }
        return lines;
    }

    private static List<String> wrapped(List<String> values, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indent);
        for (String value : values) {
            if (line.length() > indent.length() && line.length() + value.length() + 1 > LINE) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(indent);
            }
            line.append(value).append(", ");
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
