// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.Frontend;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.source.SourceFile;
import dev.bnn.testing.Float64Reference;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** If the exact value equals a cut, the decision is mathematically correct: in the float model, and so in every threshold. */
class ExactTiesTest {
    /** In every range of one or two decimals in which a byte stands for exactly 0, this byte is the threshold of a sign. */
    @Test
    void signOfTheByteThatStandsForZero() {
        int ranges = 0;
        for (int low = -99; low < 0; low++) {
            for (int high = 1; high < 100; high += 7) {
                if (-low * 255 % (high - low) == 0) {
                    ranges++;
                    for (int decimals = 1; decimals <= 2; decimals++) {
                        String range = BigDecimal.valueOf(low, decimals) + " .. " + BigDecimal.valueOf(high, decimals);
                        assertThat(threshold(range)).as(range).isEqualTo(-low * 255 / (high - low));
                    }
                }
            }
        }
        assertThat(ranges).isGreaterThan(30);
        assertThat(threshold("-0.01 .. 0.02")).isEqualTo(85);
    }

    private static long threshold(String range) {
        Network network = network("1 x 2 x 2 uint8 scaled " + range, "sign; dense 2");
        return threshold(
                network, parameters(Map.of("dense1.weight", new float[][] {{1, 1, 1, 1}, {-1, -1, -1, -1}})), "sign1");
    }

    /** gamma 3e38 is so large that the beta of a line slope * x + intercept would be lost. */
    @Test
    void aMeanThatOccursGivesTheSignOfBeta() {
        for (float gamma : new float[] {3e38f, -3e38f, 1e30f, 1, -1, 1e-42f, 0, -0f}) {
            for (float beta : new float[] {-0.4f, -1e-42f, -0f, 0, 1e-42f, 0.4f}) {
                for (float mean : new float[] {-4, -2, 0, 2, 4}) {
                    Network network =
                            network("1 x 2 x 2 uint8 scaled -1 .. 1", "sign; dense 1; batchnorm; sign; dense 2");
                    Parameters parameters = parameters(Map.of(
                            "dense1.weight", new float[][] {{1, 1, 1, 1}},
                            "dense2.weight", new float[][] {{1}, {-1}},
                            "batchnorm1.gamma", new float[][] {{gamma}},
                            "batchnorm1.beta", new float[][] {{beta}},
                            "batchnorm1.mean", new float[][] {{mean}},
                            "batchnorm1.variance", new float[][] {{700}}));
                    byte[] image = new byte[4];
                    Arrays.fill(image, 0, (int) (mean + 4) / 2, (byte) 255);
                    long[] scores = lower(network, parameters, image).model().scores(image);
                    assertThat(scores[0] > 0)
                            .as("gamma %s, beta %s, mean %s", gamma, beta, mean)
                            .isEqualTo(beta >= 0);
                }
            }
        }
    }

    /** 49 values of 1 have the mean 1, whatever 1 / 49 is in float64. */
    @Test
    void aMeanOfEqualValuesIsTheirValue() {
        Network network = network("1 x 7 x 7 uint8 scaled -1 .. 1", "sign; avgpool 7; batchnorm; sign; dense 2");
        Parameters parameters = parameters(Map.of(
                "dense1.weight", new float[][] {{1}, {-1}},
                "batchnorm1.gamma", new float[][] {{1}},
                "batchnorm1.beta", new float[][] {{0}},
                "batchnorm1.mean", new float[][] {{1}},
                "batchnorm1.variance", new float[][] {{1}}));
        assertThat(threshold(network, parameters, "sign2")).isEqualTo(49);
    }

    private static Network network(String input, String layers) {
        String text = "network ties\ninput " + input + "\nclasses a, b\nlayers { " + layers
                + " }\ntrain { data \"none.zip\" }\n";
        return Frontend.load(new SourceFile("ties.bnn", text)).network().orElseThrow();
    }

    /** Weights by rows; of a batch normalization one row. */
    private static Parameters parameters(Map<String, float[][]> rows) {
        Map<String, Parameters.Array> arrays = new LinkedHashMap<>();
        rows.forEach((name, r) -> {
            float[] values = new float[r.length * r[0].length];
            for (int i = 0; i < values.length; i++) {
                values[i] = r[i / r[0].length][i % r[0].length];
            }
            int[] shape = name.endsWith("weight") ? new int[] {r.length, r[0].length} : new int[] {values.length};
            arrays.put(name, new Parameters.Array(shape, values));
        });
        return new Parameters(arrays);
    }

    private static Lowered lower(Network network, Parameters parameters, byte[] image) {
        return Lowering.lower(new LoweringRequest(
                network,
                parameters,
                Optional.of(new Float64Reference(network, parameters)),
                List.of(image),
                Optional.empty()));
    }

    private static long threshold(Network network, Parameters parameters, String sign) {
        Node node = lower(network, parameters, new byte[network.input().shape().size()])
                .ir()
                .node(sign);
        return ((Op.Threshold) node.op()).thresholds()[0][0];
    }
}
