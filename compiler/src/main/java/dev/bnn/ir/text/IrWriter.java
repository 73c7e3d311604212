// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir.text;

import dev.bnn.ir.Geometry;
import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.PositionClasses;
import dev.bnn.ir.View;
import dev.bnn.ir.Weights;
import dev.bnn.model.ExactLine;
import dev.bnn.model.Normalization;
import dev.bnn.model.Window;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes an IR as text: everything that determines what it computes, without source spans. The same IR gives the same text. */
public final class IrWriter {
    private static final String INDENT = "  ";

    private final Ir ir;
    private final StringBuilder out = new StringBuilder();

    private IrWriter(Ir ir) {
        this.ir = ir;
    }

    /** The IR as text that ends with a line end. */
    public static String text(Ir ir) {
        return new IrWriter(ir).write();
    }

    private String write() {
        out.append("network ").append(Names.text(ir.network())).append('\n');
        out.append("classes ")
                .append(ir.classes().stream().map(Names::text).collect(Collectors.joining(", ")))
                .append('\n');
        for (Node node : ir.nodes()) {
            out.append('\n').append(Names.text(node.name())).append(": ");
            out.append(node.op().mnemonic());
            node.inputs().forEach(input -> out.append(' ').append(Names.text(input)));
            out.append(" -> ").append(node.type()).append('\n');
            node.view().ifPresent(this::view);
            node.op().accept(new Attributes(node));
        }
        return out.toString();
    }

    private void view(View view) {
        line(
                1,
                "view",
                Names.text(view.layer())
                        + (view.orderOnly() ? ", in order only" : "")
                        + channels(", negated in channels", view.negated()));
        view.affine().ifPresent(affine -> affine(2, affine));
    }

    private void line(int depth, String key, String value) {
        out.append(INDENT.repeat(depth)).append(key).append(' ').append(value).append('\n');
    }

    /** The channels in which a mask is set, after {@code words}; an empty text if there are none. */
    private static String channels(String words, boolean[] mask) {
        String set = IntStream.range(0, mask.length)
                .filter(c -> mask[c])
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
        return set.isEmpty() ? "" : words + " " + set;
    }

    private void classes(int depth, PositionClasses classes) {
        if (classes.count() > 1) {
            line(depth, "rows", numbers(classes.rows()));
            line(depth, "columns", numbers(classes.columns()));
        }
    }

    private static String numbers(int[] values) {
        return Arrays.stream(values).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }

    /** One line per position class; one formula where all channels have the same. */
    private void affine(int depth, Op.Affine op) {
        classes(depth, op.classes());
        for (ExactLine[] lines : op.lines()) {
            List<ExactLine> channels = List.of(lines);
            boolean same = channels.size() > 1 && channels.stream().distinct().count() == 1;
            line(
                    depth,
                    "x",
                    same
                            ? lines[0] + " in each channel"
                            : channels.stream().map(ExactLine::toString).collect(Collectors.joining(", ")));
        }
    }

    /** Writes the attributes of an operation besides its operands. */
    private final class Attributes implements Op.Visitor<Void> {
        private final Node node;

        Attributes(Node node) {
            this.node = node;
        }

        @Override
        public Void input(Op.Input op) {
            return null;
        }

        @Override
        public Void scale(Op.Scale op) {
            return attribute("range", op.values().low() + " .. " + op.values().high());
        }

        @Override
        public Void conv(Op.Conv op) {
            return convolution(op, op.groups() == 1 ? "" : ", groups " + op.groups());
        }

        @Override
        public Void depthwise(Op.Depthwise op) {
            return convolution(op, "");
        }

        private Void convolution(Op.Convolution op, String groups) {
            Window w = op.window();
            String kernel = w.kernelHeight() == w.kernelWidth() ? Integer.toString(w.kernelHeight()) : w.kernel();
            attribute(
                    "window",
                    "kernel " + kernel + ", stride " + w.stride() + w.dilation() + groups + ", padding "
                            + op.padding().sides() + " of " + op.padding().value());
            return weights(op);
        }

        @Override
        public Void dense(Op.Dense op) {
            return weights(op);
        }

