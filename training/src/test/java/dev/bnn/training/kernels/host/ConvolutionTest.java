// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.data.SplitMix64;
import dev.bnn.model.Layer;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import dev.bnn.training.Nets;
import dev.bnn.training.kernels.Convolution;
import dev.bnn.training.kernels.GroupedConvolution;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.nd4j.Nd4jKernels;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Both implementations of a convolution compute the same products, on floats and on signs, with one and two threads. */
class ConvolutionTest {
    private static final int BATCH = 7;

    private static INDArray random(long seed, boolean signs, long... shape) {
        INDArray array = Native.zeros(shape);
        SplitMix64 random = new SplitMix64(seed);
        float[] values = new float[(int) array.length()];
        for (int i = 0; i < values.length; i++) {
            float value = (float) random.nextGaussian();
            values[i] = signs ? Math.signum(value) : value;
        }
        Native.write(array, values);
        return array;
    }

    private static float[] values(INDArray array) {
        return Native.values(array);
    }

    /** Asserts on the largest difference, as one number: arrays of a million values take minutes to print. */
    private static void assertClose(String what, INDArray actual, INDArray expected) {
        float[] right = values(expected);
        float[] computed = values(actual);
        assertThat(computed).as(what).hasSameSizeAs(right);
        float largest = 0;
        float difference = 0;
        for (int i = 0; i < right.length; i++) {
            largest = Math.max(largest, Math.abs(right[i]));
            difference = Math.max(difference, Math.abs(computed[i] - right[i]));
        }
        assertThat(difference)
                .as("%s, the largest difference, where the largest value is %s", what, largest)
                .isLessThanOrEqualTo(3e-5f * largest);
    }

    /**
     * Channels just below and above a word of 32 bits and a pair of words; windows inside the map, over its edge and with gaps;
     * gradients by plain sums, rotated kernels and Winograd's filtering, with one block of images and with more.
     */
    @ParameterizedTest
    @CsvSource({
        "3,6,5,3,1,0,0",
        "32,5,7,3,1,1,0",
        "33,9,16,3,1,1,-1",
        "64,9,20,3,1,1,1",
        "65,6,3,3,2,1,0",
        "96,5,8,3,2,1,-1",
        "4,8,6,5,1,2,1",
        "5,4,6,1,1,0,0",
        "3,3,4,3,1,2,0",
        "40,3,40,3,1,0,0",
        "32,8,32,3,1,1,0",
        "32,9,40,3,1,1,-1",
        "40,10,32,3,1,0,0",
        "33,5,34,3,1,2,1",
        "64,2,32,3,1,1,1",
        "32,5,48,3,1,0,0",
        "32,4,33,3,1,3,-1",
        "34,18,32,3,1,1,0"
    })
    void threeProducts(int channels, int size, int outputs, int kernel, int stride, int pad, int padValue) {
        for (boolean signs : new boolean[] {false, true}) {
            NetworkBuilder b = Nets.image("net", channels, size);
            b = signs ? b.sign() : b.batchNorm();
            b = b.conv(
                    outputs, kernel, stride, new Padding(pad, padValue), signs ? WeightType.BIPOLAR : WeightType.FLOAT);
            Layer.Conv layer = (Layer.Conv) b.flatten().build().layers().get(1);
            INDArray x = random(1, signs, (long) BATCH * size * size, channels);
            INDArray weights = random(2, signs, layer.columns(), outputs);
            INDArray dy = random(3, false, (long) BATCH * layer.output().shape().pixels(), outputs);
            INDArray[] expected = products(new Nd4jKernels().convolution(layer, BATCH), x, weights, dy, true);
            for (int threads = 1; threads <= 2; threads++) {
                try (RowParallel rows = new RowParallel(threads)) {
                    String what = (signs ? "signs, " : "floats, ") + threads + " threads, ";
                    Kernels host = new HostKernels(rows);
                    INDArray[] actual = products(host.convolution(layer, BATCH), x, weights, dy, true);
                    if (signs) {
                        assertThat(values(actual[0])).as(what + "forward").isEqualTo(values(expected[0]));
                    }
                    assertClose(what + "forward", actual[0], expected[0]);
                    assertClose(what + "by weights", actual[1], expected[1]);
                    assertClose(what + "by input", actual[2], expected[2]);
                    INDArray[] first = products(host.convolution(layer, BATCH), x, weights, dy, false);
                    assertClose(what + "by weights only", first[1], expected[1]);
                }
            }
        }
    }

