// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Types;
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
            node.op().accept(new TableCheck(before.type().shape())).ifPresent(problem -> fail(node, problem));
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

    private void require(boolean condition, Node node, String message) {
        if (!condition) {
            fail(node, message);
        }
    }

    private void fail(Node node, String message) {
        throw new DiagnosticException(List.of(Problems.error(
                Problems.MALFORMED,
                node.span(),
                "after pass " + pass + ", " + node.name() + " " + message,
                "this is a fault of the compiler; please report it with the model")));
    }
}
