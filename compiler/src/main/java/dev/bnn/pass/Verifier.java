// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.TableCheck;
import dev.bnn.ir.Types;
import dev.bnn.model.TensorType;
import dev.bnn.source.Code;
import dev.bnn.source.DiagnosticException;
import java.util.EnumSet;
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
        Set<String> earlier = new HashSet<>();
        for (Node node : ir.nodes()) {
            require(!earlier.contains(node.name()), node, "has the name of another node");
            require(node.op() instanceof Op.Input == earlier.isEmpty(), node, "is not the one input at the start");
            for (String input : node.inputs()) {
                require(earlier.contains(input), node, "reads " + input + ", which does not stand before it");
            }
            List<TensorType> inputs = ir.inputTypes(node);
            TableCheck.problem(node.op(), inputs).ifPresent(problem -> fail(node, problem));
            if (!inputs.isEmpty()) {
                TensorType type = Types.infer(node.op(), inputs);
                require(node.type().equals(type), node, "has type " + node.type() + ", not " + type);
            }
            Set<Property> broken = EnumSet.noneOf(Property.class);
            broken.addAll(established);
            broken.retainAll(BrokenProperties.of(node, ir));
            require(broken.isEmpty(), node, "breaks " + broken);
            require(node == ir.output() || !ir.consumers(node).isEmpty(), node, "is read by no node");
            earlier.add(node.name());
        }
        require(
                ir.output().type().shape().channels() == ir.classes().size(),
                ir.output(),
                "gives " + ir.output().type().shape().channels() + " values for "
                        + ir.classes().size() + " classes");
    }

    private void require(boolean condition, Node node, String message) {
        if (!condition) {
            fail(node, message);
        }
    }

    private void fail(Node node, String message) {
        throw new DiagnosticException(List.of(Problems.error(
                Code.MALFORMED,
                node.span(),
                "after pass " + pass + ", " + node.name() + " " + message,
                "this is a fault of the compiler; please report it with the model")));
    }
}
