package dev.bnn.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Unit;
import dev.bnn.testing.Designs;
import org.junit.jupiter.api.Test;

/** The model of each unit's steps fits its cycles, and hands on every word. */
class LatencyTest {
    private static final int DESIGNS = 300;

    @Test
    void stepsAreTheCyclesOfTheEstimate() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            for (Unit unit : Designs.random(seed).design().flow().units()) {
                long steps = 0;
                for (Steps s = Steps.of(unit); s.next(); ) {
                    steps++;
                }
                assertThat(steps).as("seed %d, %s", seed, unit).isEqualTo(unit.cycles());
            }
        }
    }

    @Test
    void anImageTakesAtLeastTheScoresAndAtMostAllUnitsInTurn() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Dataflow flow = Designs.random(seed).design().flow();
            long all = flow.units().stream().mapToLong(Unit::cycles).sum();
            assertThat(Latency.cycles(flow))
                    .as("seed %d", seed)
                    .isBetween(flow.scores().cycles(), flow.input().pixels() + all);
        }
    }
}
