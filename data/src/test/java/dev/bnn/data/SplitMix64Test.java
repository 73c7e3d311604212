// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitMix64Test {
    @Test
    void agreesWithTheJdksGeneratorOfTheSameAlgorithm() {
        for (long seed : new long[] {0, 1, -1, 1234567890123L}) {
            SplittableRandom expected = new SplittableRandom(seed);
            SplitMix64 random = new SplitMix64(seed);
            for (int i = 0; i < 1000; i++) {
                assertThat(random.nextLong()).isEqualTo(expected.nextLong());
            }
        }
    }

    @Test
    void numbersStayInRangeAndFillIt() {
        SplitMix64 random = SplitMix64.of(1, 2, 3);
        int[] hits = new int[7];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 70_000; i++) {
            hits[random.nextInt(7)]++;
            assertThat(random.between(-2, 3)).isGreaterThanOrEqualTo(-2).isLessThan(3);
            double g = random.nextGaussian();
            sum += g;
            squares += g * g;
        }
        for (int h : hits) {
            assertThat(h).isBetween(9_600, 10_400);
        }
        assertThat(sum / 70_000).isBetween(-0.02, 0.02);
        assertThat(squares / 70_000).isBetween(0.97, 1.03);
    }
}
