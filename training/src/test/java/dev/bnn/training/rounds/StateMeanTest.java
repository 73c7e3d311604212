// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.data.SplitMix64;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateMeanTest {
    private static final StateLayout LAYOUT = new StateLayout(List.of(
            new StateLayout.Part("conv1.weight", 2, StateLayout.Rule.MAJORITY),
            new StateLayout.Part("conv1.weight.mean", 2, StateLayout.Rule.MEAN),
            new StateLayout.Part("dense1.weight", 3, StateLayout.Rule.MAJORITY)));

    @Test
    void aMeanAndAMajorityWithItsTies() {
        float[] before = {0.5f, -0.25f, 9, 9, 0.5f, -0.5f, 0};
        float[] a = {0.5f, -0.25f, 1, 3e-3f, -0.5f, -0.5f, 0};
        float[] b = {-0.5f, 0.25f, 2, 1e-3f, -0.5f, 0.5f, 0};
        assertThat(StateMean.of(LAYOUT, 0, before, List.of(a, b)))
                .containsExactly(0.5f, -0.25f, 1.5f, 2e-3f, -0.5f, -0.5f, 0);
        assertThat(StateMean.of(LAYOUT, 0, before, List.of(a, b, b)))
                .containsExactly(-0.5f, 0.25f, (float) (5.0 / 3), (float) ((3e-3f + 2.0 * 1e-3f) / 3), -0.5f, 0.5f, 0);
    }

    /** Several machines may each compute the mean of one range. */
    @Test
    void rangesTogetherAreTheWhole() {
        for (int seed = 0; seed < 50; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            List<float[]> shards = IntStream.rangeClosed(0, seed % 5)
                    .mapToObj(shard -> values(random))
                    .toList();
            float[] before = values(random);
            float[] whole = StateMean.of(LAYOUT, 0, before, shards);
            int cut = random.nextInt(whole.length + 1);
            float[] parts = new float[whole.length];
            System.arraycopy(StateMean.of(LAYOUT, 0, before, ranges(shards, 0, cut)), 0, parts, 0, cut);
            float[] rest = StateMean.of(LAYOUT, cut, before, ranges(shards, cut, whole.length));
            System.arraycopy(rest, 0, parts, cut, rest.length);
            assertThat(parts).as("seed %d", seed).isEqualTo(whole);
        }
    }

    @Test
    void theMeanOfEqualStatesIsThatState() {
        float[] state = values(new SplitMix64(7));
        assertThat(StateMean.of(LAYOUT, 0, state, List.of(state, state, state))).isEqualTo(state);
    }

    private static float[] values(SplitMix64 random) {
        float[] values = new float[LAYOUT.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.between(-1, 1);
        }
        return values;
    }

    private static List<float[]> ranges(List<float[]> shards, int from, int to) {
        return shards.stream().map(s -> Arrays.copyOfRange(s, from, to)).toList();
    }
}
