// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nodes may have only what the table lists. The import refuses anything else and names node, operation and attribute. */
class GraphNodeTest {
    private static final List<Attribute> VALUES = List.of(
            new Attribute.Int(0),
            new Attribute.Int(1),
            new Attribute.Int(7),
            new Attribute.Int(-1),
            new Attribute.Float(0),
            new Attribute.Float(1),
            new Attribute.Float(-0.5f),
            new Attribute.Float(Float.NaN),
            new Attribute.Text(""),
            new Attribute.Text("constant"),
            new Attribute.Text("edge"),
            new Attribute.Text("NCHW"),
            new Attribute.Text("ROUND"),
            new Attribute.Text("VALID"),
            new Attribute.Text("SAME"),
            Attribute.ints(),
            Attribute.ints(1),
            Attribute.ints(1, 1),
            Attribute.ints(1, 2),
            Attribute.ints(2, 2),
            Attribute.ints(0, 0, 0, 0),
            Attribute.ints(1, 1, 1, 1),
            Attribute.ints(0, 0, 1, 1),
            Attribute.ints(1L << 40, 1L << 40),
            new Attribute.Floats(List.of(1f)),
            new Attribute.Constant(Tensor.floats("t", new float[] {1})),
            new Attribute.Other("of no type and empty"));

    @Test
    void anUnknownAttributeIsRefused() throws Exception {
        for (Operation operation : Operations.ALL) {
            for (int opset : new int[] {7, 9, 11, 13, 18, 25}) {
                Map<String, Attribute> attributes = needed(operation, opset);
                node(operation, opset, attributes);
                for (Attribute value : VALUES) {
                    attributes.put("mystery", value);
                    assertThatThrownBy(() -> node(operation, opset, attributes))
                            .as(operation.op())
                            .isInstanceOf(ExchangeException.class)
                            .hasMessageContaining("node it (" + operation.op() + ") has the attribute mystery");
                }
            }
        }
    }

    @Test
    void aValueIsTakenWhereTheTableSaysSo() throws Exception {
        int taken = 0;
        int refused = 0;
        for (Operation operation : Operations.ALL) {
            for (AttributeRule setting : operation.settings()) {
                int opset = Math.min(setting.until(), Math.max(setting.since(), 13));
                for (Attribute value : VALUES) {
                    Map<String, Attribute> attributes = needed(operation, opset);
                    attributes.put(setting.name(), value);
                    if (setting.kind().isInstance(value) && setting.accepts().test(value)) {
                        node(operation, opset, attributes);
                        taken++;
                    } else {
                        refused++;
                        assertThatThrownBy(() -> node(operation, opset, attributes))
                                .as(operation.op() + " " + setting.name() + " " + value)
                                .isInstanceOf(ExchangeException.class)
                                .hasMessageContaining("node it (" + operation.op() + ") ")
                                .hasMessageContaining(setting.name());
                    }
                }
            }
        }
        assertThat(taken).isGreaterThan(100);
        assertThat(refused).isGreaterThan(1000);
    }

    @Test
    void anAttributeOfAnotherOperatorSetIsRefused() {
        int refused = 0;
        for (Operation operation : Operations.ALL) {
            for (AttributeRule setting : operation.settings()) {
                boolean always = operation.settings().stream()
                        .filter(s -> s.name().equals(setting.name()))
                        .anyMatch(s -> s.in(7) && s.in(25) || s != setting);
                if (!operation.standard() || always) {
                    continue;
                }
                int other = setting.until() < 25 ? setting.until() + 1 : setting.since() - 1;
                Map<String, Attribute> attributes = needed(operation, other);
                attributes.put(setting.name(), VALUES.get(0));
                assertThatThrownBy(() -> node(operation, other, attributes))
                        .as(operation.op() + " " + setting.name())
                        .hasMessageContaining("has the attribute " + setting.name()
                                + ", which is not known in operator set " + other);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(15);
    }

    @Test
    void defaultsAreAccepted() {
        for (Operation operation : Operations.ALL) {
            for (AttributeRule s : operation.settings()) {
                assertThat(s.otherwise() == null || s.accepts().test(s.otherwise()))
                        .as(operation.op() + " " + s.name())
                        .isTrue();
            }
        }
    }

    private static Map<String, Attribute> needed(Operation operation, int opset) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (AttributeRule s : operation.settings()) {
            if (s.needed() && (!operation.standard() || s.in(opset))) {
                VALUES.stream()
                        .filter(v -> s.kind().isInstance(v) && s.accepts().test(v))
                        .findFirst()
                        .ifPresent(v -> attributes.put(s.name(), v));
            }
        }
        return attributes;
    }

    private static void node(Operation operation, int opset, Map<String, Attribute> attributes)
            throws ExchangeException {
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < operation.arity(opset).least(); i++) {
            inputs.add("x" + i);
        }
        String domain = operation.domains().get(0);
        Model.Node node = new Model.Node("it", domain, operation.op(), inputs, List.of("y"), attributes);
        GraphNode.of(node, operation, opset, null);
    }
}
