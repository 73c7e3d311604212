// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.Nd4jOperation;
import dev.bnn.training.kernels.array.SingleArrayCache;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A pool or an upsampling, computed by an operation of libnd4j and its gradient operation. If values of a window tie for the
 * maximum, the first in row order gets the whole gradient. A repeated pixel gets the sum of the gradients of its copies.
 */
final class MapOperationLayer extends TrainLayer {
    /** Tells libnd4j's pools that channels come last. */
    private static final int POOL_NHWC = 1;

    /** Tells libnd4j's upsampling that channels come last. */
    private static final int UPSAMPLING_NHWC = 0;

    private final INDArray gradientIn;
    private final INDArray outputRows;
    private final Optional<Frame> frame;
    private final INDArray gradientRows;
    private final SingleArrayCache<INDArray> images;
    private final SingleArrayCache<Runnable> forward;
    private final SingleArrayCache<SingleArrayCache<Runnable>> backward;
    private INDArray input;

    MapOperationLayer(Layer.MaxPool layer, int batch, Kernels kernels) {
        this(layer, "maxpool2d", pool(layer.window()), pool(layer.window()), layer.padding(), batch, kernels);
    }

    MapOperationLayer(Layer.AvgPool layer, int batch, Kernels kernels) {
        this(layer, "avgpool2d", pool(layer.window()), pool(layer.window()), Padding.NONE, batch, kernels);
    }

    MapOperationLayer(Layer.Upsample layer, int batch, Kernels kernels) {
        // The gradient operation derives the factor from the shapes.
        this(
                layer,
                "upsampling2d",
                new int[] {layer.factor().rows(), layer.factor().columns(), UPSAMPLING_NHWC},
                new int[] {UPSAMPLING_NHWC},
                Padding.NONE,
                batch,
                kernels);
    }

    private MapOperationLayer(
            Layer layer,
            String operation,
            int[] arguments,
            int[] gradientArguments,
            Padding padding,
            int batch,
            Kernels kernels) {
        super(layer.name());
        Shape in = layer.input().shape();
        Shape out = layer.output().shape();
        INDArray output = Native.zeros(batch, out.height(), out.width(), out.channels());
        outputRows = output.reshape('c', -1, out.channels());
        gradientIn = Native.zeros(batch, in.height(), in.width(), in.channels());
        gradientRows = gradientIn.reshape('c', -1, in.channels());
        frame = padding.isNone() ? Optional.empty() : Optional.of(new Frame(in, padding, batch));
        INDArray gradient = frame.map(Frame::gradient).orElse(gradientIn);
        images = new SingleArrayCache<>(x -> x.reshape('c', gradientIn.shape()));
        forward = new SingleArrayCache<>(x -> kernels.prepare(op(operation, output, arguments, x)));
        backward = new SingleArrayCache<>(x -> new SingleArrayCache<>(dy -> kernels.prepare(
                op(operation + "_bp", gradient, gradientArguments, x, dy.reshape('c', output.shape())))));
    }

    /**
     * A frame around the map, filled with numbers that no window selects. The operation's own padding cannot differ from side to
     * side.
     */
    private static final class Frame {
        private final INDArray values;
        private final INDArray gradient;
        private final INDArray map;
        private final INDArray mapGradient;

        Frame(Shape in, Padding padding, int batch) {
            Shape around = padding.around(in);
            values = Native.zeros(batch, around.height(), around.width(), around.channels());
            values.assign(-Float.MAX_VALUE);
            gradient = Native.zeros(batch, around.height(), around.width(), around.channels());
            INDArrayIndex[] inside = {
                NDArrayIndex.all(),
                NDArrayIndex.interval(padding.top(), (long) padding.top() + in.height()),
                NDArrayIndex.interval(padding.left(), (long) padding.left() + in.width()),
                NDArrayIndex.all()
            };
            map = values.get(inside);
            mapGradient = gradient.get(inside);
        }

        INDArray gradient() {
            return gradient;
        }

        INDArray around(INDArray images) {
            map.assign(images);
            return values;
        }

        void inside(INDArray to) {
            to.assign(mapGradient);
        }
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
        INDArray maps = images.to(x);
        input = frame.map(f -> f.around(maps)).orElse(maps);
        forward.to(input).run();
        return outputRows;
    }

    @Override
    public INDArray backward(INDArray gradient) {
        backward.to(input).to(gradient).run();
        frame.ifPresent(f -> f.inside(gradientIn));
        return gradientRows;
    }
}
