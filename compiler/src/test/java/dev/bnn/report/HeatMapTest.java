// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.report.data.LayerHistory.Histogram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    private static Histogram histogram(double range, long... counts) {
        return new Histogram(range, LongStream.of(counts).boxed().toList());
    }

    @Test
    void aWiderRangeHoldsTheSameCountsInFewerBins() {
        Histogram narrow = histogram(0.5, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(narrow.over(0.5)).isEqualTo(narrow);
        assertThat(narrow.over(1)).isEqualTo(histogram(1, 0, 0, 3, 7, 11, 15, 0, 0));
        assertThat(narrow.over(2)).isEqualTo(histogram(2, 0, 0, 0, 10, 26, 0, 0, 0));
    }

    @Test
    void theHighestValuesAreOnTopAndTheFullestBinIsDarkest() {
        String svg = HeatMap.svg(List.of(histogram(1, 0, 0, 0, 100), histogram(1, 1, 0, 0, 0)));
        assertThat(svg)
                .contains("<path class=\"fill shade9\" d=\"M0 0h48v2h-48zM48 6h48v2h-48z\"/>")
                .doesNotContain("shade1\"");
        assertThat(HeatMap.svg(List.of(histogram(1, 1, 0, 0, 100))))
                .contains("<path class=\"fill shade1\" d=\"M0 6h96v2h-96z\"/>");
    }

    @Test
    void ofManyEpochsSomeAreDrawnTheFirstAndTheLastAmongThem() {
        List<Histogram> epochs = new ArrayList<>(Collections.nCopies(998, histogram(1, 0, 1, 0, 0)));
        epochs.add(0, histogram(1, 1, 0, 0, 0));
        epochs.add(histogram(1, 0, 0, 0, 1));
        String svg = HeatMap.svg(epochs);
        assertThat(svg).contains("M0 6h4").contains("M92 0h4");
        assertThat(svg.split("M", -1)).hasSize(25);
    }
}
