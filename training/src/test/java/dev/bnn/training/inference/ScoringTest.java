// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.data.ImageSet;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.Parameters;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.testing.RandomNetworks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringTest {
    private static final int SIZE = 6;

    private static Network network(boolean map) {
        NetworkBuilder layers = NetworkBuilder.named("scored")
                .input(1, SIZE, SIZE, ValueSet.ScaledBytes.range("-1", "1"))
                .conv(32, 3, 1, new Padding(1, 0), WeightType.BIPOLAR)
                .batchNorm()
                .sign();
        return map
                ? layers.conv(3, 3, 1, new Padding(1, -1), WeightType.BIPOLAR).build()
                : layers.dense(7, WeightType.BIPOLAR).build();
    }

    /** 113 images are a multiple neither of the threads nor of a model's chunk, and are enough for four models. */
    @ParameterizedTest
    @CsvSource({"false, 1", "false, 2", "false, 4", "false, 200", "true, 1", "true, 3"})
    void equalsOneModelOnOneThread(boolean map, int threads) {
        Network network = network(map);
        Parameters parameters = RandomNetworks.of(4, network).parameters();
        Random random = new Random(7);
        byte[] pixels = new byte[113 * SIZE * SIZE];
        random.nextBytes(pixels);
        int classes = network.output().channels();
        int[] labels = IntStream.range(0, 113 * (map ? SIZE * SIZE : 1))
                .map(i -> random.nextInt(classes + 1) - 1)
                .map(label -> map ? label : Math.max(0, label))
                .toArray();
        ImageSet images = new ImageSet(1, SIZE, SIZE, pixels, labels);
        List<Integer> heard = new ArrayList<>();
        Evaluation found = Scoring.of(network, parameters, images, threads, heard::add);
        assertThat(heard).isSorted().endsWith(113);
        try (FloatModel model = new FloatModel(network, parameters)) {
            assertThat(found).usingRecursiveComparison().isEqualTo(model.evaluate(images));
        }
        assertThat(map ? found.worstMaps() : found.worst()).isNotEmpty();
    }
}
