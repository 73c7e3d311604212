// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MapPlanTest {
    @Test
    void aChainOfEqualMapsTakesTwoOfThem() {
        MapPlan plan = new MapPlan();
        List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            offsets.add(plan.place(10, i, i + 1));
        }
        assertThat(offsets).containsExactly(0, 10, 0, 10, 0);
        assertThat(plan.words()).isEqualTo(20);
    }

    @Test
    void aMapThatIsReadLaterIsKept() {
        MapPlan plan = new MapPlan();
        assertThat(plan.place(4, 0, 3)).isZero();
        assertThat(plan.place(4, 1, 2)).isEqualTo(4);
        assertThat(plan.place(4, 2, 3)).isEqualTo(8);
        assertThat(plan.place(4, 3, 4)).isEqualTo(4);
        assertThat(plan.words()).isEqualTo(12);
    }

    @Test
    void mapsThatAreNeededAtTheSameTimeNeverOverlap() {
        Random random = new Random(1);
        for (int round = 0; round < 500; round++) {
            MapPlan plan = new MapPlan();
            List<int[]> placed = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                int words = 1 + random.nextInt(20);
                int read = i + 1 + random.nextInt(random.nextInt(4) == 0 ? 6 : 1);
                placed.add(new int[] {plan.place(words, i, read), words, i, read});
            }
            for (int[] a : placed) {
                assertThat(a[0] + a[1]).isLessThanOrEqualTo(plan.words());
                for (int[] b : placed) {
                    boolean together = a != b && a[2] <= b[3] && b[2] <= a[3];
                    boolean overlap = a[0] < b[0] + b[1] && b[0] < a[0] + a[1];
                    assertThat(together && overlap).as("round " + round).isFalse();
                }
            }
        }
    }
}
