// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.emit.array.UnitArray;
import dev.bnn.template.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The arrays of units in C++: constants with their values, or memories that are filled at run time. */
final class HlsTables {
    private static final int LINE = 108;

    private HlsTables() {}

    /**
     * The table of a unit; empty if it has no arrays.
     *
     * @param loadable true for memories without values
     */
    static Optional<HlsView.Table> of(Unit unit, String source, boolean loadable) {
        List<HlsView.Array> arrays = UnitArray.of(unit).stream()
                .map(a -> new HlsView.Array(
                        a.comment(),
                        type(a.type()),
                        a.name(),
                        a.extent().stream().map(n -> "[" + n + "]").collect(Collectors.joining()),
                        loadable ? List.of() : lines(a)))
                .toList();
        return arrays.isEmpty()
                ? Optional.empty()
                : Optional.of(new HlsView.Table(
                        HlsUnits.comment(unit),
                        new Text(source),
                        unit.arrays().toUpperCase(Locale.ROOT),
                        arrays,
                        unit instanceof MatrixUnit.Thresholded m ? classes(m) : null));
    }

    private static HlsView.Positions classes(MatrixUnit.Thresholded m) {
        return m.classes().count() == 1
                ? null
                : new HlsView.Positions(
                        positions(m),
                        m.out().height(),
                        m.out().width(),
                        m.classes().columnClasses(),
                        list(m.classes().rows()),
                        list(m.classes().columns()));
    }

    /** Name of the struct that gives the class of an output position. */
    static String positions(MatrixUnit.Thresholded unit) {
        return unit.arrays() + "_classes";
    }

    private static String type(UnitArray.Type type) {
        return switch (type.kind()) {
            case SIGNED -> "ap_int<" + type.bits() + ">";
            case UNSIGNED -> "ap_uint<" + type.bits() + ">";
            case LIMB -> "bnn::Limb<" + type.word() + ">";
        };
    }

    private static String list(int[] values) {
        return Arrays.stream(values).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    }

    /** The values between the outer braces: one block, or pair of braces, per index of the first of several dimensions. */
    private static List<String> lines(UnitArray array) {
        List<Integer> extent = array.extent();
        if (extent.size() == 1) {
            return wrapped(words(array, 0, array.size(), 1), "");
        }
        if (extent.size() == 2 && array.parallel().contains(2)) {
            return wrapped(braced(words(array, 0, array.size(), extent.get(1))), "");
        }
        int inner = extent.size() == 3 ? extent.get(2) : 1;
        int block = array.size() / extent.get(0);
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < array.size(); from += block) {
            lines.add("{");
            List<String> words = words(array, from, from + block, inner);
            lines.addAll(wrapped(extent.size() == 3 ? braced(words) : words, "    "));
            lines.add("},");
        }
        return lines;
    }

    private static List<String> braced(List<String> words) {
        return words.stream().map(w -> "{" + w + "}").toList();
    }

    /** The elements in a range of indices, {@code together} of them per entry. */
    private static List<String> words(UnitArray array, int from, int to, int together) {
        return IntStream.iterate(from, i -> i < to, i -> i + together)
                .mapToObj(first -> IntStream.range(first, first + together)
                        .mapToObj(i -> literal(array, i))
                        .collect(Collectors.joining(", ")))
                .toList();
    }

    private static String literal(UnitArray array, int i) {
        long value = array.values().applyAsLong(i);
        return array.type().kind() == UnitArray.Kind.LIMB
                ? "0x" + Long.toHexString(value) + (array.bits() > Integer.SIZE ? "ull" : "u")
                : literal(value);
    }

    /** A literal; for the smallest long, which has none, an expression. */
    private static String literal(long value) {
        if (value == (int) value && value != Integer.MIN_VALUE) {
            return Long.toString(value);
        }
        return value == Long.MIN_VALUE ? "-" + Long.MAX_VALUE + "ll - 1" : value + "ll";
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
