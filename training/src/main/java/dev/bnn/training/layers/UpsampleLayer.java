// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Native;
import dev.bnn.training.kernels.Nd4jOperation;
import dev.bnn.training.kernels.SingleArrayCache;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Repeated pixels by libnd4j. The gradient of a pixel is the sum of those of its repeats. */
final class UpsampleLayer extends TrainLayer {
    /** Says to libnd4j that channels come last. */
    private static final int NHWC = 0;

    private final INDArray gradientIn;
    private final INDArray outputRows;
    private final INDArray gradientRows;
    private final SingleArrayCache<INDArray> images;
    private final SingleArrayCache<Runnable> forward;
    private final SingleArrayCache<SingleArrayCache<Runnable>> backward;
    private INDArray input;

    UpsampleLayer(Layer.Upsample layer, int batch, Kernels kernels) {
        super(layer.name());
        Shape in = layer.input().shape();
        Shape out = layer.output().shape();
        int[] arguments = {layer.factor().rows(), layer.factor().columns(), NHWC};
        // The gradient finds the factor in the shapes.
        int[] gradientArguments = {NHWC};
        INDArray output = Native.zeros(batch, out.height(), out.width(), out.channels());
        outputRows = output.reshape('c', -1, out.channels());
        gradientIn = Native.zeros(batch, in.height(), in.width(), in.channels());
        gradientRows = gradientIn.reshape('c', -1, in.channels());
        images = new SingleArrayCache<>(x -> x.reshape('c', gradientIn.shape()));
        forward = new SingleArrayCache<>(x -> kernels.prepare(op("upsampling2d", output, arguments, x)));
        backward = new SingleArrayCache<>(x -> new SingleArrayCache<>(dy -> kernels.prepare(
                op("upsampling2d_bp", gradientIn, gradientArguments, x, dy.reshape('c', output.shape())))));
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
