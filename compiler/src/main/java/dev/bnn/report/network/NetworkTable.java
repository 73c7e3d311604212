// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.network;

import dev.bnn.dataflow.Accumulator;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.TensorType;
import dev.bnn.report.draw.Format;
import dev.bnn.source.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a network costs, layer by layer: weights, their storage in bits, and multiply-accumulates for one image.
 *
 * @param rows the input, then one row per layer
 * @param weights number of weights
 * @param weightBits storage of the weights in bits: one per bipolar weight, 32 per float
 * @param macs multiply-accumulates per image
 */
public record NetworkTable(List<Row> rows, long weights, long weightBits, long macs) {
    private static final int MOST_ROWS = 300;
    private static final int LAST_ROWS = 10;

    /** Columns that are aligned to the right. */
    private static final Set<Integer> NUMBERS = Set.of(4, 5);

    public NetworkTable {
        rows = List.copyOf(rows);
    }

    /**
     * One layer.
     *
     * @param name the layer's name, or {@code input}
     * @param kind what it is, for people
     * @param detail its settings, for people; empty if it has none
     * @param output shape and values that it yields
     * @param weightBits storage of its weights; 0 if it has none
     * @param macs multiply-accumulates for one image; 0 if it has none
     * @param accumulator range of its sums with any weights; empty if it has none
     */
    public record Row(
            String name,
            String kind,
            String detail,
            TensorType output,
            long weights,
            long weightBits,
            long macs,
            Optional<Accumulator> accumulator) {}

    public static NetworkTable of(Network network) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("input", "image", "", network.input(), 0, 0, 0, Optional.empty()));
        for (Layer layer : network.layers()) {
            rows.add(row(layer));
        }
        return new NetworkTable(
                rows,
                rows.stream().mapToLong(Row::weights).sum(),
                rows.stream().mapToLong(Row::weightBits).sum(),
                rows.stream().mapToLong(Row::macs).sum());
    }

    /** The row of one layer. */
    public static Row row(Layer layer) {
        long weights = 0;
        long bits = 0;
        long macs = 0;
        Optional<Accumulator> accumulator = Optional.empty();
        if (layer instanceof Layer.Weighted weighted) {
            weights = weighted.weightCount();
            bits = weights * weighted.weights().bits();
            macs = weighted.macs();
            accumulator = Accumulator.of(weighted);
        }
        LayerDescription description = LayerDescription.of(layer);
        return new Row(
                layer.name(),
                description.kind(),
                description.detail(),
                layer.output(),
                weights,
                bits,
                macs,
                accumulator);
    }

    /**
     * The table as aligned lines for a console, with a header and the totals; if there are many layers, only the first and the last
     * ones.
     */
    public List<String> lines() {
        List<String[]> cells = new ArrayList<>();
        cells.add(new String[] {"layer", "kind", "output", "values", "weight bits", "MACs", "accumulator"});
        rows.forEach(row -> cells.add(cells(row)));
        if (rows.size() > MOST_ROWS) {
            List<String[]> left = cells.subList(1 + MOST_ROWS - LAST_ROWS, cells.size() - LAST_ROWS);
            String more = Format.count(left.size()) + " more layers";
            left.clear();
            left.add(new String[] {"...", more, "", "", "", "", ""});
        }
        cells.add(new String[] {"total", "", "", "", Format.count(weightBits), Format.count(macs), ""});
        int[] widths = new int[cells.get(0).length];
        for (String[] line : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        return cells.stream().map(line -> align(line, widths)).toList();
    }

    private static String[] cells(Row row) {
        return new String[] {
            row.name(),
            row.kind() + (row.detail().isEmpty() ? "" : " " + row.detail()),
            row.output().shape().toString(),
            row.output().values().toString(),
            count(row.weightBits()),
            count(row.macs()),
            row.accumulator().map(Accumulator::toString).orElse("")
        };
    }

    /** The totals in a sentence: "8 layers, 1,712 weights of 1,712 bits (214 bytes), 29,792 MACs per image". */
    public String totals() {
        return Words.count(rows.size() - 1, "layer") + ", " + Words.count(weights, "weight") + " of "
                + Words.count(weightBits, "bit") + " (" + Format.bytes(weightBits) + "), " + Words.count(macs, "MAC")
                + " per image";
    }

    private static String count(long value) {
        return value == 0 ? "" : Format.count(value);
    }

    private static String align(String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String space = " ".repeat(widths[i] - cells[i].length());
            line.append(i == 0 ? "" : "  ").append(NUMBERS.contains(i) ? space + cells[i] : cells[i] + space);
        }
        return line.toString().stripTrailing();
    }
}
