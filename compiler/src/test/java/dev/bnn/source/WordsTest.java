// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void oneIsNotSeveral() {
        assertThat(Words.count(1, "epoch")).isEqualTo("1 epoch");
        assertThat(Words.count(0, "epoch")).isEqualTo("0 epochs");
        assertThat(Words.count(16_972, "score")).isEqualTo("16,972 scores");
        assertThat(Words.count(1, "class", "classes")).isEqualTo("1 class");
        assertThat(Words.count(10, "class", "classes")).isEqualTo("10 classes");
    }

    @Test
    void halvesOfAPercentGoUpWhereverTheyAreSaid() {
        assertThat(Words.percentText(157.0 / 160, 2)).isEqualTo("98.13 %");
        assertThat(Words.percent(157.0 / 160, 2)).isEqualByComparingTo("98.13");
        assertThat(Words.percentText(31.0 / 32, 2)).isEqualTo("96.88 %");
        assertThat(Words.percentText(1, 2)).isEqualTo("100.00 %");
        assertThat(Words.percentText(1e-9, 1)).isEqualTo("0.0 %");
        assertThat(Words.percentText(Double.NaN, 2)).isEqualTo("n/a");
    }

    @Test
    void numbersStayAsTheyAre() {
        assertThat(Words.number(2500.5)).isEqualTo("2,500.5");
        assertThat(Words.number(133.3)).isEqualTo("133.3");
        assertThat(Words.number(1e6)).isEqualTo("1,000,000");
    }
}
