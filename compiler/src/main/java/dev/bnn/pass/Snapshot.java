package dev.bnn.pass;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.PositionClasses;
import dev.bnn.ir.Weights;
import dev.bnn.model.Activation;
import dev.bnn.model.Normalization;
import dev.bnn.runtime.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** An IR as text for people and for diff; the same IR gives the same bytes. Weights of one bit or three values are +, - and 0, a line a row. */
final class Snapshot {
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
        out.append('\n').append(node.name()).append(": ");
        out.append(node.op().getClass().getSimpleName().toLowerCase(Locale.ROOT));
        node.inputs().forEach(i -> out.append(' ').append(i));
        out.append(" -> ").append(node.type()).append('\n');
        node.view()
                .ifPresent(v -> line("  view", v.layer() + (v.orderOnly() ? " in order" : "") + negated(v.negated())));
        Op op = node.op();
        if (op instanceof Op.Scale s) {
            line("  x", s.scale() + " * p + " + s.offset());
        } else if (op instanceof Op.Convolution c) {
            line(
                    "  window",
                    "kernel " + c.kernel() + ", stride " + c.stride() + ", padding "
                            + c.padding().amount() + " of " + c.padding().value());
            weights(c.weights());
        } else if (op instanceof Op.Dense d) {
            weights(d.weights());
        } else if (op instanceof Op.Pool p) {
            line("  window", "size " + p.size() + ", stride " + p.stride() + negated(p.min()));
        } else if (op instanceof Op.Sum s) {
            line("  window", "size " + s.size() + ", stride " + s.stride() + negated(s.minus()));
        } else if (op instanceof Op.Add a) {
            line("  sum", "with the values of " + a.layer() + negated(a.minus()));
        } else if (op instanceof Op.Affine a) {
            line("  scale", Double.toString(a.scale()));
            classes(a.classes());
            for (double[] row : a.constants()) {
                line("  constants", Arrays.toString(row));
            }
        } else if (op instanceof Op.Normalize n) {
            for (Normalization c : n.channels()) {
                line("  z", c.slope() + " * x + " + c.intercept());
            }
        } else if (op instanceof Op.Quantize q && !q.activation().equals(Activation.SIGN)) {
            line("  levels", q.activation() + (q.codes() ? ", as codes" : ", as values"));
        } else if (op instanceof Op.Threshold t) {
            if (t.levels() > 1) {
                line("  levels", Integer.toString(t.levels()));
            }
            classes(t.classes());
            for (long[] row : t.thresholds()) {
                line("  thresholds", Arrays.toString(row));
            }
        } else if (op instanceof Op.Score s) {
            line("  multiplier", Arrays.toString(s.multiplier()));
            line("  addend", Arrays.toString(s.addend()));
        }
    }

    private void line(String key, String value) {
        out.append(key).append(' ').append(value).append('\n');
    }

    private void classes(PositionClasses classes) {
        if (classes.count() > 1) {
            line("  rows", Arrays.toString(classes.rows()));
            line("  columns", Arrays.toString(classes.columns()));
        }
    }

    private void weights(Weights weights) {
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
    }

    /** Channels in which a mask is set. */
    private static String negated(boolean[] mask) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < mask.length; c++) {
            if (mask[c]) {
                text.append(text.length() == 0 ? ", turned in channels " : " ").append(c);
            }
        }
        return text.toString();
    }
}