    /**
     * Windows that are not the same in all directions: kernel, stride and dilation by rows and columns, then the padding above, below,
     * on the left and on the right, and its value.
     */
    @ParameterizedTest
    @CsvSource({
        "1,9,1,1,1,1,0,0,0,0,0",
        "1,5,1,2,1,1,0,0,2,2,-1",
        "3,1,2,1,1,1,1,1,0,0,0",
        "3,3,1,1,2,2,2,2,2,2,0",
        "3,2,1,1,2,3,1,0,2,3,1",
        "2,4,2,1,1,2,0,1,3,2,0",
        "5,3,1,1,1,1,4,4,0,0,0",
        "3,3,1,1,1,1,2,0,1,2,-1"
    })
    void windowsOfAnyShape(
            int height,
            int width,
            int strideY,
            int strideX,
            int dilationY,
            int dilationX,
            int top,
            int bottom,
            int left,
            int right,
            int padValue) {
        Window window = new Window(height, width, strideY, strideX, dilationY, dilationX);
        Padding padding = new Padding(top, bottom, left, right, padValue);
        for (int channels : new int[] {3, 33}) {
            for (boolean signs : new boolean[] {false, true}) {
                WeightType type = signs ? WeightType.BIPOLAR : WeightType.FLOAT;
                agree((Layer.Conv) second(image(channels, signs).conv(34, window, padding, type)), signs);
                agree((Layer.Depthwise) second(image(channels, signs).depthwise(window, padding, type)), signs);
            }
        }
    }

    /**
     * Compares groups, and their gradients, with a convolution of all channels whose weights are 0 for channels outside an
     * output's group.
     */
    @ParameterizedTest
    @CsvSource({"2,3,1", "3,1,1", "6,3,2", "2,1,2"})
    void groups(int groups, int kernel, int stride) {
        Window window = Window.square(kernel, stride);
        NetworkBuilder b = image(12, false);
        Layer.Conv layer =
                (Layer.Conv) second(b.conv(18, window, new Padding(kernel / 2, 1), groups, WeightType.FLOAT));
        Layer.Conv whole =
                (Layer.Conv) second(image(12, false).conv(18, window, new Padding(kernel / 2, 1), WeightType.FLOAT));
        INDArray x = random(1, false, (long) BATCH * layer.input().shape().pixels(), 12);
        INDArray weights = random(2, false, layer.columns(), 18);
        INDArray dy = random(3, false, (long) BATCH * layer.output().shape().pixels(), 18);
        INDArray spread = random(4, false, whole.columns(), 18).muli(0);
        int seen = 12 / groups;
        for (int row = 0; row < layer.columns(); row++) {
            for (int o = 0; o < 18; o++) {
                spread.putScalar(row(row, seen, o / (18 / groups)), o, weights.getDouble(row, o));
            }
        }
        INDArray[] expected = products(new Nd4jKernels().convolution(whole, BATCH), x, spread, dy, true);
        try (RowParallel rows = new RowParallel(2)) {
            for (Kernels kernels : List.of(new Nd4jKernels(), new HostKernels(rows))) {
                INDArray[] actual = products(GroupedConvolution.of(layer, BATCH, kernels), x, weights, dy, true);
                assertClose("forward of " + layer, actual[0], expected[0]);
                assertClose("by input of " + layer, actual[2], expected[2]);
                for (int i = 0; i < layer.columns(); i++) {
                    for (int o = 0; o < 18; o++) {
                        assertThat(actual[1].getDouble(i, o))
                                .as("by weight %d of %d of %s", i, o, layer)
                                .isCloseTo(expected[1].getDouble(row(i, seen, o / (18 / groups)), o), within(1e-3));
                    }
                }
            }
        }
    }

    /** The row of a weight of a group of {@code seen} channels among the weights of all 12 channels. */
    private static int row(int row, int seen, int group) {
        return row / seen * 12 + group * seen + row % seen;
    }

    private static NetworkBuilder image(int channels, boolean signs) {
        NetworkBuilder b = NetworkBuilder.named("net").input(channels, 7, 11, ValueSet.ScaledBytes.PLAIN);
        return signs ? b.sign() : b.batchNorm();
    }

    private static Layer second(NetworkBuilder b) {
        return b.layers().get(1);
    }

    private static void agree(Layer.Conv layer, boolean signs) {
        agree(layer, layer.rows(), signs, kernels -> kernels.convolution(layer, BATCH));
    }

    private static void agree(Layer.Depthwise layer, boolean signs) {
        agree(layer, layer.rows(), signs, kernels -> kernels.depthwise(layer, BATCH));
    }

    private static void agree(
            Layer.Weighted layer, int outputs, boolean signs, Function<Kernels, Convolution> convolution) {
        INDArray x = random(
                1,
                signs,
                (long) BATCH * layer.input().shape().pixels(),
                layer.input().shape().channels());
        INDArray weights = random(2, signs, layer.columns(), outputs);
        INDArray dy = random(3, false, (long) BATCH * layer.output().shape().pixels(), outputs);
        INDArray[] expected = products(convolution.apply(new Nd4jKernels()), x, weights, dy, true);
        try (RowParallel rows = new RowParallel(2)) {
            INDArray[] actual = products(convolution.apply(new HostKernels(rows)), x, weights, dy, true);
            if (signs) {
                assertThat(values(actual[0])).as("%s", layer).isEqualTo(values(expected[0]));
            }
            assertClose("forward of " + layer, actual[0], expected[0]);
            assertClose("by weights of " + layer, actual[1], expected[1]);
            assertClose("by input of " + layer, actual[2], expected[2]);
        }
    }

