// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameRateTest {
    @Test
    void saysNoMoreFramesThanThereAre() {
        assertThat(FrameRate.of(100, 784).text()).isEqualTo("127,551");
        assertThat(FrameRate.of(100, 784).value()).isEqualTo(127_551.02);
        // 999.99967 frames per second; the recorded value is not rounded up to a thousand either.
        assertThat(FrameRate.of(99.999967, 100_000).value()).isEqualTo(999.999);
        assertThat(FrameRate.of(99.999967, 100_000).text()).isEqualTo("999");
    }

    @Test
    void aWholeNumberStaysOne() {
        assertThat(FrameRate.of(33.3, 333).text()).isEqualTo("100,000");
        assertThat(FrameRate.of(100, 100_000).text()).isEqualTo("1,000");
        assertThat(FrameRate.of(100, 1_000_000).text()).isEqualTo("100");
    }

    @Test
    void aRateLeavesTheCyclesThatGiveIt() {
        // In float64 33.3 * 1e6 and 64.1 * 1e6 are a little less than the whole numbers.
        assertThat(FrameRate.interval(33.3, 100_000)).isBetween(333.0, 333.001);
        assertThat(FrameRate.interval(64.1, 4_006_250)).isBetween(16.0, 16.001);
        assertThat(FrameRate.interval(65_600 * 1e-3, 1)).isBetween(65_600_000.0, 65_600_000.001);
    }

    @Test
    void slowDesignsKeepThreeDigits() {
        assertThat(FrameRate.of(100, 2_359_296).text()).isEqualTo("42.3");
        assertThat(FrameRate.of(100, 3_000_000_000L).text()).isEqualTo("0.0333");
        assertThat(FrameRate.of(100, 3_000_000_000L).literal()).isEqualTo("0.0333");
        assertThat(FrameRate.of(100, 784).literal()).isEqualTo("127551");
        assertThat(FrameRate.of(100, 1_000_000_000_000_000L).value()).isEqualTo(1e-7);
    }
}
