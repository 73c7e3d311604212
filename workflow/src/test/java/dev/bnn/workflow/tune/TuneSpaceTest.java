// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.training.TuneGoal;
import java.util.List;
import org.junit.jupiter.api.Test;

class TuneSpaceTest {
    @Test
    void drawsValuesInThePlaceOfBraces() throws WorkflowException {
        List<List<String>> draws =
                TuneSpace.parse("rate {0.001..0.1} cosine; batch {50|100}").draw(200, 1);
        assertThat(draws).hasSize(200).doesNotHaveDuplicates().allSatisfy(draw -> {
            assertThat(draw.get(0)).matches("rate 0\\.[0-9]+ cosine");
            assertThat(Double.parseDouble(draw.get(0).split(" ")[1])).isBetween(0.001, 0.1);
            assertThat(draw.get(1)).isIn("batch 50", "batch 100");
        });
        long small = draws.stream()
                .filter(d -> Double.parseDouble(d.get(0).split(" ")[1]) < 0.01)
                .count();
        assertThat(small).as("a wide range is drawn by its logarithm").isBetween(70L, 130L);
    }

    @Test
    void wholeLimitsGiveWholeNumbers() throws WorkflowException {
        assertThat(TuneSpace.parse("augment crop {1..4}, flip").draw(10, 3))
                .extracting(d -> d.get(0))
                .containsExactlyInAnyOrder(
                        "augment crop 1 , flip",
                        "augment crop 2 , flip",
                        "augment crop 3 , flip",
                        "augment crop 4 , flip");
    }

    @Test
    void aSmallSpaceGivesFewerDraws() throws WorkflowException {
        assertThat(TuneSpace.parse("loss {crossentropy|squaredhinge}").draw(9, 1))
                .hasSize(2);
    }

    @Test
    void theSameSeedGivesTheSameDraws() throws WorkflowException {
        TuneSpace space = TuneSpace.parse(TuneGoal.STANDARD_SPACE);
        assertThat(space.draw(9, 5)).isEqualTo(space.draw(9, 5)).isNotEqualTo(space.draw(9, 6));
    }

    @Test
    void mistakesAreNamed() {
        assertMistake("rate 0.1", "bnn.tune cannot be read at \"rate 0.1\": nothing in it varies;");
        assertMistake("rate {0.1|0.2", "at \"rate {0.1|0.2\": a brace has no partner;");
        assertMistake("rate {0.2..0.1}", "at \"rate {0.2..0.1}\": {0.2..0.1} does not rise;");
        assertMistake("rate {0.1..0.2.3}", "at \"rate {0.1..0.2.3}\": {0.1..0.2.3} is not a range of numbers;");
        assertMistake("rate {1..1e400}", "at \"rate {1..1e400}\": {1..1e400} has a limit that is too large;");
        assertMistake("batch {50|}", "at \"batch {50|}\": a value in {50|} is empty;");
    }

    private static void assertMistake(String space, String message) {
        assertThatThrownBy(() -> TuneSpace.parse(space))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining(message)
                .hasMessageEndingWith("such as rate {0.001..0.03} cosine; batch {50|100}.");
    }
}
