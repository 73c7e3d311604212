// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.data.ImageSet;
import dev.bnn.model.Activation;
import dev.bnn.model.Factor;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.Twin;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.LossTargets;
import dev.bnn.training.kernels.Weight;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.host.HostKernels;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Compares gradients of whole float networks with central differences: every layer's weights, through every layer after it. */
class GradientTest {
    private static final int BATCH = 6;
    private static final float STEP = 4e-3f;

    /** Kernels, strides, dilations and paddings that are not the same in all directions. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1})
    void matchesDifferencesOfAnyWindow(int value) {
        Network network = Nets.image("net", 2, 9)
                .conv(4, new Window(1, 3, 1, 2, 1, 1), new Padding(0, 0, 1, 0, value), WeightType.FLOAT)
                .batchNorm()
                .maxPool(new Window(2, 1, 1, 1, 1, 1))
                .conv(3, new Window(3, 2, 1, 1, 2, 2), new Padding(2, 1, 0, 2, value), WeightType.FLOAT)
                .batchNorm()
                .avgPool(new Window(1, 2, 2, 1, 1, 1))
                .depthwise(new Window(2, 3, 1, 1, 1, 1), new Padding(1, 0, 1, 1, value), WeightType.FLOAT)
                .batchNorm()
                .flatten()
                .dense(10, WeightType.FLOAT)
                .build();
        matchesDifferences(network, 1, 0.05);
    }

    /** Groups of several channels, of one channel each, and of the channels of the image. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1})
    void matchesDifferencesOfGroups(int value) {
        Network network = Nets.image("net", 2, 9)
                .conv(6, Window.square(3, 2), new Padding(1, value), 2, WeightType.FLOAT)
                .batchNorm()
                .conv(9, Window.square(1, 1), Padding.NONE, 3, WeightType.FLOAT)
                .batchNorm()
                .conv(18, new Window(2, 3, 1, 1, 1, 1), new Padding(1, 0, 1, 1, value), 9, WeightType.FLOAT)
                .batchNorm()
                .flatten()
                .dense(10, WeightType.FLOAT)
                .build();
        matchesDifferences(network, 1, 0.05);
    }

    @ParameterizedTest
    @CsvSource({"0,0,1", "1,0,1", "1,1,1", "1,-1,2", "2,0,2"})
    void matchesDifferences(int pad, int value, int stride) {
        NetworkBuilder b = Nets.image("net", 2, 9).conv(4, 3, stride, new Padding(pad, value), WeightType.FLOAT);
        b = b.batchNorm()
                .as("kept")
                .maxPool(2, 1)
                .conv(4, 3, 1, new Padding(1, value), WeightType.FLOAT)
                .batchNorm()
                .conv(4, 1, 1, Padding.NONE, WeightType.FLOAT)
                .add("kept")
                .batchNorm()
                .conv(3, 3, 1, new Padding(pad, value), WeightType.FLOAT)
                .batchNorm()
                .avgPool(2, 1)
                .depthwise(2, stride, new Padding(pad, value), WeightType.FLOAT)
                .batchNorm();
        Network network = b.flatten()
                .dense(5, WeightType.FLOAT)
                .batchNorm()
                .dense(10, WeightType.FLOAT)
                .build();
        matchesDifferences(network, 1, 0.05);
    }

    /** A pool whose windows stick out of the map. */
    @Test
    void matchesDifferencesOfAPaddedPool() {
        Network network = Nets.image("net", 2, 9)
                .conv(4, 3, 2, Padding.NONE, WeightType.FLOAT)
                .batchNorm()
                .maxPool(new Window(3, 2, 1, 2, 1, 1), new Padding(1, 1, 1, 0, 0))
                .dense(10, WeightType.FLOAT)
                .build();
        matchesDifferences(network, 1, 0.05);
    }

    /** The rectifier of float networks, after a batch norm and before a pool; dropout is off. */
    @Test
    void matchesDifferencesOfRectifiedValues() {
        Network network = Nets.image("net", 2, 9)
                .conv(6, 3, 1, new Padding(1, 0), WeightType.FLOAT)
                .batchNorm()
                .quantize(Activation.RELU)
                .conv(6, 3, 1, new Padding(1, 0), WeightType.FLOAT)
                .quantize(Activation.RELU)
                .maxPool(2, 2)
                .dense(12, WeightType.FLOAT)
                .batchNorm()
                .quantize(Activation.RELU)
                .dense(10, WeightType.FLOAT)
                .build();
        matchesDifferences(network, 1, 0.1);
    }

    /** Hardtanh between layers of binary weights: the loss is a smooth function of the quantized weights. */
    @ParameterizedTest
    @CsvSource({"BIPOLAR,0", "BIPOLAR,1", "TERNARY,-1"})
    void matchesDifferencesWhereWeightsAloneAreQuantized(WeightType weights, int value) {
        Network network = Nets.image("net", 2, 9)
                .conv(6, 3, 1, new Padding(1, value), weights)
                .batchNorm()
                .sign()
                .depthwise(3, 1, new Padding(1, value), weights)
                .batchNorm()
                .quantize(Nets.activation("quant 2"))
                .conv(5, 3, 2, new Padding(1, value), weights)
                .batchNorm()
                .sign()
                .dense(10, weights)
                .batchNorm()
                .build();
        // Few values lie near the kinks at -1 and +1, which disturb the differences as the kinks of a max pool do.
        matchesDifferences(Twin.of(network, Recipe.Precision.WEIGHTS), 0.4, 0.15);
    }

