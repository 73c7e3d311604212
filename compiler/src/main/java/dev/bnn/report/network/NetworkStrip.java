// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.network;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Shape;
import dev.bnn.report.draw.Format;
import dev.bnn.report.draw.SkipArcs;
import dev.bnn.report.draw.Svg;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The network as a strip of feature maps in stream order. Layers that become one unit of hardware (a product, its
 * batch norm, its sign) are one cell; each cell is a small picture of its own, so that the strip can wrap.
 */
public final class NetworkStrip {
    private static final double WIDTH = 104;
    private static final double HEIGHT = 104;
    /** Distance from a map to the place where a second stream leaves. */
    private static final double FORK = 8;

    /**
     * One cell of the strip.
     *
     * @param name the layer's name
     * @param what its kind and settings
     * @param then what follows in the same unit: "batch norm, sign"
     */
    public record Cell(String svg, String name, String what, String then, String shape) {}

    private static final char NO_BREAK = '\u00a0';

    /** @param joined whether it reads the stage before it; otherwise a branch begins */
    private record Stage(String name, String what, String style, Shape shape, List<String> then, boolean joined) {}

    private NetworkStrip() {}

    public static List<Cell> of(Network network) {
        List<Stage> stages = stages(network);
        int height = stages.stream().mapToInt(s -> s.shape().height()).max().orElse(1);
        int channels = stages.stream().mapToInt(s -> s.shape().channels()).max().orElse(1);
        SkipArcs arcs = arcs(network, stages);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            Stage s = stages.get(i);
            String svg = picture(i, stages, height, channels, arcs);
            cells.add(new Cell(svg, s.name(), s.what(), String.join(", ", s.then()), Format.shape(s.shape())));
        }
        return cells;
    }

    private static List<Stage> stages(Network network) {
        List<Stage> stages = new ArrayList<>();
        stages.add(new Stage("input", "8-bit image", "input", network.input().shape(), new ArrayList<>(), false));
        network.layers().forEach(layer -> layer.accept(new Stages(stages)));
        return stages;
    }

    /** Adds a layer to the stages: as a stage of its own, as part of the last one, or not at all. */
    private record Stages(List<Stage> stages) implements Layer.Visitor<Void> {
        private Void stage(Layer layer, String what, String style) {
            boolean joined = !(layer instanceof Layer.Branch);
            stages.add(new Stage(layer.name(), what, style, layer.output().shape(), new ArrayList<>(), joined));
            return null;
        }

        private Void then(Layer layer) {
            String kind = LayerDescription.of(layer).kind();
            stages.get(stages.size() - 1).then().add(kind.replace(' ', NO_BREAK));
            return null;
        }

        @Override
        public Void conv(Layer.Conv layer) {
            String groups = layer.groups() == 1 ? "" : ", " + layer.groups() + " groups";
            return stage(layer, Format.window(layer.window()) + " conv" + groups, "conv");
        }

        @Override
        public Void depthwise(Layer.Depthwise layer) {
            return stage(layer, Format.window(layer.window()) + " depthwise", "conv");
        }

        @Override
        public Void dense(Layer.Dense layer) {
            return stage(layer, "dense", "dense");
        }

        @Override
        public Void maxPool(Layer.MaxPool layer) {
            return stage(layer, Format.window(layer.window()) + " max", "pool");
        }

        @Override
        public Void avgPool(Layer.AvgPool layer) {
            return stage(layer, Format.window(layer.window()) + " mean", "pool");
        }

        @Override
        public Void add(Layer.Add layer) {
            return stage(layer, "+ " + layer.from(), "pool");
        }

        @Override
        public Void branch(Layer.Branch layer) {
            return stage(layer, "from " + layer.from(), "pool");
        }

        @Override
        public Void concat(Layer.Concat layer) {
            return stage(layer, "with " + layer.from(), "pool");
        }

        @Override
        public Void shuffle(Layer.Shuffle layer) {
            return stage(layer, "shuffle " + layer.channels().groups(), "pool");
        }

        @Override
        public Void upsample(Layer.Upsample layer) {
            return stage(layer, "upsample " + layer.factor(), "pool");
        }

        @Override
        public Void batchNorm(Layer.BatchNorm layer) {
            return then(layer);
        }

        @Override
        public Void quantize(Layer.Quantize layer) {
            return then(layer);
        }

        @Override
        public Void flatten(Layer.Flatten layer) {
            return null;
        }

        @Override
        public Void dropout(Layer.Dropout layer) {
            return null;
        }
    }

    /** Arcs to the cell of each layer that reads others than the one before it, from the cells of those layers. */
    private static SkipArcs arcs(Network network, List<Stage> stages) {
        Map<String, Integer> cellOf = new HashMap<>();
        int cell = 0;
        List<SkipArcs.Skip> skips = new ArrayList<>();
        for (Layer layer : network.layers()) {
            if (cell + 1 < stages.size() && stages.get(cell + 1).name().equals(layer.name())) {
                cell++;
            }
            cellOf.put(layer.name(), cell);
            for (String from : layer.reads("")) {
                if (!from.isEmpty()) {
                    skips.add(new SkipArcs.Skip(cellOf.getOrDefault(from, 0), cell, "flow"));
                }
            }
        }
        return new SkipArcs(skips);
    }

    /** Height stands for rows, width for channels; both are compressed so that the small ones stay visible. */
    private static String picture(int index, List<Stage> stages, int mostRows, int mostChannels, SkipArcs arcs) {
        Stage s = stages.get(index);
        double middle = arcs.height() + HEIGHT / 2;
        double share = Math.log(1.0 + s.shape().channels()) / Math.log(1.0 + mostChannels);
        boolean vector = s.shape().pixels() == 1;
        double width = vector ? 9 : 9 + 25 * share;
        double height = vector
                ? 14 + 70 * share
                : 12 + 62 * Math.sqrt((double) s.shape().height() / mostRows);
        double depth = vector ? 0 : 8;
        double x = (WIDTH - width - depth) / 2;
        double y = middle - (height - depth) / 2;
        Svg svg = Svg.decoration(WIDTH, arcs.height() + HEIGHT, false);
        if (s.joined()) {
            svg.line("flow", 0, middle, x - 8, middle);
            svg.path("flowhead", "M" + Svg.number(x - 3) + " " + Svg.number(middle) + "l-8 -4.5v9z");
        }
        double end = x + width + depth + 3;
        if (index + 1 < stages.size() && stages.get(index + 1).joined()) {
            svg.line("flow", end, middle, WIDTH, middle);
        }
        arcs.draw(svg, index, WIDTH, new double[] {end + FORK, middle}, new double[] {x + (width + depth) / 2, y - depth
        });
        for (double back = depth; back > 0; back -= 4) {
            svg.rect("map back " + s.style(), x + back, y - back, width, height, 2);
        }
        svg.rect("map " + s.style(), x, y, width, height, 2);
        return svg.end();
    }
}
