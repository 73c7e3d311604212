// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.PositionClasses;
import dev.bnn.ir.Weights;
import dev.bnn.model.Activation;
import dev.bnn.model.Line;
import dev.bnn.model.Normalization;
import dev.bnn.runtime.internal.io.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** An IR as text for people and for diff; the same IR gives the same bytes. Weights of one bit or three values are +, - and 0, a line a row. */
final class Snapshot implements Op.Visitor<Void> {
    private final StringBuilder out = new StringBuilder();

    private Snapshot() {}

    /** Writes {@code NN-name.ir} into the folder. */
    static void write(Path dir, int number, String name, Ir ir) {
        Path file = dir.resolve(String.format(Locale.ROOT, "%02d-%s.ir", number, name));
        try {
            AtomicFile.write(file, text(ir));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    static String text(Ir ir) {
        Snapshot s = new Snapshot();
        s.out.append("network ").append(ir.network()).append('\n');
        s.out.append("classes ").append(String.join(", ", ir.classes())).append('\n');
        for (Node node : ir.nodes()) {
            s.node(node);
        }
        return s.out.toString();
    }

    private void node(Node node) {
        out.append('\n').append(node.name()).append(": ").append(node.op().mnemonic());
        node.inputs().forEach(i -> out.append(' ').append(i));
        out.append(" -> ").append(node.type()).append('\n');
        node.view().ifPresent(v -> line("view", v.layer() + (v.orderOnly() ? " in order" : "") + negated(v.negated())));
        node.op().accept(this);
    }

    @Override
    public Void input(Op.Input op) {
        return null;
    }

    @Override
    public Void scale(Op.Scale op) {
        return line("x", op.values().line().toString());
    }

    @Override
    public Void conv(Op.Conv op) {
        return convolution(op);
    }

    @Override
    public Void depthwise(Op.Depthwise op) {
        return convolution(op);
    }

    private Void convolution(Op.Convolution op) {
        line(
                "window",
                "kernel " + op.kernel() + ", stride " + op.stride() + ", padding "
                        + op.padding().amount() + " of " + op.padding().value());
        return weights(op.weights());
    }

    @Override
    public Void dense(Op.Dense op) {
        return weights(op.weights());
    }

    @Override
    public Void pool(Op.Pool op) {
        return line("window", "size " + op.size() + ", stride " + op.stride() + negated(op.min()));
    }

    @Override
    public Void sum(Op.Sum op) {
        return line("window", "size " + op.size() + ", stride " + op.stride() + negated(op.minus()));
    }

    @Override
    public Void add(Op.Add op) {
        return line("sum", "of both" + negated(op.minus()));
    }

    @Override
    public Void affine(Op.Affine op) {
        classes(op.classes());
        for (Line[] row : op.lines()) {
            line("x", Arrays.toString(row));
        }
        return null;
    }

    @Override
    public Void normalize(Op.Normalize op) {
        for (Normalization c : op.channels()) {
            line("z", c.toString());
        }
        return null;
    }

    @Override
    public Void quantize(Op.Quantize op) {
        return op.activation().equals(Activation.SIGN)
                ? null
                : line("levels", op.activation() + (op.codes() ? ", as codes" : ", as values"));
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
        if (op.levels() > 1) {
            line("levels", Integer.toString(op.levels()));
        }
        classes(op.classes());
        for (long[] row : op.thresholds()) {
            line("thresholds", Arrays.toString(row));
        }
        return null;
    }

    @Override
    public Void score(Op.Score op) {
        line("multiplier", Arrays.toString(op.multiplier()));
        return line("addend", Arrays.toString(op.addend()));
    }

    private Void line(String key, String value) {
        out.append("  ").append(key).append(' ').append(value).append('\n');
        return null;
    }

    private void classes(PositionClasses classes) {
        if (classes.count() > 1) {
            line("rows", Arrays.toString(classes.rows()));
            line("columns", Arrays.toString(classes.columns()));
        }
    }

    private Void weights(Weights weights) {
        for (int row = 0; row < weights.rows(); row++) {
            out.append("  ");
            for (int column = 0; column < weights.columns(); column++) {
                int w = weights.at(row, column);
                if (weights.type().limit() > 1) {
                    out.append(column == 0 ? "" : " ").append(w);
                } else {
                    out.append(w > 0 ? '+' : w < 0 ? '-' : '0');
                }
            }
            out.append('\n');
        }
        return null;
    }

    /** Channels in which a mask is set. */
    private static String negated(boolean[] mask) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < mask.length; c++) {
            if (mask[c]) {
                text.append(text.length() == 0 ? ", negated in channels " : " ").append(c);
            }
        }
        return text.toString();
    }
}
