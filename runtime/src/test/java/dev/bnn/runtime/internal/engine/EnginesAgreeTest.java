// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.RandomModels;
import dev.bnn.runtime.internal.engine.plain.PlainEngine;
import dev.bnn.runtime.internal.engine.vector.VectorEngine;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnginesAgreeTest {
    private static final int MODELS = 600;

    @Test
    void everyStageOfEveryEngineGivesTheSameValues() {
        for (long seed = 0; seed < MODELS; seed++) {
            CompiledNetwork network = RandomModels.model(seed).network();
            Engine plain = new PlainEngine(network);
            for (Map.Entry<String, Engine> entry : Engines.fast(network).entrySet()) {
                Engine engine = entry.getValue();
                // Two images, since calls reuse buffers.
                for (int i = 0; i < 2; i++) {
                    byte[] image = RandomModels.image(seed + i, network);
                    Map<String, long[]> wanted = plain.trace(image);
                    Map<String, long[]> got = engine.trace(image);
                    assertThat(got.keySet()).containsExactlyElementsOf(wanted.keySet());
                    String where = "seed " + seed + ", " + entry.getKey() + ", ";
                    wanted.forEach((stage, values) ->
                            assertThat(got.get(stage)).as(where + stage).isEqualTo(values));
                    assertThat(engine.scores(image)).as(where + "scores").isEqualTo(plain.scores(image));
                }
            }
        }
    }

    @Test
    void imagesTogetherGiveWhatEachGivesAlone() {
        for (long seed = 0; seed < MODELS; seed++) {
            CompiledNetwork network = RandomModels.model(seed).network();
            Engine plain = new PlainEngine(network);
            // Batches of one image and of several, sometimes more than go through a network together.
            List<byte[]> images = new ArrayList<>();
            for (int i = seed % 40 == 0 ? 2 * VectorEngine.TOGETHER + 1 : 1 + (int) seed % 5; i > 0; i--) {
                images.add(RandomModels.image(seed + i, network));
            }
            List<long[]> wanted = images.stream().map(plain::scores).toList();
            for (Map.Entry<String, Engine> entry : Engines.all(network).entrySet()) {
                Engine engine = entry.getValue();
                String where = "seed " + seed + ", " + entry.getKey();
                assertThat(engine.scores(images).toArray(new long[0][]))
                        .as(where)
                        .isDeepEqualTo(wanted.toArray(new long[0][]));
                // Fewer than before, since calls reuse buffers.
                List<byte[]> first = images.subList(0, 1);
                assertThat(engine.scores(first).get(0)).as(where).isEqualTo(wanted.get(0));
            }
            assertThat(new VectorEngine(network).scores(List.of())).isEmpty();
        }
    }

    /** Padding on any side of a first layer, strides and maps of one row, where the lower half of the pairs is all padding. */
    @Test
    void paddedFirstLayersAgree() {
        for (int height = 1; height <= 5; height++) {
            for (int stride = 1; stride <= 3; stride++) {
                for (int pads = 0; pads < 16; pads++) {
                    Window window = new Window(
                            1, 3, stride, 1, 1, 1, pads & 1, 3 * (pads >> 1 & 1), 2 * (pads >> 2 & 1), pads >> 3);
                    CompiledNetwork network = firstLayer(new Dims(3, height, 20), window, new Random(pads));
                    Engine plain = new PlainEngine(network);
                    for (Map.Entry<String, Engine> entry : Engines.fast(network).entrySet()) {
                        // Two images, since calls reuse buffers.
                        for (int i = 0; i < 2; i++) {
                            byte[] image = RandomModels.image(i, network);
                            assertThat(entry.getValue().scores(image))
                                    .as(entry.getKey() + ", height " + height + ", " + window)
                                    .isEqualTo(plain.scores(image));
                        }
                    }
                }
            }
        }
    }

    /** A convolution with four output channels, and a layer on its bits. */
    private static CompiledNetwork firstLayer(Dims in, Window window, Random random) {
        int height = (in.height() + window.top() + window.bottom() - 1) / window.strideY() + 1;
        Dims map = new Dims(4, height, in.width() + window.left() + window.right() - 2);
        Dims one = new Dims(2, 1, 1);
        byte[] weights = new byte[map.channels() * 3 * in.channels()];
        byte[] last = new byte[2 * map.size()];
        for (byte[] of : List.of(weights, last)) {
            for (int i = 0; i < of.length; i++) {
                of[i] = (byte) (random.nextBoolean() ? 1 : -1);
            }
        }
        return new CompiledNetwork(
                "first",
                in,
                List.of("a", "b"),
                List.of(
                        new Stage.Matrix("conv", in, map, window, 7, weights),
                        new Stage.Threshold(
                                "signs",
                                map,
                                new long[][] {{-200, 0, 100, 300}},
                                new int[map.height()],
                                new int[map.width()],
                                1),
                        new Stage.Matrix("dense", map, one, Window.of(map.height(), map.width(), 1, 0), 0, last),
                        new Stage.Score("scores", one, new long[] {1, 2}, new long[2], 1)));
    }

    /** Sums just within 16 bits, and larger ones, where the vector engine must not pair positions. */
    @Test
    void extremeSumsOfBytesAgree() {
        for (int kernel = 3; kernel <= 6; kernel++) {
            for (int weight = -1; weight <= 1; weight += 2) {
                CompiledNetwork network = extreme(kernel, (byte) weight);
                byte[] image = new byte[network.input().size()];
                Arrays.fill(image, 0, image.length / 2, (byte) 255);
                Map<String, long[]> wanted = new PlainEngine(network).trace(image);
                for (Map.Entry<String, Engine> entry : Engines.fast(network).entrySet()) {
                    Engine engine = entry.getValue();
                    engine.trace(image)
                            .forEach((stage, values) -> assertThat(values)
                                    .as(entry.getKey() + ", " + stage)
                                    .isEqualTo(wanted.get(stage)));
                }
            }
        }
    }

    /** Equal weights on 4 channels; thresholds from below the smallest sum to above the largest. */
    private static CompiledNetwork extreme(int kernel, byte weight) {
        Dims in = new Dims(4, 15, 13);
        Dims map = new Dims(8, 16 - kernel, 14 - kernel);
        byte[] weights = new byte[map.channels() * kernel * kernel * in.channels()];
        Arrays.fill(weights, weight);
        long most = 255L * kernel * kernel * in.channels();
        long[] thresholds = {-most, -most + 1, -most / 2, 0, most / 2, most, most + 1, Long.MIN_VALUE};
        Dims one = new Dims(2, 1, 1);
        byte[] last = new byte[2 * map.size()];
        Arrays.fill(last, (byte) 1);
        return new CompiledNetwork(
                "extreme",
                in,
                List.of("a", "b"),
                List.of(
                        new Stage.Matrix("conv", in, map, Window.square(kernel, 1), 0, weights),
                        new Stage.Threshold(
                                "signs",
                                map,
                                new long[][] {thresholds},
                                new int[map.height()],
                                new int[map.width()],
                                1),
                        new Stage.Matrix("dense", map, one, Window.of(map.height(), map.width(), 1, 0), 0, last),
                        new Stage.Score("scores", one, new long[] {1, 2}, new long[2], 1)));
    }

    @Test
    void anImageOfAnotherSizeIsRefused() {
        CompiledNetwork network = RandomModels.model(1).network();
        int size = network.input().size();
        for (Map.Entry<String, Engine> entry : Engines.all(network).entrySet()) {
            Engine engine = entry.getValue();
            assertThatThrownBy(() -> engine.scores(new byte[size + 1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "random takes images of " + size + " bytes (" + network.input() + "), not " + (size + 1));
        }
    }
}
