// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import dev.bnn.training.Nets;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.host.HostKernels;
import dev.bnn.training.kernels.nd4j.Nd4jKernels;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Compares max pools with their definition: the largest of the taps on the map, which also gets the gradient. */
class MaxPoolTest {
    private static final int BATCH = 3;

    static List<Arguments> windows() {
        return List.of(
                Arguments.of(Window.square(2, 2), Padding.NONE),
                Arguments.of(Window.square(3, 2), new Padding(1, 0)),
                Arguments.of(new Window(2, 3, 1, 2, 1, 1), new Padding(1, 0, 0, 2, 0)),
                Arguments.of(new Window(2, 2, 1, 1, 1, 1), new Padding(0, 1, 1, 0, 0)),
                Arguments.of(new Window(3, 2, 2, 1, 1, 1), new Padding(0, 2, 1, 1, 0)));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void agreesWithItsDefinition(Window window, Padding padding) {
        try (RowParallel rows = new RowParallel(1)) {
            agrees(window, padding, new HostKernels(rows));
        }
        agrees(window, padding, new Nd4jKernels());
    }

    private static void agrees(Window window, Padding padding, Kernels kernels) {
        Network network = Nets.image("net", 2, 9)
                .maxPool(window, padding)
                .dense(10, WeightType.FLOAT)
                .build();
        Layer.MaxPool pool = (Layer.MaxPool) network.layers().get(0);
        MapOperationLayer layer = new MapOperationLayer(pool, BATCH, kernels);
        Shape in = pool.input().shape();
        Shape out = pool.output().shape();
        Random random = new Random(4);
        // Integer gradients, so that sums are exact; twice, since a layer reuses its arrays.
        for (int step = 0; step < 2; step++) {
            float[] x = new float[BATCH * in.size()];
            float[] dy = new float[BATCH * out.size()];
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) random.nextGaussian() - 5;
            }
            for (int i = 0; i < dy.length; i++) {
                dy[i] = random.nextInt(19) - 9;
            }
            float[] y = new float[dy.length];
            float[] dx = new float[x.length];
            for (int i = 0; i < y.length; i++) {
                int best = best(pool, x, i);
                y[i] = x[best];
                dx[best] += dy[i];
            }
            assertThat(Native.values(layer.forward(rows(x, in)))).isEqualTo(y);
            assertThat(Native.values(layer.backward(rows(dy, out)))).isEqualTo(dx);
        }
    }

    private static INDArray rows(float[] values, Shape shape) {
        return Nd4j.createFromArray(values).reshape('c', -1, shape.channels());
    }

    /** The index of the largest value in the window of an output. */
    private static int best(Layer.MaxPool pool, float[] x, int output) {
        Shape in = pool.input().shape();
        Shape out = pool.output().shape();
        Window w = pool.window();
        int image = output / out.size();
        int channel = output % out.channels();
        int top = output % out.size() / out.channels() / out.width() * w.strideY()
                - pool.padding().top();
        int left = output % out.size() / out.channels() % out.width() * w.strideX()
                - pool.padding().left();
        int best = -1;
        for (int y = top; y < top + w.kernelHeight(); y++) {
            for (int c = left; c < left + w.kernelWidth(); c++) {
                if (y >= 0 && y < in.height() && c >= 0 && c < in.width()) {
                    int place = image * in.size() + in.index(y, c, channel);
                    best = best < 0 || x[place] > x[best] ? place : best;
                }
            }
        }
        return best;
    }
}
