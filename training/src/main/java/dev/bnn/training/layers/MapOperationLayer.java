// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.Nd4jOperation;
import dev.bnn.training.kernels.array.SingleArrayCache;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A pool, or repeated pixels, by an operation of libnd4j and that of its gradient. Where values of a window tie for the maximum, the
 * first in row order gets the whole gradient; a repeated pixel gets the sum of those of its repeats.
 */
final class MapOperationLayer extends TrainLayer {
    /** Says to libnd4j's pools that channels come last. */
    private static final int POOL_NHWC = 1;

    /** The same to its upsampling. */
    private static final int UPSAMPLING_NHWC = 0;

    private final INDArray gradientIn;
    private final INDArray outputRows;
    private final INDArray gradientRows;
    private final SingleArrayCache<INDArray> images;
    private final SingleArrayCache<Runnable> forward;
    private final SingleArrayCache<SingleArrayCache<Runnable>> backward;
    private INDArray input;

    MapOperationLayer(Layer.MaxPool layer, int batch, Kernels kernels) {
        this(layer, "maxpool2d", pool(layer.window()), pool(layer.window()), batch, kernels);
    }

    MapOperationLayer(Layer.AvgPool layer, int batch, Kernels kernels) {
        this(layer, "avgpool2d", pool(layer.window()), pool(layer.window()), batch, kernels);
    }

    MapOperationLayer(Layer.Upsample layer, int batch, Kernels kernels) {
        // The gradient finds the factor in the shapes.
        this(
                layer,
                "upsampling2d",
                new int[] {layer.factor().rows(), layer.factor().columns(), UPSAMPLING_NHWC},
                new int[] {UPSAMPLING_NHWC},
                batch,
                kernels);
    }

    private MapOperationLayer(
            Layer layer, String operation, int[] arguments, int[] gradientArguments, int batch, Kernels kernels) {
        super(layer.name());
        Shape in = layer.input().shape();
        Shape out = layer.output().shape();
        INDArray output = Native.zeros(batch, out.height(), out.width(), out.channels());
        outputRows = output.reshape('c', -1, out.channels());
        gradientIn = Native.zeros(batch, in.height(), in.width(), in.channels());
        gradientRows = gradientIn.reshape('c', -1, in.channels());
        images = new SingleArrayCache<>(x -> x.reshape('c', gradientIn.shape()));
        forward = new SingleArrayCache<>(x -> kernels.prepare(op(operation, output, arguments, x)));
        backward = new SingleArrayCache<>(x -> new SingleArrayCache<>(dy -> kernels.prepare(
                op(operation + "_bp", gradientIn, gradientArguments, x, dy.reshape('c', output.shape())))));
    }

    private static int[] pool(Window window) {
        return new int[] {
            window.kernelHeight(), window.kernelWidth(), window.strideY(), window.strideX(), 0, 0, 1, 1, 0, 0, POOL_NHWC
        };
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
