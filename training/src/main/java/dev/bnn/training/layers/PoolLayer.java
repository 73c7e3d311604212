// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Native;
import dev.bnn.training.kernels.Nd4jOperation;
import dev.bnn.training.kernels.SingleArrayCache;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Max or average pool by libnd4j. Where values of a window tie for the maximum, the first in row order gets the whole
 * gradient.
 */
final class PoolLayer extends TrainLayer {
    private final INDArray gradientIn;
    private final INDArray outputRows;
    private final INDArray gradientRows;
    private final SingleArrayCache<INDArray> images;
    private final SingleArrayCache<Runnable> forward;
    private final SingleArrayCache<SingleArrayCache<Runnable>> backward;
    private INDArray input;

    PoolLayer(Layer.MaxPool layer, int batch, Kernels kernels) {
        this(layer, "maxpool2d", layer.window(), batch, kernels);
    }

    PoolLayer(Layer.AvgPool layer, int batch, Kernels kernels) {
        this(layer, "avgpool2d", layer.window(), batch, kernels);
    }

    private PoolLayer(Layer layer, String operation, Window window, int batch, Kernels kernels) {
        super(layer.name());
        Shape in = layer.input().shape();
        Shape out = layer.output().shape();
        int[] arguments = {
            window.kernelHeight(), window.kernelWidth(), window.strideY(), window.strideX(), 0, 0, 1, 1, 0, 0, 1
        };
        INDArray output = Native.zeros(batch, out.height(), out.width(), out.channels());
        outputRows = output.reshape('c', -1, out.channels());
        gradientIn = Native.zeros(batch, in.height(), in.width(), in.channels());
        gradientRows = gradientIn.reshape('c', -1, in.channels());
        images = new SingleArrayCache<>(x -> x.reshape('c', gradientIn.shape()));
        forward = new SingleArrayCache<>(x -> kernels.prepare(op(operation, output, arguments, x)));
        backward = new SingleArrayCache<>(x -> new SingleArrayCache<>(dy ->
                kernels.prepare(op(operation + "_bp", gradientIn, arguments, x, dy.reshape('c', output.shape())))));
    }

    private static Nd4jOperation op(String name, INDArray to, int[] arguments, INDArray... inputs) {
        return Nd4jOperation.of(name, inputs, new INDArray[] {to}, arguments);
    }

    @Override
    public INDArray forward(INDArray x) {
        input = images.to(x);
        forward.to(input).run();
        return outputRows;
    }

    @Override
    public INDArray backward(INDArray gradient) {
        backward.to(input).to(gradient).run();
        return gradientRows;
    }
}
