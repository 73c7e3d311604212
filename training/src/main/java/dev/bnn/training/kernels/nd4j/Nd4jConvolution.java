// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.nd4j;

import dev.bnn.model.Layer;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import dev.bnn.training.kernels.Convolution;
import dev.bnn.training.kernels.array.Native;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Convolution by libnd4j's conv2d and conv2d_bp, or depthwise_conv2d and its gradient, NHWC. On a CPU these refuse dilations, so
 * this class spreads a dilated kernel out with zeros. If the padding is -1 or +1, or if opposite sides differ, it copies the
 * images into a frame of the padding value.
 */
final class Nd4jConvolution implements Convolution {
    private final int batch;
    private final Shape in;
    private final Shape out;
    private final String operation;
    private final Window window;
    private final int outputs;
    private final Padding frame;
    private final int[] arguments;
    private final INDArray framed;
    private final INDArray framedGradient;
    /** The kernel with zeros where a dilation leaves out pixels, and its gradient; null without dilation. */
    private final INDArray spread;

    private final INDArray spreadGradient;

    Nd4jConvolution(Layer.Conv layer, int batch) {
        this(layer, "conv2d", layer.rows(), layer.window(), layer.padding(), batch);
    }

    Nd4jConvolution(Layer.Depthwise layer, int batch) {
        this(layer, "depthwise_conv2d", 1, layer.window(), layer.padding(), batch);
    }

    /** @param outputs of the kernel, or of each of its channels */
    private Nd4jConvolution(Layer layer, String operation, int outputs, Window window, Padding padding, int batch) {
        this.batch = batch;
        this.operation = operation;
        this.outputs = outputs;
        this.window = window;
        in = layer.input().shape();
        out = layer.output().shape();
        // libnd4j pads with 0 only, equally above and below, and equally left and right.
        boolean inside = padding.value() == 0 && padding.top() == padding.bottom() && padding.left() == padding.right();
        frame = inside ? Padding.NONE : padding;
        arguments = new int[] {
            window.spanHeight(),
            window.spanWidth(),
            window.strideY(),
            window.strideX(),
            inside ? padding.top() : 0,
            inside ? padding.left() : 0,
            1,
            1,
            0,
            1,
            0
        };
        boolean dilated = window.dilationY() > 1 || window.dilationX() > 1;
        spread = dilated ? Native.zeros(window.spanHeight(), window.spanWidth(), in.channels(), outputs) : null;
        spreadGradient = dilated ? Native.zeros(spread.shape()) : null;
        if (!frame.isNone()) {
            Shape around = frame.around(in);
            framed = Native.zeros(batch, around.height(), around.width(), in.channels());
            framed.assign((float) padding.value());
            framedGradient = Native.zeros(framed.shape());
        } else {
            framed = null;
            framedGradient = null;
        }
    }

    @Override
    public void forward(INDArray x, INDArray weights, INDArray y) {
        if (framed != null) {
            middle(framed).assign(images(x, in));
        }
        if (spread != null) {
            taps(spread).assign(kernel(weights));
        }
        INDArray used = spread != null ? spread : kernel(weights);
        execute(operation, new INDArray[] {framed != null ? framed : images(x, in), used}, images(y, out));
    }

    @Override
    public void backward(INDArray x, INDArray weights, INDArray dy, INDArray weightGradient, INDArray dx) {
        INDArray wanted = dx == null ? Native.zeros(x.shape()) : dx;
        execute(
                operation + "_bp",
                new INDArray[] {
                    framed != null ? framed : images(x, in), spread != null ? spread : kernel(weights), images(dy, out)
                },
                framed != null ? framedGradient : images(wanted, in),
                spread != null ? spreadGradient : kernel(weightGradient));
        if (spread != null) {
            kernel(weightGradient).assign(taps(spreadGradient));
        }
        if (framed != null && dx != null) {
            images(dx, in).assign(middle(framedGradient));
        }
    }

    private INDArray images(INDArray matrix, Shape shape) {
        return matrix.reshape('c', batch, shape.height(), shape.width(), shape.channels());
    }

    private INDArray kernel(INDArray matrix) {
        return matrix.reshape('c', window.kernelHeight(), window.kernelWidth(), in.channels(), outputs);
    }

    private void execute(String name, INDArray[] inputs, INDArray... outputs) {
        CustomOp op = DynamicCustomOp.builder(name)
                .addInputs(inputs)
                .addOutputs(outputs)
                .addIntegerArguments(arguments)
                .build();
        Nd4j.exec(op);
    }

    /** The taps of a kernel that is spread out, in the same memory. */
    private INDArray taps(INDArray kernel) {
        INDArrayIndex rows = NDArrayIndex.interval(0, window.dilationY(), window.spanHeight());
        INDArrayIndex columns = NDArrayIndex.interval(0, window.dilationX(), window.spanWidth());
        return kernel.get(rows, columns, NDArrayIndex.all(), NDArrayIndex.all());
    }

    /** The images without their frame, in the same memory. */
    private INDArray middle(INDArray frames) {
        INDArrayIndex rows = NDArrayIndex.interval(frame.top(), frame.top() + in.height());
        INDArrayIndex columns = NDArrayIndex.interval(frame.left(), frame.left() + in.width());
        return frames.get(NDArrayIndex.all(), rows, columns, NDArrayIndex.all());
    }
}
