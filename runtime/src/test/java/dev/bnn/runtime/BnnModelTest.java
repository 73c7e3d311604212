// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BnnModelTest {
    @Test
    void theClassIsTheFirstOfTheGreatestScores() {
        BnnModel model = scoring(new long[] {3, 7, 7, -1});
        byte[] image = {0};
        assertThat(model.classify(image)).isEqualTo(1);
        assertThat(model.topK(image, 3)).containsExactly(1, 2, 0);
        assertThat(model.weightBits()).isEqualTo(4);
    }

    @Test
    void probabilitiesAreTheSoftmaxOfScaledScores() {
        double[] p = scoring(new long[] {0, 2, 4, 2}).probabilities(new byte[1]);
        double e = Math.E;
        double sum = 1 + 2 * e + e * e;
        assertThat(p).containsExactly(new double[] {1 / sum, e / sum, e * e / sum, e / sum}, within(1e-12));
        assertThat(scoring(new long[] {Long.MIN_VALUE / 4, Long.MAX_VALUE / 4, 0, 0})
                        .probabilities(new byte[1]))
                .containsExactly(0, 1, 0, 0);
    }

    @Test
    void batchesAndAPoolGiveWhatTheModelGivesInTheSameOrder() throws InterruptedException {
        BnnModel model = RandomModels.model(17);
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            images.add(RandomModels.image(i, model));
        }
        for (int i = 0; i < images.size(); i++) {
            assertThat(model.classify(images)[i]).isEqualTo(model.classify(images.get(i)));
            assertThat(model.probabilities(images).get(i)).isEqualTo(model.probabilities(images.get(i)));
        }
        try (BnnPool pool = new BnnPool(model, 3)) {
            List<long[]> scores = pool.scores(images);
            List<double[]> probabilities = pool.probabilities(images);
            int[] classes = pool.classify(images);
            for (int i = 0; i < images.size(); i++) {
                assertThat(scores.get(i)).isEqualTo(model.scores(images.get(i)));
                assertThat(probabilities.get(i)).isEqualTo(model.probabilities(images.get(i)));
                assertThat(classes[i]).isEqualTo(model.classify(images.get(i)));
            }
            assertThat(Arrays.stream(classes).distinct().count()).isGreaterThan(1);
            assertThatThrownBy(() -> pool.scores(List.of(new byte[model.inputSize() + 1])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("random takes images of ");
        }
    }

    /** A network whose scores are constants: one weight a class on a byte of 0. */
    private static BnnModel scoring(long[] scores) {
        Dims one = new Dims(1, 1, 1);
        Dims out = new Dims(scores.length, 1, 1);
        byte[] weights = new byte[scores.length];
        Arrays.fill(weights, (byte) 1);
        return BnnModel.of(new CompiledNetwork(
                "constant",
                one,
                Arrays.stream(scores).mapToObj(s -> "score " + s).toList(),
                List.of(
                        new Stage.Matrix("dense", one, out, 1, 1, 1, 0, 0, weights),
                        new Stage.Score("scores", out, new long[scores.length], scores, 0.5))));
    }
}
