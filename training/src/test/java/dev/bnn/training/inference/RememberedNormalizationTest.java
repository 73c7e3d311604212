// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.model.Normalization;
import dev.bnn.model.ValueSet;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RememberedNormalizationTest {
    /** Ranges that are cached completely, only in the middle, and not at all. */
    @ParameterizedTest
    @CsvSource({"2, -9, 9, 2", "3, -4, 5, 1", "700, -4608, 4608, 1", "700, -4608, 4608, 2", "1048577, -1, 1, 2"})
    void givesWhatEachNormalizationGives(int channels, int lo, int hi, int step) {
        Normalization[] all = new Normalization[channels];
        for (int c = 0; c < channels; c++) {
            all[c] = Normalization.of(1 - c % 3, 0.5f * (c % 5), 7 - c % 11, 1 + c % 13, new BigDecimal("1e-4"));
        }
        InferenceStep remembered = RememberedNormalization.of(all, new ValueSet.Integers(lo, hi, step));
        int count = (hi - lo) / step + 1;
        for (int place : new int[] {0, 1, count / 2 - 1, count / 2, count - 1, 0, count / 2, count - 1}) {
            double[] sums = new double[channels];
            double[] wanted = new double[channels];
            for (int c = 0; c < channels; c++) {
                sums[c] = lo + (place + c) % count * (double) step;
                wanted[c] = all[c].apply(sums[c]);
            }
            assertThat(remembered.apply(new double[][] {sums}, 1)).isEqualTo(wanted);
        }
    }
}
