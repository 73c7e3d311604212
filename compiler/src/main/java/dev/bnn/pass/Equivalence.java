// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.View;
import dev.bnn.model.Shape;
import dev.bnn.source.Code;
import dev.bnn.source.DiagnosticException;
import java.util.Locale;
import java.util.Map;

/** Compares what a stage computes for a golden image with the layer values that all earlier stages agreed on. */
final class Equivalence {
    private final String pass;
    private final int image;
    private long compared;

    /**
     * @param pass the stage under test, for messages
     * @param image index of the golden image, for messages
     */
    Equivalence(String pass, int image) {
        this.pass = pass;
        this.image = image;
    }

    long compared() {
        return compared;
    }

    /** Compares every node that still yields a layer's values, in order, so that the first mismatch is the cause. */
    void compare(Ir ir, Map<String, double[]> trace, Map<String, double[]> layers) {
        for (Node node : ir.nodes()) {
            View view = node.view().orElse(null);
            double[] expected = view == null ? null : layers.get(view.layer());
            if (expected != null && view.orderOnly()) {
                order(node, view, expected, trace.get(node.name()));
            } else if (expected != null) {
                values(node, view, expected, trace.get(node.name()));
            }
        }
    }

    private void values(Node node, View view, double[] expected, double[] found) {
        if (expected.length != found.length) {
            throw failure(node, "layer " + view.layer() + " has " + found.length + " values, not " + expected.length);
        }
        Shape shape = node.type().shape();
        for (int i = 0; i < expected.length; i++) {
            int c = i % shape.channels();
            int y = i / shape.channels() / shape.width();
            int x = i / shape.channels() % shape.width();
            double value = view.read(found[i], y, x, c);
            if (value != expected[i]) {
                throw failure(
                        node,
                        "layer " + view.layer() + ", channel " + c + ", position (y " + y + ", x " + x
                                + "), golden image " + image + ": expected " + text(expected[i]) + ", found "
                                + text(value));
            }
        }
        compared += expected.length;
    }

    private void order(Node node, View view, double[] expected, double[] found) {
        int channels = node.type().shape().channels();
        for (int c = 0; c < expected.length; c++) {
            // Classes compete at their position.
            int first = c / channels * channels;
            for (int d = first; d < c; d++) {
                if (sign(expected[c], expected[d]) != sign(found[c], found[d])) {
                    String position = expected.length == channels ? "" : ", position " + c / channels;
                    throw failure(
                            node,
                            "layer " + view.layer() + ", channels " + (d - first) + " and " + (c - first) + position
                                    + ", golden image " + image
                                    + ": scores " + text(expected[d]) + " and " + text(expected[c])
                                    + " became " + text(found[d]) + " and " + text(found[c])
                                    + ", which are in another order");
                }
            }
        }
        compared += expected.length;
    }

    private static int sign(double a, double b) {
        return a == b ? 0 : a < b ? -1 : 1;
    }

    private DiagnosticException failure(Node node, String where) {
        return Problems.failure(
                Code.MISMATCH,
                node.span(),
                "pass " + pass + " does not compute what the stage before computes: " + where,
                "nothing was written from this stage on; this is a fault of the compiler or of damaged parameters");
    }

    private static String text(double v) {
        return v == Math.rint(v) && Math.abs(v) < 1e15
                ? String.format(Locale.ROOT, "%d", (long) v)
                : Double.toString(v);
    }
}
