// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.importer.layers.Block;
import dev.bnn.exchange.importer.layers.ImportedLayer;
import dev.bnn.exchange.wire.Printable;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a network as the text of a .bnn file. Each layer with weights gets a line, along with the layers that belong to it. */
final class ModelText {
    private static final int ENOUGH_TO_NAME = 3;

    private ModelText() {}

    /**
     * The text of a file.
     *
     * @param range the numbers that bytes 0 and 255 of the image stand for
     * @param map whether the network outputs a class at each position of a map
     * @param data data set of the train section: a name, or a path in quotes
     */
    static String write(
            String name,
            String title,
            Shape image,
            ImageRange range,
            List<String> classes,
            boolean map,
            List<Block> layers,
            String data) {
        StringBuilder out = new StringBuilder();
        out.append("network ").append(name).append(" \"").append(title(title)).append("\"\n\n");
        out.append("input   ")
                .append(image.channels())
                .append(" x ")
                .append(image.height())
                .append(" x ");
        out.append(image.width())
                .append(" uint8 scaled ")
                .append(decimal(range.low()))
                .append(" .. ");
        out.append(decimal(range.high())).append('\n');
        out.append("classes ").append(classes(classes));
        out.append(map ? "\noutput  map" : "").append("\n\nlayers {");
        new Blocks(out, "\n  ").all(layers);
        out.append("\n}\n\ntrain  { data ").append(data).append(" }\ntarget pynq-z1 { clock 100 MHz }\n");
        return out.toString();
    }

    /** A title on one line, cut to a readable length. */
    private static String title(String text) {
        return Printable.name(text).replace('"', '\'');
    }

    /**
     * Writes statements.
     *
     * @param line line break and indentation
     */
    private record Blocks(StringBuilder out, String line) implements Block.Visitor<Boolean> {
        void all(List<Block> blocks) {
            boolean first = true;
            for (Block block : blocks) {
                String before = block.accept(new Begins()) || first ? line : "; ";
                out.append(before);
                // A statement after a brace begins a new line.
                first = block.accept(this);
            }
        }

        @Override
        public Boolean layer(ImportedLayer layer) {
            out.append(layer.accept(new LayerWords()).text());
            return false;
        }

        @Override
        public Boolean residual(Block.Residual residual) {
            out.append("residual");
            braces(residual.body());
            if (!residual.shortcut().isEmpty()) {
                out.append(" shortcut");
                braces(residual.shortcut());
            }
            return true;
        }

        @Override
        public Boolean concat(Block.Concat concat) {
            out.append("concat");
            concat.branches().forEach(this::braces);
            return true;
        }

        private void braces(List<Block> body) {
            out.append(" {");
            if (body.isEmpty()) {
                out.append(" }");
            } else {
                new Blocks(out, line + "  ").all(body);
                out.append(line).append('}');
            }
        }
    }

    /** Whether a statement always begins a new line. */
    private record Begins() implements Block.Visitor<Boolean> {
        @Override
        public Boolean layer(ImportedLayer layer) {
            return layer.accept(new LayerWords()).begins();
        }

        @Override
        public Boolean residual(Block.Residual residual) {
            return true;
        }

        @Override
        public Boolean concat(Block.Concat concat) {
            return true;
        }
    }

    /**
     * A layer in the language.
     *
     * @param begins true if it begins a new line
     */
    private record Words(boolean begins, String text) {}

    private record LayerWords() implements ImportedLayer.Visitor<Words> {
        @Override
        public Words conv(ImportedLayer.Conv c) {
            String groups = c.groups() == 1 ? "" : " groups " + c.groups();
            return new Words(true, "conv " + c.rows() + windows(c.windows()) + groups + weights(c.type()));
        }

        @Override
        public Words depthwise(ImportedLayer.Depthwise d) {
            return new Words(true, "depthwise" + windows(d.windows()) + weights(d.type()));
        }

        @Override
        public Words dense(ImportedLayer.Dense d) {
            return new Words(true, "dense " + d.rows() + weights(d.type()));
        }

        @Override
        public Words pool(ImportedLayer.Pool p) {
            Window w = p.windows().window();
            String size = pair(w.kernelHeight(), w.kernelWidth());
            String stride = pair(w.strideY(), w.strideX());
            String word = p.average() ? "avgpool " : "maxpool ";
            String amounts = amounts(p.windows());
            return new Words(
                    false,
                    word
                            + size
                            + (stride.equals(size) ? "" : " stride " + stride)
                            + dilation(w)
                            + (amounts.isEmpty() ? "" : " padding " + amounts));
        }

        @Override
        public Words shuffle(ImportedLayer.Shuffle s) {
            return new Words(false, "shuffle " + s.groups());
        }

        @Override
        public Words upsample(ImportedLayer.Upsample u) {
            return new Words(false, "upsample " + u.factor());
        }

        @Override
        public Words norm(ImportedLayer.Norm n) {
            String eps = n.eps() == NetworkBuilder.DEFAULT_EPS.doubleValue() ? "" : " eps " + decimal(n.eps());
            String momentum =
                    n.momentum() == NetworkBuilder.DEFAULT_MOMENTUM ? "" : " momentum " + decimal(n.momentum());
            return new Words(false, "batchnorm" + eps + momentum);
        }

        @Override
        public Words quantize(ImportedLayer.Quantize q) {
            return new Words(false, q.activation().toString());
        }

        @Override
        public Words add(ImportedLayer.Add a) {
            throw new IllegalStateException("a residual has braces");
        }

        @Override
        public Words concat(ImportedLayer.Concat c) {
            throw new IllegalStateException("a concat has braces");
        }

        private static String weights(WeightType type) {
            return " weights " + type.word();
        }
    }

    private static String windows(ImportedLayer.Windows windows) {
        Window w = windows.window();
        String stride = pair(w.strideY(), w.strideX());
        return " kernel " + pair(w.kernelHeight(), w.kernelWidth())
                + (stride.equals("1") ? "" : " stride " + stride)
                + dilation(w)
                + padding(windows);
    }

    private static String dilation(Window window) {
        String dilation = pair(window.dilationY(), window.dilationX());
        return dilation.equals("1") ? "" : " dilation " + dilation;
    }

    private static String padding(ImportedLayer.Windows windows) {
        String amounts = amounts(windows);
        if (amounts.isEmpty()) {
            return "";
        }
        int value = windows.padding().value();
        return " padding " + amounts + (windows.same() ? " " : " of ") + (value > 0 ? "+" : "") + value;
    }

    /** The amounts of padding; empty if there is none. */
    private static String amounts(ImportedLayer.Windows windows) {
        Padding padding = windows.padding();
        return padding.isNone() ? "" : windows.same() ? "same" : padding.sides();
    }

    /** Rows x columns, or one number if both are equal. */
    private static String pair(int rows, int columns) {
        return rows == columns ? Integer.toString(rows) : rows + " x " + columns;
    }

    /** {@code 0 .. 9} if the names are these numbers; otherwise all names. */
    private static String classes(List<String> classes) {
        List<String> counted =
                IntStream.range(0, classes.size()).mapToObj(Integer::toString).toList();
        if (classes.equals(counted) && classes.size() >= ENOUGH_TO_NAME) {
            return "0 .. " + (classes.size() - 1);
        }
        return classes.stream().map(c -> '"' + c + '"').collect(Collectors.joining(", "));
    }

    private static String decimal(double number) {
        return decimal(BigDecimal.valueOf(number));
    }

    private static String decimal(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