    /** Scores at each position of a map; some positions have no label. */
    @Test
    void matchesDifferencesOfAMap() {
        Network network = Nets.image("net", 2, 9)
                .conv(4, 3, 1, new Padding(1, 0), WeightType.FLOAT)
                .batchNorm()
                .maxPool(2, 2)
                .upsample(new Factor(2, 2))
                .conv(10, 3, 2, Padding.NONE, WeightType.FLOAT)
                .batchNorm()
                .build();
        int[] labels = new int[BATCH * network.output().pixels()];
        Arrays.setAll(labels, i -> i % 4 == 0 ? ImageSet.IGNORED : 7 * i % 10);
        matchesDifferences(network, 1, 0.05, labels);
    }

    /**
     * Two branches that start at one layer, each with layers of its own, and end in their sum or in their concatenated channels.
     */
    @Test
    void matchesDifferencesThroughBranches() {
        Network network = Nets.image("net", 2, 9)
                .conv(4, 3, 1, Padding.NONE, WeightType.FLOAT)
                .as("kept")
                .batchNorm()
                .conv(5, 3, 2, new Padding(1, 0), WeightType.FLOAT)
                .batchNorm()
                .conv(6, 1, 1, Padding.NONE, WeightType.FLOAT)
                .as("end")
                .batchNorm()
                .branch("kept")
                .conv(6, 1, 2, Padding.NONE, WeightType.FLOAT)
                .batchNorm()
                .add("end")
                .as("sum")
                .batchNorm()
                .conv(3, 3, 1, new Padding(1, 0), WeightType.FLOAT)
                .as("part")
                .batchNorm()
                .branch("sum")
                .conv(2, 1, 1, Padding.NONE, WeightType.FLOAT)
                .concat("part")
                .batchNorm()
                .dense(10, WeightType.FLOAT)
                .build();
        matchesDifferences(network, 1, 0.05);
    }

    /** Different factors for rows and columns, from a map that is read again when its upsampled form is joined with it. */
    @Test
    void matchesDifferencesThroughRepeatedPixels() {
        Network network = Nets.image("net", 2, 8)
                .conv(4, 3, 2, new Padding(1, 0), WeightType.FLOAT)
                .as("kept")
                .batchNorm()
                .conv(3, 2, 2, Padding.NONE, WeightType.FLOAT)
                .batchNorm()
                .as("large")
                .upsample(new Factor(2, 2))
                .branch("kept")
                .concat("large")
                .conv(5, 3, 1, new Padding(1, 0), WeightType.FLOAT)
                .batchNorm()
                .upsample(new Factor(3, 1))
                .upsample(new Factor(1, 2))
                .conv(4, 3, 2, Padding.NONE, WeightType.FLOAT)
                .batchNorm()
                .dense(10, WeightType.FLOAT)
                .build();
        matchesDifferences(network, 1, 0.05);
    }

    /** Shuffles of sums and of normalized values, with numbers of groups for which the shuffle is not its own inverse. */
    @Test
    void matchesDifferencesThroughShuffledChannels() {
        Network network = Nets.image("net", 2, 6)
                .conv(6, 3, 1, Padding.NONE, WeightType.FLOAT)
                .shuffle(3)
                .batchNorm()
                .conv(12, Window.square(1, 1), Padding.NONE, 2, WeightType.FLOAT)
                .batchNorm()
                .shuffle(4)
                .conv(6, Window.square(3, 1), Padding.NONE, 3, WeightType.FLOAT)
                .batchNorm()
                .dense(10, WeightType.FLOAT)
                .build();
        matchesDifferences(network, 1, 0.05);
    }

    /**
     * @param gamma of each batch norm
     * @param allowed the allowed difference of the gradient by an array, as a share of its norm
     */
    private static void matchesDifferences(Network network, double gamma, double allowed) {
        matchesDifferences(network, gamma, allowed, new int[] {1, 2, 3, 4, 5, 6});
    }

    private static void matchesDifferences(Network network, double gamma, double allowed, int[] labels) {
        try (RowParallel rows = new RowParallel(1)) {
            Kernels kernels = new HostKernels(rows);
            Recipe recipe = Nets.recipe(1, BATCH, 0.1, Recipe.Loss.CROSS_ENTROPY, 0);
            Graph graph = new Graph(network, recipe, BATCH, kernels);
            graph.weights().stream()
                    .filter(w -> w.array().equals("gamma"))
                    .forEach(w -> w.latent().assign(gamma));
            ImageSet images = Nets.noisy(BATCH, 2, 9, 10, 7);
            INDArray gradient = Native.zeros(labels.length, 10);
            kernels.crossEntropy(graph.forward(images.pixels(), 0, 0), LossTargets.of(labels), 1, gradient);
            graph.backward(gradient);
            for (Weight weight : graph.weights()) {
                float[] analytic = Native.values(weight.gradient());
                FloatBuffer values = Native.floats(weight.used());
                double error = 0;
                double length = 0;
                for (int i = 0; i < analytic.length; i += 1 + analytic.length / 25) {
                    float before = values.get(i);
                    double[] loss = new double[2];
                    for (int side = 0; side < 2; side++) {
                        values.put(i, before + (side == 0 ? STEP : -STEP));
                        INDArray scratch = Native.zeros(labels.length, 10);
                        loss[side] = kernels.crossEntropy(
                                graph.forward(images.pixels(), 0, 0), LossTargets.of(labels), 1, scratch);
                    }
                    values.put(i, before);
                    double numeric = (loss[0] - loss[1]) / (2 * STEP);
                    error += (numeric - analytic[i]) * (numeric - analytic[i]);
                    length += numeric * numeric;
                }
                // A max pool's kinks disturb single differences, so whole vectors are compared. The float loss itself
                // limits each difference to an accuracy of about 1e-4.
                assertThat(Math.sqrt(error)).as(weight.name()).isLessThan(allowed * Math.sqrt(length) + 1e-3);
            }
        }
    }
}
