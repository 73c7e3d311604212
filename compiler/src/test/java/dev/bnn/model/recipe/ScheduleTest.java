// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Learning rates, epoch by epoch, against figures computed by hand. */
class ScheduleTest {
    private static List<Double> rates(Schedule schedule, int epochs) {
        return IntStream.range(0, epochs)
                .mapToObj(e -> Math.round(1e6 * schedule.at(e, epochs)) / 1e6)
                .toList();
    }

    @Test
    void eachShapeGivesItsRates() {
        assertThat(rates(new Schedule.Constant(0.1), 3)).containsExactly(0.1, 0.1, 0.1);
        assertThat(rates(new Schedule.Halved(0.8, 2), 5)).containsExactly(0.8, 0.8, 0.4, 0.4, 0.2);
        assertThat(rates(new Schedule.Stepped(1, 0.1, 3), 7)).containsExactly(1.0, 1.0, 1.0, 0.1, 0.1, 0.1, 0.01);
        assertThat(rates(new Schedule.Exponential(1, 0.01), 3)).containsExactly(1.0, 0.1, 0.01);
        assertThat(rates(new Schedule.Cosine(1), 4)).containsExactly(1.0, 0.853553, 0.5, 0.146447);
        assertThat(rates(new Schedule.Legs(1, 2, 1), 5)).containsExactly(1.0, 0.5, 1.0, 0.5, 1.0);
        assertThat(rates(new Schedule.Legs(1, 3, 0.5), 7)).containsExactly(1.0, 0.75, 0.25, 0.5, 0.375, 0.125, 0.25);
        assertThat(rates(new Schedule.OneCycle(1), 5)).containsExactly(0.28, 1.0, 0.811764, 0.388801, 0.049611);
    }

    @Test
    void aWarmUpRisesToTheRateAndLeavesTheRestToTheShape() {
        assertThat(rates(new Schedule.WarmUp(new Schedule.Stepped(1, 0.5, 2), 3), 8))
                .containsExactly(0.25, 0.5, 0.75, 1.0, 1.0, 0.5, 0.5, 0.25);
        assertThat(rates(new Schedule.WarmUp(new Schedule.Exponential(1, 0.01), 1), 4))
                .containsExactly(0.5, 1.0, 0.1, 0.01);
        assertThat(rates(new Schedule.WarmUp(new Schedule.Cosine(1), 9), 2)).containsExactly(0.1, 0.2);
    }

    /** A longer run relies on this: its first epochs are those of the shorter one. */
    @Test
    void legsDoNotDependOnTheNumberOfEpochs() {
        Schedule legs = new Schedule.Legs(0.3, 4, 0.7);
        assertThat(rates(legs, 20).subList(0, 9)).isEqualTo(rates(legs, 9));
    }

    @Test
    void anotherInitialRateScalesEveryEpoch() {
        List<Schedule> all = List.of(
                new Schedule.Constant(0.1),
                new Schedule.Halved(0.1, 2),
                new Schedule.Stepped(0.1, 0.3, 2),
                new Schedule.Exponential(0.1, 0.001),
                new Schedule.Cosine(0.1),
                new Schedule.Legs(0.1, 3, 0.5),
                new Schedule.OneCycle(0.1),
                new Schedule.WarmUp(new Schedule.Cosine(0.1), 2));
        for (Schedule schedule : all) {
            Schedule other = schedule.withInitial(0.4);
            assertThat(other).isNotEqualTo(schedule).hasSameClassAs(schedule);
            for (int epoch = 0; epoch < 7; epoch++) {
                assertThat(other.at(epoch, 7))
                        .as("%s in epoch %d", schedule, epoch)
                        .isCloseTo(4 * schedule.at(epoch, 7), within(1e-12));
            }
        }
    }
}
