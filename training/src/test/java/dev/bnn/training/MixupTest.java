// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shares and partners of mixup. */
class MixupTest {
    /** Beta(a, a) has the mean 1/2 and the variance 1 / (4 (2a + 1)). */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 0.5, 1})
    void sharesHaveTheMomentsOfTheBetaDistribution(double alpha) {
        int n = 20_000;
        double[] shares = IntStream.range(0, n)
                .mapToDouble(step -> Mixup.of(alpha, 3, 1, step, 10).share())
                .toArray();
        assertThat(Arrays.stream(shares).boxed()).allMatch(s -> s >= 0 && s <= 1);
        double mean =
                IntStream.range(0, n).mapToDouble(i -> shares[i]).average().orElseThrow();
        double variance = IntStream.range(0, n)
                .mapToDouble(i -> (shares[i] - 0.5) * (shares[i] - 0.5))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0.5, within(0.015));
        assertThat(variance).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.005));
    }

    @Test
    void partnersAreOtherImagesAndAllOfThem() {
        assertThat(IntStream.range(0, 200)
                        .map(step -> Mixup.of(0.5, 3, 1, step, 5).distance()))
                .containsOnly(1, 2, 3, 4);
        assertThat(Mixup.of(0, 3, 1, 0, 5)).isEqualTo(Mixup.NONE);
        assertThat(Mixup.of(0.5, 3, 1, 0, 1)).isEqualTo(Mixup.NONE);
    }

    @Test
    void aStepIsFixedBySeedEpochAndPlace() {
        Mixup one = Mixup.of(0.5, 3, 1, 7, 100);
        assertThat(Mixup.of(0.5, 3, 1, 7, 100)).isEqualTo(one);
        assertThat(Mixup.of(0.5, 4, 1, 7, 100)).isNotEqualTo(one);
        assertThat(Mixup.of(0.5, 3, 2, 7, 100)).isNotEqualTo(one);
        assertThat(Mixup.of(0.5, 3, 1, 8, 100)).isNotEqualTo(one);
    }

    @Test
    void imagesAndLabelsAreMixedAlike() {
        float[] numbers = new float[256];
        for (int i = 0; i < 256; i++) {
            numbers[i] = 2 * i;
        }
        float[] values = new float[6];
        byte[] pixels = {0, 1, 10, 11, (byte) 200, (byte) 201};
        Mixup mixup = new Mixup(0.75, 2);
        mixup.values(numbers, pixels, 3, values);
        assertThat(values).containsExactly(100, 102, 15, 17, 305, 307);
        int[] others = new int[3];
        mixup.labels(new int[] {4, 5, 6}, others);
        assertThat(others).containsExactly(6, 4, 5);
        Mixup.NONE.values(numbers, pixels, 3, values);
        assertThat(values).containsExactly(0, 2, 20, 22, 400, 402);
    }
}
