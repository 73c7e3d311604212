// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.model.Activation;
import dev.bnn.model.Shape;
import org.junit.jupiter.api.Test;

class DecisionsTest {
    /** Two rows, one column: the first row sees padding. */
    private static final PositionClasses TWO = new PositionClasses(new int[] {0, 1}, new int[] {0});

    /** In the first row the one channel reaches -2 .. 2, in the second -9 .. 9. */
    private static final AccumulatorRange RANGE =
            new AccumulatorRange(TWO, new long[][] {{-2}, {-9}}, new long[][] {{2}, {9}}, 1);

    @Test
    void oneSetOfThresholdsIsHeldAgainstAllPositions() {
        Decisions decisions = Decisions.of(new Op.Threshold(new long[][] {{5}}, TWO.merged()), RANGE);
        assertThat(decisions.range().count()).isEqualTo(19);
        assertThat(decisions.constant(0))
                .as("never in the first row, but in the second")
                .isEmpty();
    }

    @Test
    void aSetByPositionClassIsHeldAgainstItsOwn() {
        assertThat(Decisions.of(signs(5, 5), RANGE).range().count()).isEqualTo(5 + 19);
        assertThat(Decisions.of(signs(5, 5), RANGE).constant(0)).isEmpty();
        assertThat(Decisions.of(signs(5, 10), RANGE).constant(0)).hasValue(0);
        assertThat(Decisions.of(signs(-2, -9), RANGE).constant(0)).hasValue(1);
        assertThat(Decisions.of(signs(-2, 10), RANGE).constant(0))
                .as("on in one row and off in the other")
                .isEmpty();
    }

    @Test
    void aLevelBetweenIsConstantToo() {
        Op.Threshold levels = new Op.Threshold(new long[][] {{-9, 10, 10}}, TWO.merged(), new Activation(2, false));
        assertThat(Decisions.of(levels, RANGE).constant(0)).hasValue(1);
    }

    @Test
    void setsThatDoNotFitThePositionsAreRefused() {
        AccumulatorRange one = new AccumulatorRange(
                PositionClasses.single(Shape.vector(1)), new long[][] {{0}}, new long[][] {{1}}, 1);
        assertThatThrownBy(() -> Decisions.of(signs(5, 5), one)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void negatedSumsReachTheNegatedRange() {
        AccumulatorRange reach = new AccumulatorRange(
                        TWO, new long[][] {{-2, 1}, {-9, 0}}, new long[][] {{4, 3}, {9, 5}}, 1)
                .negated(new boolean[] {true, false});
        assertThat(reach.lo()).isDeepEqualTo(new long[][] {{-4, 1}, {-9, 0}});
        assertThat(reach.hi()).isDeepEqualTo(new long[][] {{2, 3}, {9, 5}});
    }

    private static Op.Threshold signs(long first, long second) {
        return new Op.Threshold(new long[][] {{first}, {second}}, TWO);
    }
}
