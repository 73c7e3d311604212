package dev.bnn.report;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Padding;
import dev.bnn.model.TensorType;
import dev.bnn.model.WeightType;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network costs, layer by layer: weights, their storage in bits, and multiply-accumulates for one image.
 *
 * @param rows the input first, then one row a layer
 * @param weights number of weights
 * @param weightBits storage of the weights in bits: one a bipolar weight, 32 a float
 * @param macs multiply-accumulates for one image
 */
public record NetworkTable(List<Row> rows, long weights, long weightBits, long macs) {
    public NetworkTable {
        rows = List.copyOf(rows);
    }

    /**
     * One layer.
     *
     * @param name the layer's name, or {@code input}
     * @param kind what it is, for people
     * @param detail its settings, for people; empty where it has none
     * @param output shape and values that it yields
     * @param weightBits storage of its weights; 0 where it has none
     * @param macs multiply-accumulates for one image; 0 where it has none
     */
    public record Row(
            String name, String kind, String detail, TensorType output, long weights, long weightBits, long macs) {}

    public static NetworkTable of(Network network) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("input", "image", "", network.input(), 0, 0, 0));
        for (Layer layer : network.layers()) {
            rows.add(row(layer));
        }
        return new NetworkTable(
                rows,
                rows.stream().mapToLong(Row::weights).sum(),
                rows.stream().mapToLong(Row::weightBits).sum(),
                rows.stream().mapToLong(Row::macs).sum());
    }

    private static Row row(Layer layer) {
        long weights = 0;
        long bits = 0;
        long macs = 0;
        if (layer instanceof Layer.Weighted weighted) {
            weights = weighted.weightCount();
            bits = weights * weighted.weights().bits();
            macs = weighted.macs();
        }
        return new Row(layer.name(), kind(layer), detail(layer), layer.output(), weights, bits, macs);
    }

    /** The layer's kind in plain words. */
    static String kind(Layer layer) {
        if (layer instanceof Layer.Conv) {
            return "convolution";
        } else if (layer instanceof Layer.Depthwise) {
            return "depthwise convolution";
        } else if (layer instanceof Layer.Dense) {
            return "dense";
        } else if (layer instanceof Layer.MaxPool) {
            return "max pool";
        } else if (layer instanceof Layer.AvgPool) {
            return "average pool";
        } else if (layer instanceof Layer.Add) {
            return "residual add";
        } else if (layer instanceof Layer.BatchNorm) {
            return "batch norm";
        } else if (layer instanceof Layer.Quantize q) {
            return q.activation().toString();
        } else {
            return layer.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static String detail(Layer layer) {
        if (layer instanceof Layer.Conv conv) {
            return square(conv.kernel()) + stride(conv.stride()) + padding(conv.padding()) + weights(conv.weights());
        } else if (layer instanceof Layer.Depthwise d) {
            return square(d.kernel()) + stride(d.stride()) + padding(d.padding()) + weights(d.weights());
        } else if (layer instanceof Layer.Dense dense) {
            return Format.count(dense.columns()) + " to " + Format.count(dense.rows()) + weights(dense.weights());
        } else if (layer instanceof Layer.MaxPool pool) {
            return square(pool.size()) + stride(pool.stride());
        } else if (layer instanceof Layer.AvgPool pool) {
            return square(pool.size()) + stride(pool.stride());
        } else if (layer instanceof Layer.Add add) {
            return "of " + add.from();
        } else if (layer instanceof Layer.Dropout dropout) {
            return Format.percent(dropout.rate(), 0);
        } else {
            return "";
        }
    }

    private static String square(int size) {
        return size + " x " + size;
    }

    private static String stride(int stride) {
        return stride == 1 ? "" : ", stride " + stride;
    }

    private static String padding(Padding padding) {
        return padding.amount() == 0 ? "" : ", padding " + padding.amount() + " of " + padding.value();
    }

    private static String weights(WeightType type) {
        return type == WeightType.BIPOLAR ? "" : ", " + type.word() + " weights";
    }

    /** The table as aligned lines for a console, with a header and the totals. */
    public List<String> lines() {
        List<String[]> cells = new ArrayList<>();
        cells.add(new String[] {"layer", "kind", "output", "weight bits", "MACs"});
        for (Row row : rows) {
            cells.add(new String[] {
                row.name(),
                row.kind() + (row.detail().isEmpty() ? "" : " " + row.detail()),
                row.output().toString(),
                count(row.weightBits()),
                count(row.macs())
            });
        }
        cells.add(new String[] {"total", "", "", Format.count(weightBits), Format.count(macs)});
        int[] widths = new int[5];
        for (String[] line : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        return cells.stream().map(line -> align(line, widths)).toList();
    }

    private static String count(long value) {
        return value == 0 ? "" : Format.count(value);
    }

    private static String align(String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String space = " ".repeat(widths[i] - cells[i].length());
            line.append(i == 0 ? "" : "  ").append(i < 3 ? cells[i] + space : space + cells[i]);
        }
        return line.toString().stripTrailing();
    }
}
