// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.ir.AccumulatorRange;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.PositionClasses;
import dev.bnn.model.Activation;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Normalization;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Span;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdProofTest {
    private static final TensorType TYPE = new TensorType(new Shape(3, 1, 1), new ValueSet.Integers(-9, 9, 2));
    private static final Node SIGN =
            new Node("sign1", new Op.Quantize(Activation.SIGN, false), List.of("dense1"), TYPE, Span.NONE);
    private static final BigDecimal EPS = NetworkBuilder.DEFAULT_EPS;

    /** Maps that rise, fall and stay constant. */
    private static final AffineChain MAP = new AffineChain(List.of(new Op.Normalize(List.of(
            Normalization.of(1.5f, 0.3f, 2.1f, 4, EPS),
            Normalization.of(-0.7f, 0.3f, 2.1f, 4, EPS),
            Normalization.of(0, -0.3f, 2.1f, 4, EPS)))));

    private static final AccumulatorRange RANGE = new AccumulatorRange(
            PositionClasses.single(TYPE.shape()), new long[][] {{-9, -9, -9}}, new long[][] {{9, 9, 9}}, 2);

    @Test
    void everyReachableAccumulatorIsCompared() {
        assertThat(ThresholdProof.enumerate(Thresholds.search(RANGE, MAP, Activation.SIGN), MAP, SIGN))
                .isEqualTo(30);
    }

    @Test
    void aThresholdThatIsOneStepOffIsNamed() {
        for (int channel = 0; channel < 3; channel++) {
            for (long off : new long[] {-2, 2}) {
                Thresholds wrong = Thresholds.search(RANGE, MAP, Activation.SIGN);
                boolean never = channel == 2;
                wrong.values()[0][channel] += never ? -2 : off;
                String where = "the threshold of layer sign1, channel " + channel + ", position class 0 gives ";
                assertThatThrownBy(() -> ThresholdProof.enumerate(wrong, MAP, SIGN))
                        .isInstanceOfSatisfying(
                                DiagnosticException.class,
                                e -> assertThat(e.diagnostics().get(0).message())
                                        .startsWith(where)
                                        .matches(".* gives [+-]1 at accumulator -?\\d, where batch norm and sign"
                                                + " give [+-]1"));
            }
        }
    }

    @Test
    void levelsAreComparedOneByOne() {
        for (Activation levels : List.of(new Activation(2, true), new Activation(3, false))) {
            Thresholds right = Thresholds.search(RANGE, MAP, levels);
            assertThat(ThresholdProof.enumerate(right, MAP, SIGN)).isEqualTo(30);
            for (int i = 0; i < levels.top(); i++) {
                Thresholds wrong = Thresholds.search(RANGE, MAP, levels);
                // A shift past no reachable accumulator would make no difference.
                wrong.values()[0][i] += wrong.values()[0][i] > 9 ? -2 : 2;
                if (wrong.values()[0][i] > -9) {
                    assertThatThrownBy(() -> ThresholdProof.enumerate(wrong, MAP, SIGN))
                            .as("%s, level %d", levels, i)
                            .isInstanceOf(DiagnosticException.class);
                }
            }
        }
    }

    @Test
    void moreThanCanBeEnumeratedIsLeftToBisection() {
        AccumulatorRange wide = new AccumulatorRange(
                RANGE.classes(),
                new long[][] {{-ThresholdProof.MAX_ENUMERATED, -9, -9}},
                new long[][] {{ThresholdProof.MAX_ENUMERATED, 9, 9}},
                2);
        assertThat(ThresholdProof.enumerate(Thresholds.search(wide, MAP, Activation.SIGN), MAP, SIGN))
                .isZero();
    }
}
