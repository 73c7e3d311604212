// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where the time of training steps went.
 *
 * @param steps how many were measured
 * @param rows in the order of the network; the first is {@code input}, the fetch of the batch with its augmentation, and the last
 *     is {@code loss}
 */
public record StepProfile(long steps, List<Row> rows) {
    public StepProfile {
        rows = List.copyOf(rows);
    }

    /**
     * Mean milliseconds per step.
     *
     * @param layer a layer, together with the sign after it where it is a batch norm; or input, or loss
     */
    public record Row(String layer, double forward, double backward, double update) {
        public double total() {
            return forward + backward + update;
        }
    }

    /** Total milliseconds per step. */
    public double total() {
        return rows.stream().mapToDouble(Row::total).sum();
    }

    /** A printable table: milliseconds per step by layer and part, and percent of the step. */
    public List<String> lines() {
        int width = rows.stream().mapToInt(r -> r.layer().length()).max().orElse(0);
        String format = "%-" + Math.max(5, width) + "s%10.3f%10.3f%10.3f%10.3f%7.1f %%";
        Row all = new Row(
                "all",
                rows.stream().mapToDouble(Row::forward).sum(),
                rows.stream().mapToDouble(Row::backward).sum(),
                rows.stream().mapToDouble(Row::update).sum());
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-" + Math.max(5, width) + "s%10s%10s%10s%10s%9s",
                "layer",
                "forward",
                "backward",
                "update",
                "ms",
                "share"));
        for (Row r : rows) {
            lines.add(line(format, r));
        }
        lines.add(line(format, all));
        return lines;
    }

    private String line(String format, Row r) {
        double share = total() == 0 ? 0 : 100 * r.total() / total();
        return String.format(Locale.ROOT, format, r.layer(), r.forward(), r.backward(), r.update(), r.total(), share);
    }
}
