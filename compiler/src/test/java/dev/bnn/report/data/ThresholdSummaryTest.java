// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.PositionClasses;
import dev.bnn.ir.Weights;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import dev.bnn.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdSummaryTest {
    private static final Shape THREE = Shape.vector(3);

    @Test
    void countsChannelsThatNeverChange() {
        TensorType bits = new TensorType(THREE, ValueSet.BIPOLAR);
        Ir ir = ir(bits, new Weights(4, 3, new byte[] {1, 1, 1, 1, 1, -1, 1, -1, -1, -1, -1, -1}), -3, 4, 1, -1);
        assertThat(ThresholdSummary.of(ir))
                .containsExactly(new ThresholdSummary("sign1", 4, 1, -3, -1, 4, -3, 3, 16, 1, 1, 0));
    }

    @Test
    void boundsOfBytesComeFromEachChannelsOwnWeights() {
        TensorType bytes = new TensorType(THREE, new ValueSet.Integers(0, 255, 1));
        Ir ir = ir(bytes, new Weights(2, 3, new byte[] {1, 1, -1, -1, -1, -1}), 511, 1);
        ThresholdSummary summary = ThresholdSummary.of(ir).get(0);
        assertThat(summary.low()).isEqualTo(-765);
        assertThat(summary.high()).isEqualTo(510);
        assertThat(summary.alwaysOff()).isEqualTo(2);
    }

    private static Ir ir(TensorType input, Weights weights, long... thresholds) {
        Shape out = Shape.vector(weights.rows());
        return new Ir(
                "n",
                List.of(
                        new Node("input", new Op.Input(), List.of(), input, Span.NONE),
                        new Node(
                                "dense1",
                                new Op.Dense(weights),
                                List.of("input"),
                                new TensorType(out, new ValueSet.Integers(-999, 999, 1)),
                                Span.NONE),
                        new Node(
                                "sign1",
                                new Op.Threshold(new long[][] {thresholds}, PositionClasses.single(out)),
                                List.of("dense1"),
                                new TensorType(out, ValueSet.BIPOLAR),
                                Span.NONE)),
                List.of());
    }
}
