// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.model.Activation;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.Parameters;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A float network is exported as plain ONNX, and onnxruntime computes the same as plain loops. */
class FloatOnnxTest {
    private static final int SIDE = 6;
    private static final int IN = 2;
    private static final int OUT = 5;
    private static final int CLASSES = 3;
    private static final double EPS = 1e-3;

    @TempDir
    private Path dir;

    private static Network network() {
        return NetworkBuilder.named("net")
                .input(IN, SIDE, SIDE, ValueSet.ScaledBytes.range("-1", "1"))
                .classes("a", "b", "c")
                .conv(OUT, 3, 1, new Padding(1, 0), WeightType.FLOAT)
                .batchNorm(BigDecimal.valueOf(EPS), 0.1)
                .quantize(Activation.RELU)
                .maxPool(2, 2)
                .dropout(0.3)
                .dense(CLASSES, WeightType.FLOAT)
                .build();
    }

    private static Parameters.Array array(Random random, double around, int... shape) {
        int n = 1;
        for (int side : shape) {
            n *= side;
        }
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (around + 0.5 * (random.nextDouble() - 0.5));
        }
        return new Parameters.Array(shape, values);
    }

    private static Parameters parameters(long seed) {
        Random random = new Random(seed);
        Map<String, Parameters.Array> arrays = new HashMap<>();
        arrays.put("conv1.weight", array(random, 0, OUT, 3, 3, IN));
        arrays.put("batchnorm1.gamma", array(random, 1, OUT));
        arrays.put("batchnorm1.beta", array(random, 0, OUT));
        arrays.put("batchnorm1.mean", array(random, 0, OUT));
        arrays.put("batchnorm1.variance", array(random, 1, OUT));
        arrays.put("dense1.weight", array(random, 0, CLASSES, SIDE / 2 * SIDE / 2 * OUT));
        return new Parameters(arrays);
    }

    /** Scores by plain loops, in the order of the data, HWC. */
    private static double[] scores(Parameters p, byte[] image) {
        double[] map = new double[SIDE * SIDE * OUT];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                for (int o = 0; o < OUT; o++) {
                    map[(y * SIDE + x) * OUT + o] = rectified(p, o, sum(p, image, y, x, o));
                }
            }
        }
        int half = SIDE / 2;
        float[] dense = p.values("dense1", "weight");
        double[] scores = new double[CLASSES];
        for (int i = 0; i < half * half * OUT; i++) {
            int y = i / OUT / half;
            int x = i / OUT % half;
            double most = 0;
            for (int k = 0; k < 4; k++) {
                most = Math.max(most, map[((2 * y + k / 2) * SIDE + 2 * x + k % 2) * OUT + i % OUT]);
            }
            for (int c = 0; c < CLASSES; c++) {
                scores[c] += most * dense[c * half * half * OUT + i];
            }
        }
        return scores;
    }

    private static double sum(Parameters p, byte[] image, int y, int x, int o) {
        float[] weights = p.values("conv1", "weight");
        double sum = 0;
        for (int tap = 0; tap < 9; tap++) {
            int row = y + tap / 3 - 1;
            int column = x + tap % 3 - 1;
            for (int c = 0; c < IN; c++) {
                boolean inside = row >= 0 && row < SIDE && column >= 0 && column < SIDE;
                double value = inside ? (image[(row * SIDE + column) * IN + c] & 0xFF) * 2 / 255.0 - 1 : 0;
                sum += value * weights[(o * 9 + tap) * IN + c];
            }
        }
        return sum;
    }

    private static double rectified(Parameters p, int channel, double sum) {
        double deviation = Math.sqrt(p.values("batchnorm1", "variance")[channel] + EPS);
        double normal = (sum - p.values("batchnorm1", "mean")[channel]) / deviation;
        return Math.max(0, normal * p.values("batchnorm1", "gamma")[channel] + p.values("batchnorm1", "beta")[channel]);
    }

    @Test
    void onnxruntimeComputesTheNetwork() throws Exception {
        Network network = network();
        assertThat(QonnxExport.isPlain(network)).isTrue();
        for (long seed = 0; seed < 20; seed++) {
            Parameters parameters = parameters(seed);
            Path file = dir.resolve("net.onnx");
            QonnxExport.write(network, parameters, file);
            byte[] image = new byte[SIDE * SIDE * IN];
            new Random(seed).nextBytes(image);
            try (OrtModel model = new OrtModel(file, network.input().shape())) {
                float[] found = model.floatScores(List.of(image))[0];
                double[] expected = scores(parameters, image);
                for (int c = 0; c < CLASSES; c++) {
                    assertThat((double) found[c]).as("seed " + seed).isCloseTo(expected[c], within(1e-4));
                }
            }
        }
    }

    @Test
    void aNetworkWithBinaryPartsIsNotPlain() {
        Network network = NetworkBuilder.named("net")
                .input(1, 2, 2, ValueSet.ScaledBytes.PLAIN)
                .dense(4, WeightType.FLOAT)
                .sign()
                .dense(2, WeightType.FLOAT)
                .build();
        assertThat(QonnxExport.isPlain(network)).isFalse();
    }
}
