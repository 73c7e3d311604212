// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final GoalProgress working = new GoalProgress("synthesize", 0);

    @Test
    void whatIsNotCountedSaysHowLongItHasTaken() {
        assertThat(working.after(4 * SECOND, 4 * SECOND)).hasValue("synthesize: 4 s");
        working.at("lowering", 3, 0, "FoldInputScale", 5 * SECOND);
        assertThat(working.after(4 * SECOND, 7 * SECOND)).isEmpty();
        assertThat(working.after(4 * SECOND, 17 * SECOND)).hasValue("lowering 3 FoldInputScale: 12 s");
        working.at("lowering", 4, 0, "FoldLevels", 18 * SECOND);
        assertThat(working.line(25 * SECOND))
                .as("of the task, not of its step")
                .isEqualTo("lowering 4 FoldLevels: 20 s");
    }

    @Test
    void whatIsCountedSaysItsShare() {
        working.at("scoring", 999, 10_000, "images", 0);
        assertThat(working.line(SECOND)).isEqualTo("scoring: 9 %, 999/10,000 images");
        assertThat(working.bar(SECOND)).isEqualTo("scoring [==                      ] 999/10,000 images");
    }

    @Test
    void whatIsCountedToItsEndIsNotYetTheEndOfTheGoal() {
        working.at("C simulation", 1000, 1000, "images", 0);
        assertThat(working.line(6 * SECOND)).isEqualTo("C simulation: 1,000/1,000 images, 6 s");
    }

    @Test
    void anyLineBreaksTheSilence() {
        working.said(3 * SECOND);
        assertThat(working.after(4 * SECOND, 6 * SECOND)).isEmpty();
        assertThat(working.after(4 * SECOND, 7 * SECOND)).isPresent();
        assertThat(working.after(4 * SECOND, 8 * SECOND)).isEmpty();
    }

    @Test
    void onATerminalTheTimeRunsWhereNothingIsCounted() {
        working.at("compiling the C simulation", 0, 0, "", 0);
        assertThat(working.bar(0)).isEqualTo("compiling the C simulation");
        assertThat(working.bar(12 * SECOND)).isEqualTo("compiling the C simulation 12 s");
    }
}
