// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import dev.bnn.estimate.FrameRate;
import dev.bnn.report.draw.Bars;
import dev.bnn.report.draw.Format;
import dev.bnn.source.Words;
import dev.bnn.template.Templates;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Trained networks side by side: as a table of text, as CSV and as a page.
 *
 * @param rows the networks in the order of the table
 */
public record Comparison(List<Row> rows) {
    private static final Templates TEMPLATES = new Templates("report");
    private static final List<String> HEADINGS = List.of(
            "Network",
            "Recipe",
            "Weights",
            "TOP1",
            "TOP5",
            "Memory",
            "MACs",
            "CPU images/s",
            "FPGA frames/s",
            "LUT",
            "Target");

    public Comparison {
        rows = List.copyOf(rows);
    }

    /**
     * A trained network. An unknown figure is NaN, an unknown count is -1.
     *
     * @param weights type of its weights: "bipolar", "float"
     * @param map true if the network gives a map: accuracies are shares of positions, not of images
     * @param top1 share 0..1 of the test images
     * @param weightBits storage of the weights alone; batch norms and thresholds are not counted
     * @param macs multiply-accumulates per image; XNORs where weights and activations are binary
     * @param cpuRate images per second of the runtime's engine on one thread
     * @param fps estimated frames per second on the target
     * @param lut estimated look-up tables on the target
     */
    public record Row(
            String network,
            String recipe,
            String weights,
            boolean map,
            double top1,
            double top5,
            long weightBits,
            long macs,
            double cpuRate,
            double fps,
            long lut,
            String target) {}

    /** A row as the page prints it. */
    public record Line(
            String network, List<String> words, String top1, String bar, List<String> numbers, String target) {}

    /** Lines with aligned columns, the headings first. */
    public List<String> text() {
        List<List<String>> table = new ArrayList<>();
        table.add(HEADINGS);
        rows.forEach(r -> table.add(cells(r)));
        int[] widths = new int[HEADINGS.size()];
        table.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        return table.stream().map(line -> padded(line, widths)).toList();
    }

    private static String padded(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            boolean number = i >= 3 && i < widths.length - 1;
            line.append(i == 0 ? "" : "  ")
                    .append(String.format("%" + (number ? "" : "-") + widths[i] + "s", cells.get(i)));
        }
        return line.toString().stripTrailing();
    }

    /** Plain numbers in the units of the headings; unknown ones are empty. */
    public String csv() {
        StringBuilder csv = new StringBuilder(
                "network,recipe,weights,top1,top5,weight_bits,macs,cpu_images_per_second,fps,lut,target,scored\n");
        for (Row r : rows) {
            csv.append(String.join(
                            ",",
                            r.network(),
                            r.recipe(),
                            r.weights(),
                            share(r.top1()),
                            share(r.top5()),
                            Long.toString(r.weightBits()),
                            Long.toString(r.macs()),
                            decimal(r.cpuRate(), 1),
                            Double.isNaN(r.fps())
                                    ? ""
                                    : BigDecimal.valueOf(r.fps()).toPlainString(),
                            r.lut() < 0 ? "" : Long.toString(r.lut()),
                            r.target(),
                            r.map() ? "positions" : "images"))
                    .append('\n');
        }
        return csv.toString();
    }

    private static String share(double value) {
        return Double.isNaN(value)
                ? ""
                : Words.percent(value, 2).movePointLeft(2).toPlainString();
    }

    private static String decimal(double value, int decimals) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** The page. The contents of the rows are escaped. */
    public String html() {
        double best = rows.stream()
                .mapToDouble(Row::top1)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        return TEMPLATES.render(
                "compare.ftl",
                Map.of(
                        "headings",
                        HEADINGS,
                        "lines",
                        rows.stream().map(r -> line(r, best)).toList()));
    }

    private static Line line(Row r, double best) {
        List<String> cells = cells(r);
        String bar = Double.isNaN(r.top1()) ? "" : Bars.share(r.top1(), 0, r.top1() == best ? "fill" : "rest");
        return new Line(
                cells.get(0),
                cells.subList(1, 3),
                cells.get(3),
                bar,
                cells.subList(4, cells.size() - 1),
                cells.get(cells.size() - 1));
    }

    private static List<String> cells(Row r) {
        return List.of(
                r.network(),
                r.recipe(),
                r.weights(),
                known(r.top1(), Format.percent(r.top1(), 2) + (r.map() ? " px" : "")),
                known(r.top5(), Format.percent(r.top5(), 2)),
                Format.bytes(r.weightBits()),
                Format.prefixed(r.macs()),
                known(r.cpuRate(), Format.count(Math.round(r.cpuRate()))),
                Double.isNaN(r.fps()) ? "" : new FrameRate(r.fps()).text(),
                r.lut() < 0 ? "" : Format.count(r.lut()),
                r.target());
    }

    private static String known(double value, String written) {
        return Double.isNaN(value) ? "" : written;
    }
}
