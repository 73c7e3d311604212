// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuccessiveHalvingTest {
    @Test
    void aThirdOfTheTrialsTrainsThreeTimesAsLong() {
        assertThat(SuccessiveHalving.rungs(9, 30))
                .containsExactly(
                        new SuccessiveHalving.Rung(9, 4),
                        new SuccessiveHalving.Rung(3, 10),
                        new SuccessiveHalving.Rung(1, 30));
        assertThat(SuccessiveHalving.rungs(10, 30))
                .containsExactly(
                        new SuccessiveHalving.Rung(10, 4),
                        new SuccessiveHalving.Rung(4, 10),
                        new SuccessiveHalving.Rung(2, 30));
    }

    @Test
    void fewTrialsOrEpochsHaveFewRungs() {
        assertThat(SuccessiveHalving.rungs(2, 30)).isEqualTo(List.of(new SuccessiveHalving.Rung(2, 30)));
        assertThat(SuccessiveHalving.rungs(9, 2)).isEqualTo(List.of(new SuccessiveHalving.Rung(9, 2)));
        assertThat(SuccessiveHalving.rungs(1, 1)).isEqualTo(List.of(new SuccessiveHalving.Rung(1, 1)));
    }

    @Test
    void eachRungTrainsLongerThanTheOneBefore() {
        for (int trials = 1; trials < 100; trials++) {
            for (int epochs = 1; epochs < 100; epochs++) {
                List<SuccessiveHalving.Rung> rungs = SuccessiveHalving.rungs(trials, epochs);
                assertThat(rungs.get(0).trials()).isEqualTo(trials);
                assertThat(rungs.get(rungs.size() - 1).epochs()).isEqualTo(epochs);
                for (int i = 1; i < rungs.size(); i++) {
                    assertThat(rungs.get(i).epochs())
                            .isGreaterThan(rungs.get(i - 1).epochs());
                    assertThat(rungs.get(i).trials())
                            .isLessThan(rungs.get(i - 1).trials());
                }
            }
        }
    }
}