        @Override
        public Void affine(Op.Affine op) {
            IrWriter.this.affine(1, op);
            return null;
        }

        @Override
        public Void normalize(Op.Normalize op) {
            for (Normalization c : op.channels()) {
                attribute(
                        "z",
                        Numerals.text(c.gamma()) + " * (x - " + Numerals.text(c.mean()) + ") / sqrt(" + c.spread()
                                + ") + " + Numerals.text(c.beta()));
            }
            return null;
        }

        @Override
        public Void pool(Op.Pool op) {
            String padding =
                    op.padding().isNone() ? "" : ", padding " + op.padding().sides();
            return attribute("window", window(op.window()) + padding + channels(", min in channels", op.min()));
        }

        @Override
        public Void sum(Op.Sum op) {
            return attribute("window", window(op.window()) + channels(", negated in channels", op.minus()));
        }

        private String window(Window w) {
            String size = w.kernelHeight() == w.kernelWidth() ? Integer.toString(w.kernelHeight()) : w.kernel();
            return "size " + size + ", stride " + w.stride();
        }

        @Override
        public Void shuffle(Op.Shuffle op) {
            return attribute("groups", Integer.toString(op.channels().groups()));
        }

        @Override
        public Void upsample(Op.Upsample op) {
            return attribute("factor", op.factor().toString());
        }

        @Override
        public Void add(Op.Add op) {
            String negated = channels("in channels", op.minus());
            return negated.isEmpty() ? null : attribute("negated", negated);
        }

        @Override
        public Void concat(Op.Concat op) {
            return null;
        }

        @Override
        public Void quantize(Op.Quantize op) {
            return attribute("levels", op.activation() + (op.codes() ? ", as codes" : ""));
        }

        @Override
        public Void dropout(Op.Dropout op) {
            return null;
        }

        @Override
        public Void flatten(Op.Flatten op) {
            return null;
        }

        @Override
        public Void threshold(Op.Threshold op) {
            attribute("levels", op.activation().toString());
            classes(1, op.classes());
            int levels = op.levels();
            for (long[] row : op.thresholds()) {
                attribute("thresholds", groups(row.length, levels, levels == 1 ? " " : ", ", i -> row[i] + " "));
            }
            return null;
        }

        @Override
        public Void score(Op.Score op) {
            attribute("multiplier", numbers(op.multiplier()));
            attribute("addend", numbers(op.addend()));
            return attribute("scale", Numerals.text(op.scale()));
        }

        private String numbers(long[] values) {
            return Arrays.stream(values).mapToObj(Long::toString).collect(Collectors.joining(" "));
        }

        private Void attribute(String key, String value) {
            line(1, key, value);
            return null;
        }

        /**
         * The weights of a row per line, in groups: the channels of a kernel tap, or the taps of a kernel row where
         * there is one channel.
         */
        private Void weights(Op.Linear op) {
            Weights weights = op.weights();
            Geometry g = op.geometry(ir.producer(node, 0).type().shape());
            int channels = weights.columns() / g.taps();
            int group = channels > 1 ? channels : g.window().kernelWidth();
            boolean signs = weights.type().limit() == 1;
            attribute("weights", weights.type().word());
            for (int row = 0; row < weights.rows(); row++) {
                int r = row;
                String text = groups(
                        weights.columns(),
                        group,
                        signs ? " " : ", ",
                        i -> signs ? sign(weights.at(r, i)) : weights.at(r, i) + " ");
                out.append(INDENT.repeat(2)).append(text).append('\n');
            }
            return null;
        }

        private static String sign(int weight) {
            return weight > 0 ? "+" : weight < 0 ? "-" : "0";
        }

        /** {@code count} entries in groups of {@code size}. */
        private static String groups(int count, int size, String between, IntFunction<String> entry) {
            StringBuilder text = new StringBuilder();
            for (int from = 0; from < count; from += size) {
                StringBuilder group = new StringBuilder();
                for (int i = from; i < Math.min(count, from + size); i++) {
                    group.append(entry.apply(i));
                }
                text.append(from == 0 ? "" : between).append(group.toString().strip());
            }
            return text.toString();
        }
    }
}
