// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.engine.plain.PlainEngine;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Each engine agrees with the plain one, stage by stage, for every width of weights and values, below, at and above a word of
 * channels, with and without padding.
 */
class BitPlanesAgreeTest {
    private static final int[] LEVELS = {1, 2, 3, 4, 7, 15, 100, 255};
    private static final int[] CHANNELS = {3, 32, 40, 64};
    private static final int IMAGES = 3;

    private final Random random = new Random(7);
    private final List<Stage> stages = new ArrayList<>();
    private Dims dims;
    private int top;

    @Test
    void convolutionsAndDenseLayersAgree() {
        for (int levels : LEVELS) {
            for (int channels : CHANNELS) {
                for (int bits = 1; bits <= 8; bits++) {
                    begin(channels, 7, 6, levels);
                    // Fewer outputs than positions, and more.
                    convolution(channels == 3 ? 7 : channels == 40 ? 70 : 33, bits, 3, 1, 1);
                    threshold(levels);
                    convolution(5, bits, 2, 2, 0);
                    threshold(3);
                    check("levels " + levels + ", channels " + channels + ", bits " + bits, bits);
                }
            }
        }
    }

    @Test
    void matricesOnBytesAgree() {
        for (int levels : LEVELS) {
            for (int kernel = 1; kernel <= 4; kernel++) {
                for (int bits = 1; bits <= 8; bits++) {
                    stages.clear();
                    dims = new Dims(kernel == 1 ? 1 : 3, 7, 5);
                    top = 255;
                    convolution(kernel == 2 ? 3 : 9, bits, kernel, 1 + bits % 2, kernel - 1);
                    threshold(levels);
                    check("levels " + levels + ", kernel " + kernel + ", bits " + bits, bits);
                }
            }
        }
    }

    @Test
    void depthwiseConvolutionsAgree() {
        for (int levels : LEVELS) {
            for (int channels : CHANNELS) {
                for (int bits = 1; bits <= 8; bits++) {
                    begin(channels, 7, 6, levels);
                    depthwise(bits, 3, 1, 1);
                    threshold(levels);
                    depthwise(bits, 2, 2, 0);
                    threshold(2);
                    check("levels " + levels + ", channels " + channels + ", bits " + bits, 1);
                }
            }
        }
    }

    @Test
    void poolsSumsAndResidualAddsAgree() {
        for (int levels : LEVELS) {
            for (int channels : CHANNELS) {
                begin(channels, 9, 8, levels);
                pool(2, 1);
                String first = stages.get(stages.size() - 1).name();
                convolution(channels, 1, 3, 1, 1);
                threshold(levels);
                stages.add(new Stage.Add("add", dims, first, mask()));
                threshold(levels);
                Dims out = new Dims(channels, dims.height() - 2, dims.width() - 2);
                stages.add(new Stage.Sum("sum", dims, out, Window.square(3, 1), mask()));
                dims = out;
                threshold(levels);
                pool(3, 2);
                check("levels " + levels + ", channels " + channels, 1);
            }
        }
    }

    /** The largest sums that a network may have, and the largest for which bits are counted. */
    @Test
    void extremeSumsOfCodesAgree() {
        for (int bits : new int[] {1, 2, 3, 8}) {
            for (int weight : new int[] {-1, 1}) {
                int limit = bits == 1 ? 1 : (1 << bits - 1) - 1;
                for (int columns : new int[] {4096, Math.min(200_000, Integer.MAX_VALUE / 2 / limit / 255)}) {
                    begin(1, 1, columns, 255);
                    byte[] weights = new byte[2 * columns];
                    Arrays.fill(weights, (byte) (weight * limit));
                    Dims two = new Dims(2, 1, 1);
                    stages.add(new Stage.Matrix("large", dims, two, Window.of(1, columns, 1, 0), 0, weights, bits));
                    dims = two;
                    long most = 255L * limit * columns;
                    long[][] thresholds = {{weight * most, weight * most + 1}};
                    stages.add(new Stage.Threshold("signs", dims, thresholds, new int[1], new int[1], 1));
                    top = 1;
                    check("bits " + bits + ", weights " + weight + ", columns " + columns, 1);
                }
            }
        }
    }

    private void begin(int channels, int height, int width, int levels) {
        stages.clear();
        dims = new Dims(channels, height, width);
        long[][] thresholds = new long[1][channels * levels];
        for (int i = 0; i < thresholds[0].length; i++) {
            thresholds[0][i] = levels == 255 ? 1 + i % levels : (1L + i % levels) * 256 / (levels + 1);
        }
        stages.add(new Stage.Threshold("image", dims, thresholds, new int[height], new int[width], 1, levels));
        top = levels;
    }

