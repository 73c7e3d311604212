// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.model.WeightType;
import dev.bnn.source.DiagnosticException;
import dev.bnn.testing.RandomNetworks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The golden images detect a pass that changes one constant, and the error has the layer, the channel and both values. */
class MutatedLoweringTest {
    /** The seed of a network whose golden images differ in the values that the two changed weights multiply. */
    private static final long SEED = 4;

    private static final int CHANNEL = 1;

    @Test
    void aWrongThreshold() {
        assertThatThrownBy(() -> lower(op -> {
                    if (!(op instanceof Op.Threshold t && t.levels() == 1)) {
                        return op;
                    }
                    long[][] thresholds = new long[t.thresholds().length][];
                    for (int k = 0; k < thresholds.length; k++) {
                        thresholds[k] = t.thresholds()[k].clone();
                        thresholds[k][CHANNEL] = thresholds[k][CHANNEL] > 0 ? -1_000_000 : 1_000_000;
                    }
                    return new Op.Threshold(thresholds, t.classes(), t.activation());
                }))
                .isInstanceOfSatisfying(
                        DiagnosticException.class,
                        e -> assertThat(e.diagnostics().get(0).message())
                                .matches(
                                        "pass Mutation does not compute what the stage before computes: layer sign\\d,"
                                                + " channel 1, position \\(y \\d+, x \\d+\\), golden image \\d: expected -?1, found -?1"));
    }

    @Test
    void aWrongWeight() {
        assertThatThrownBy(() -> lower(op -> {
                    if (!(op instanceof Op.Dense d && d.weights().type() == WeightType.BIPOLAR)) {
                        return op;
                    }
                    byte[] values = d.weights().values().clone();
                    // Changing one weight of each sign leaves the accumulators that can occur the same.
                    int at = CHANNEL * d.weights().columns();
                    int other = at + 1;
                    while (values[other] == values[at]) {
                        other++;
                    }
                    values[at] = (byte) -values[at];
                    values[other] = (byte) -values[other];
                    return new Op.Dense(d.weights().with(values));
                }))
                .isInstanceOfSatisfying(
                        DiagnosticException.class,
                        e -> assertThat(e.diagnostics().get(0).message())
                                .matches(
                                        "pass Mutation does not compute what the stage before computes: layer dense\\d,"
                                                + " channel 1, position \\(y 0, x 0\\), golden image \\d: expected \\S+, found \\S+"));
    }

    private static Lowered lower(UnaryOperator<Op> change) {
        RandomNetworks.Case random = RandomNetworks.generate(SEED);
        List<Pass> pipeline = new ArrayList<>(Passes.PIPELINE);
        pipeline.add(new Mutation(change));
        return Lowering.lower(
                new LoweringRequest(
                        random.network(), random.parameters(), Optional.empty(), random.images(), Optional.empty()),
                pipeline,
                report -> {});
    }

    /** Applies the change to the first operation that it affects. */
    private record Mutation(UnaryOperator<Op> change) implements Pass {
        @Override
        public String why() {
            return "To be found out.";
        }

        @Override
        public Set<Property> requires() {
            return Set.of();
        }

        @Override
        public Set<Property> establishes() {
            return Set.of();
        }

        @Override
        public Ir run(Ir ir, PassLog log) {
            List<Node> nodes = new ArrayList<>(ir.nodes());
            for (int i = 0; i < nodes.size(); i++) {
                Op changed = change.apply(nodes.get(i).op());
                if (changed != nodes.get(i).op()) {
                    nodes.set(i, nodes.get(i).withOp(changed));
                    break;
                }
            }
            return new Ir(ir.network(), nodes, ir.classes());
        }
    }
}