    /** Fan-ins just below and above a word and a pair of words. */
    @ParameterizedTest
    @CsvSource({"1,3", "31,4", "32,10", "33,16", "64,1", "65,20", "784,256"})
    void dense(int fanIn, int outputs) {
        for (boolean signs : new boolean[] {false, true}) {
            NetworkBuilder b = NetworkBuilder.named("net").input(fanIn, 1, 1, ValueSet.ScaledBytes.PLAIN);
            b = signs ? b.sign() : b.batchNorm();
            b = b.dense(outputs, signs ? WeightType.BIPOLAR : WeightType.FLOAT);
            Layer.Dense layer = (Layer.Dense) b.build().layers().get(1);
            INDArray x = random(1, signs, BATCH, fanIn);
            INDArray weights = random(2, signs, fanIn, outputs);
            INDArray expected = Native.zeros(BATCH, outputs);
            new Nd4jKernels().dense(layer, x, weights, expected).run();
            for (int threads = 1; threads <= 2; threads++) {
                try (RowParallel rows = new RowParallel(threads)) {
                    INDArray y = Native.zeros(BATCH, outputs);
                    Runnable product = new HostKernels(rows).dense(layer, x, weights, y);
                    weights.negi();
                    product.run();
                    weights.negi();
                    product.run();
                    if (signs) {
                        assertThat(values(y)).isEqualTo(values(expected));
                    }
                    assertClose("dense", y, expected);
                }
            }
        }
    }

    /**
     * One channel, a few, and more than a vector holds; windows inside the map, over its edge, with gaps and entirely beyond its
     * edge.
     */
    @ParameterizedTest
    @CsvSource({
        "1,6,3,1,0,0",
        "3,7,3,1,1,0",
        "33,9,3,1,1,-1",
        "16,8,3,2,1,1",
        "5,9,5,1,2,0",
        "7,5,1,1,0,0",
        "4,7,2,3,0,0",
        "6,3,3,1,2,1",
        "9,3,2,2,2,-1"
    })
    void depthwise(int channels, int size, int kernel, int stride, int pad, int padValue) {
        for (boolean signs : new boolean[] {false, true}) {
            NetworkBuilder b = Nets.image("net", channels, size);
            b = signs ? b.sign() : b.batchNorm();
            b = b.depthwise(kernel, stride, new Padding(pad, padValue), signs ? WeightType.BIPOLAR : WeightType.FLOAT);
            Layer.Depthwise layer =
                    (Layer.Depthwise) b.flatten().build().layers().get(1);
            INDArray x = random(1, signs, (long) BATCH * size * size, channels);
            INDArray weights = random(2, signs, layer.columns(), channels);
            INDArray dy = random(3, false, (long) BATCH * layer.output().shape().pixels(), channels);
            INDArray[] expected = products(new Nd4jKernels().depthwise(layer, BATCH), x, weights, dy, true);
            for (int threads = 1; threads <= 2; threads++) {
                try (RowParallel rows = new RowParallel(threads)) {
                    String what = (signs ? "signs, " : "floats, ") + threads + " threads, ";
                    Kernels host = new HostKernels(rows);
                    INDArray[] actual = products(host.depthwise(layer, BATCH), x, weights, dy, true);
                    if (signs) {
                        assertThat(values(actual[0])).as(what + "forward").isEqualTo(values(expected[0]));
                    }
                    assertClose(what + "forward", actual[0], expected[0]);
                    assertClose(what + "by weights", actual[1], expected[1]);
                    assertClose(what + "by input", actual[2], expected[2]);
                    INDArray[] first = products(host.depthwise(layer, BATCH), x, weights, dy, false);
                    assertClose(what + "by weights only", first[1], expected[1]);
                }
            }
        }
    }

    /** Output and both gradients of the second of two calls; the first call is on other values. */
    private static INDArray[] products(
            Convolution convolution, INDArray x, INDArray weights, INDArray dy, boolean inputGradient) {
        INDArray y = Native.zeros(dy.shape());
        INDArray dw = Native.zeros(weights.shape());
        INDArray dx = inputGradient ? Native.zeros(x.shape()) : null;
        INDArray values = x.dup('c');
        x.negi();
        for (int round = 0; round < 2; round++) {
            convolution.forward(x, weights, y);
            convolution.backward(x, weights, dy, dw, dx);
            x.assign(values);
        }
        return new INDArray[] {y, dw, dx};
    }
}
