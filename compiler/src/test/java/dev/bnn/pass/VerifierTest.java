// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.text.IrReader;
import dev.bnn.model.Activation;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The verifier rejects an IR that a faulty pass leaves, with the pass, the node and the problem. */
class VerifierTest {
    private static final Ir RESIDUAL = IrReader.read(new SourceFile("residual.ir", """
            network residual
            classes a, b

            input: input -> 2 [0, 255]

            sign1: threshold input
              levels sign
              thresholds 128 128

            dense1: dense sign1
              weights bipolar
                +-
                ++

            sign2: threshold dense1
              levels sign
              thresholds 0 0

            residual1: add sign2 sign1
            """));

    @Test
    void theIrItselfIsFine() {
        assertThatCode(() -> Verifier.verify("Test", RESIDUAL, Set.of(Property.values())))
                .doesNotThrowAnyException();
        assertThat(RESIDUAL.consumers(RESIDUAL.node("sign1")))
                .extracting(Node::name)
                .containsExactly("dense1", "residual1");
        assertThat(RESIDUAL.producer(RESIDUAL.node("residual1"), 1).name()).isEqualTo("sign1");
        assertThat(RESIDUAL.soleConsumer(RESIDUAL.node("sign1"))).isEmpty();
    }

    @Test
    void edges() {
        refused(nodes -> reading(nodes, "residual1", "sign2"), "residual1 reads 1 operand, not 2");
        refused(nodes -> reading(nodes, "dense1", "sign2"), "dense1 reads sign2, which does not stand before it");
        refused(nodes -> reading(nodes, "residual1", "sign1", "sign1"), "sign2 is read by no node");
        refused(nodes -> reading(nodes, "residual1", "sign2", "dense1"), "residual1 adds 2 [-2, 2] by 2 to 2 {-1, +1}");
    }

    @Test
    void typesNamesAndTables() {
        refused(
                nodes -> replaced(nodes, "residual1", n -> typed(n, new TensorType(Shape.vector(2), ValueSet.BIPOLAR))),
                "residual1 has type 2 {-1, +1}, not 2 [-2, 2] by 2");
        refused(
                nodes -> replaced(nodes, "residual1", n -> n.withOp(new Op.Add(new boolean[1]))),
                "residual1 lacks a mask for channels");
        refused(nodes -> List.of(nodes.get(0), nodes.get(0)), "input has the name of another node");
    }

    @Test
    void establishedProperties() {
        refused(
                nodes -> replaced(nodes, "sign2", n -> n.withOp(new Op.Quantize(Activation.SIGN, false))),
                "sign2 breaks [INTEGER_THRESHOLDS]");
    }

    private static void refused(UnaryOperator<List<Node>> change, String message) {
        Ir changed = new Ir(RESIDUAL.network(), change.apply(RESIDUAL.nodes()), RESIDUAL.classes());
        assertThatThrownBy(() -> Verifier.verify("Test", changed, Set.of(Property.values())))
                .isInstanceOfSatisfying(
                        DiagnosticException.class,
                        e -> assertThat(e.diagnostics().get(0).message()).isEqualTo("after pass Test, " + message));
    }

    private static List<Node> reading(List<Node> nodes, String name, String... inputs) {
        return replaced(nodes, name, n -> new Node(n.name(), n.op(), List.of(inputs), n.type(), n.span(), n.view()));
    }

    private static Node typed(Node node, TensorType type) {
        return new Node(node.name(), node.op(), node.inputs(), type, node.span(), node.view());
    }

    private static List<Node> replaced(List<Node> nodes, String name, UnaryOperator<Node> change) {
        List<Node> changed = new ArrayList<>(nodes);
        changed.replaceAll(n -> n.name().equals(name) ? change.apply(n) : n);
        return changed;
    }
}