    private void convolution(int outputs, int bits, int kernel, int stride, int padding) {
        Dims out = windows(outputs, kernel, stride, padding);
        byte[] weights = weights(outputs * kernel * kernel * dims.channels(), bits);
        stages.add(new Stage.Matrix(
                "matrix" + stages.size(), dims, out, Window.of(kernel, kernel, stride, padding), pad(), weights, bits));
        dims = out;
    }

    private void depthwise(int bits, int kernel, int stride, int padding) {
        Dims out = windows(dims.channels(), kernel, stride, padding);
        byte[] weights = weights(kernel * kernel * dims.channels(), bits);
        stages.add(new Stage.Depthwise(
                "depthwise" + stages.size(),
                dims,
                out,
                Window.of(kernel, kernel, stride, padding),
                pad(),
                weights,
                bits));
        dims = out;
    }

    private void pool(int size, int stride) {
        Dims out = new Dims(dims.channels(), (dims.height() - size) / stride + 1, (dims.width() - size) / stride + 1);
        stages.add(new Stage.Pool("pool" + stages.size(), dims, out, Window.square(size, stride), mask()));
        dims = out;
    }

    private Dims windows(int channels, int kernel, int stride, int padding) {
        return new Dims(
                channels,
                (dims.height() + 2 * padding - kernel) / stride + 1,
                (dims.width() + 2 * padding - kernel) / stride + 1);
    }

    private int pad() {
        return top > 1 ? random.nextInt(top + 1) : random.nextBoolean() ? 1 : -1;
    }

    /** Thresholds around 0, with other values on the edge of the map. */
    private void threshold(int levels) {
        long[][] thresholds = new long[4][dims.channels() * levels];
        double spread = 4.0 * top;
        for (long[] row : thresholds) {
            for (int c = 0; c < dims.channels(); c++) {
                for (int k = 0; k < levels; k++) {
                    row[c * levels + k] = random.nextInt(20) == 0
                            ? random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE
                            : Math.round(random.nextGaussian() * spread);
                }
                Arrays.sort(row, c * levels, (c + 1) * levels);
            }
        }
        stages.add(new Stage.Threshold(
                "threshold" + stages.size(), dims, thresholds, edges(dims.height()), edges(dims.width()), 2, levels));
        top = levels;
    }

    private static int[] edges(int extent) {
        int[] classes = new int[extent];
        Arrays.fill(classes, 1, extent, 1);
        return classes;
    }

    private byte[] weights(int count, int bits) {
        int limit = (1 << bits - 1) - 1;
        byte[] weights = new byte[count];
        for (int i = 0; i < count; i++) {
            weights[i] = (byte) (bits == 1 ? random.nextBoolean() ? 1 : -1 : random.nextInt(2 * limit + 1) - limit);
        }
        return weights;
    }

    private boolean[] mask() {
        boolean[] mask = new boolean[dims.channels()];
        for (int c = 0; c < mask.length; c++) {
            mask[c] = random.nextBoolean();
        }
        return mask;
    }

    /** Ends the network with a dense layer. */
    private void check(String where, int bits) {
        Dims classes = new Dims(3, 1, 1);
        byte[] weights = weights(3 * dims.size(), bits);
        stages.add(new Stage.Matrix(
                "dense", dims, classes, Window.of(dims.height(), dims.width(), 1, 0), pad(), weights, bits));
        stages.add(new Stage.Score("scores", classes, new long[] {1, -2, 3}, new long[3], 1));
        CompiledNetwork network = new CompiledNetwork("planes", stages.get(0).input(), List.of("a", "b", "c"), stages);
        Engine plain = new PlainEngine(network);
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            byte[] image = new byte[network.input().size()];
            random.nextBytes(image);
            images.add(image);
        }
        Arrays.fill(images.get(0), (byte) 255);
        Map<String, long[]> wanted = plain.trace(images.get(0));
        long[][] scores = images.stream().map(plain::scores).toArray(long[][]::new);
        for (Map.Entry<String, Engine> entry : Engines.fast(network).entrySet()) {
            Engine engine = entry.getValue();
            String engineWhere = where + ", " + entry.getKey();
            Map<String, long[]> got = engine.trace(images.get(0));
            wanted.forEach((stage, values) ->
                    assertThat(got.get(stage)).as(engineWhere + ", " + stage).isEqualTo(values));
            assertThat(engine.scores(images).toArray(new long[0][]))
                    .as(engineWhere)
                    .isDeepEqualTo(scores);
            assertThat(engine.scores(images.get(1))).as(engineWhere).isEqualTo(scores[1]);
        }
    }
}
