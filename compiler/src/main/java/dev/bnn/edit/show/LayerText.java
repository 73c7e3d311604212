// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.estimate.UnitEstimate;
import dev.bnn.model.Layer;
import dev.bnn.report.network.NetworkTable;
import dev.bnn.source.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Layers in Markdown. */
final class LayerText {
    /** Largest number of layers, or units, that are listed one by one. */
    private static final int MOST = 20;

    private LayerText() {}

    /** A layer: what it reads and yields, its weights and sums. */
    static String of(Layer layer) {
        NetworkTable.Row row = NetworkTable.row(layer);
        StringBuilder text = new StringBuilder("**" + layer.name() + "**, " + row.kind()
                + (row.detail().isEmpty() ? "" : " " + row.detail()) + "\n\n");
        text.append("- reads ").append(code(layer.input().toString())).append('\n');
        text.append("- yields ").append(code(layer.output().toString())).append('\n');
        if (row.weights() > 0) {
            text.append("- weights: ")
                    .append(Words.count(row.weights()))
                    .append(" of ")
                    .append(Words.count(row.weightBits(), "bit"))
                    .append("; ")
                    .append(Words.count(row.macs(), "MAC"))
                    .append(" per image\n");
        }
        row.accumulator().ifPresent(a -> text.append("- sums: ").append(a).append('\n'));
        return text.toString();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    /** Several layers as a table. */
    static String table(List<Layer> layers) {
        StringBuilder text = new StringBuilder("| layer | yields | weight bits | MACs |\n|---|---|---|---|\n");
        for (Layer layer : layers.subList(0, Math.min(MOST, layers.size()))) {
            NetworkTable.Row row = NetworkTable.row(layer);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | `%s` | %s | %s |\n",
                    layer.name(),
                    layer.output(),
                    row.weights() > 0 ? Words.count(row.weightBits()) : "",
                    row.weights() > 0 ? Words.count(row.macs()) : ""));
        }
        if (layers.size() > MOST) {
            text.append("| and ").append(Words.count(layers.size() - MOST)).append(" more | | | |\n");
        }
        return text.toString();
    }

    /**
     * The units of layers in the design for a target; empty if they have none of their own.
     *
     * @param all the names of all layers
     */
    static Optional<String> units(List<Layer> layers, Figures figures, List<String> all) {
        Set<UnitEstimate> units = new LinkedHashSet<>();
        layers.forEach(layer -> units.addAll(figures.units(layer.name(), all)));
        if (units.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder("**" + figures.target().name() + "**: " + figures.line() + "\n\n");
        text.append("| unit | PE | SIMD | cycles | of the interval | LUT | BRAM18 |\n|---|---|---|---|---|---|---|\n");
        units.stream().limit(MOST).forEach(unit -> text.append(row(unit, figures)));
        return Optional.of(text + "\nEstimates for weights that are not trained yet.\n");
    }

    private static String row(UnitEstimate unit, Figures figures) {
        Optional<Folding> folding = unit.unit() instanceof MatrixUnit m ? Optional.of(m.folding()) : Optional.empty();
        boolean slowest = unit.unit().name().equals(figures.bottleneck().name());
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %,d | %s%s | %,d | %,d |\n",
                unit.unit().name(),
                folding.map(f -> Words.count(f.pe())).orElse(""),
                folding.map(f -> Words.count(f.simd())).orElse(""),
                unit.cycles(),
                figures.share(unit),
                slowest ? ", the bottleneck" : "",
                unit.resources().lut(),
                unit.resources().bram18());
    }
}
