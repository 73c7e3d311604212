package dev.bnn.pass;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Types;
import dev.bnn.ir.Weights;
import dev.bnn.model.Shape;
import dev.bnn.model.WeightType;
import dev.bnn.source.DiagnosticException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that an IR is well formed: edges, names, tables, types, and the properties established so far. */
final class Verifier {
    private final String pass;

    private Verifier(String pass) {
        this.pass = pass;
    }

    static void verify(String pass, Ir ir, Set<Property> established) {
        new Verifier(pass).verify(ir, established);
    }

    private void verify(Ir ir, Set<Property> established) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < ir.nodes().size(); i++) {
            Node node = ir.nodes().get(i);
            require(names.add(node.name()), node, "has the name of another node");
            require(node.op() instanceof Op.Input == (i == 0), node, "is not the one input at the start");
            if (i == 0) {
                require(node.inputs().isEmpty(), node, "has an edge into the input");
                continue;
            }
            Node before = ir.nodes().get(i - 1);
            require(node.inputs().get(0).equals(before.name()), node, "does not read " + before.name());
            require(node.inputs().size() == (node.op() instanceof Op.Add ? 2 : 1), node, "has a wrong number of edges");
            if (node.op() instanceof Op.Add) {
                secondEdge(node, before, ir.nodes().subList(0, i));
            }
            tables(node, before.type().shape());
            require(
                    node.type().equals(Types.infer(node.op(), before.type())),
                    node,
                    "has type " + node.type() + ", not " + Types.infer(node.op(), before.type()));
            for (Property property : established) {
                require(!property.violatedBy(node, ir), node, "breaks " + property);
            }
        }
        require(
                ir.output().type().shape().size() == ir.classes().size(),
                ir.output(),
                "gives " + ir.output().type().shape().size() + " values for "
                        + ir.classes().size() + " classes");
    }

    /** That what is added comes from an earlier node, and is of the same type. */
    private void secondEdge(Node node, Node before, List<Node> earlier) {
        String from = node.inputs().get(1);
        Node added =
                earlier.stream().filter(n -> n.name().equals(from)).findFirst().orElse(null);
        require(added != null, node, "adds " + from + ", which does not stand before it");
        require(added.type().equals(before.type()), node, "adds " + added.type() + " to " + before.type());
    }

    /** That weights and tables are as large as the operation needs, and weights of their type. */
    private void tables(Node node, Shape in) {
        Op op = node.op();
        int channels = in.channels();
        if (op instanceof Op.Conv c) {
            require(c.weights().columns() == c.kernel() * c.kernel() * channels, node, "has rows of wrong length");
            values(node, c.weights());
        } else if (op instanceof Op.Depthwise d) {
            require(d.weights().rows() == channels, node, "has no row of weights for each channel");
            require(d.weights().columns() == d.kernel() * d.kernel(), node, "has rows of wrong length");
            values(node, d.weights());
        } else if (op instanceof Op.Dense d) {
            require(d.weights().columns() == in.size(), node, "has rows of wrong length");
            values(node, d.weights());
        } else if (op instanceof Op.Threshold t) {
            require(t.thresholds().length == t.classes().count(), node, "lacks thresholds for position classes");
            require(t.classes().rows().length == in.height(), node, "has classes for other rows");
            require(t.classes().columns().length == in.width(), node, "has classes for other columns");
            for (long[] row : t.thresholds()) {
                require(row.length == channels * t.levels(), node, "lacks thresholds for channels");
            }
        } else if (op instanceof Op.Affine a) {
            require(a.constants().length == a.classes().count(), node, "lacks constants for position classes");
            require(a.constants()[0].length == channels, node, "lacks constants for channels");
        } else if (op instanceof Op.Normalize n) {
            require(n.channels().size() == channels, node, "lacks normalisations for channels");
        } else if (op instanceof Op.Pool p) {
            require(p.min().length == channels, node, "lacks a mask for channels");
        } else if (op instanceof Op.Sum s) {
            require(s.minus().length == channels, node, "lacks a mask for channels");
        } else if (op instanceof Op.Add a) {
            require(a.minus().length == channels, node, "lacks a mask for channels");
        } else if (op instanceof Op.Score s) {
            require(s.multiplier().length == channels && s.addend().length == channels, node, "lacks factors");
        }
    }

    private void values(Node node, Weights weights) {
        int limit = weights.type().limit();
        for (byte w : weights.values()) {
            boolean fits = Math.abs(w) <= limit && !(w == 0 && weights.type() == WeightType.BIPOLAR);
            require(
                    fits,
                    node,
                    "has a weight of " + w + " among " + weights.type().word() + " ones");
        }
    }

    private void require(boolean condition, Node node, String message) {
        if (!condition) {
            throw new DiagnosticException(List.of(Problems.error(
                    Problems.MALFORMED,
                    node.span(),
                    "after pass " + pass + ", " + node.name() + " " + message,
                    "this is a fault of the compiler; please report it with the model")));
        }
    }
}
