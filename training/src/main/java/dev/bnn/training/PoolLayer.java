package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Max or average pool by libnd4j. Where values of a window tie for the largest, the whole gradient goes to the first of them in row order. */
final class PoolLayer extends TrainLayer {
    private final INDArray gradientIn;
    private final INDArray outputRows;
    private final INDArray gradientRows;
    private final Bound<INDArray> images;
    private final Bound<PreparedOp> forward;
    private final Bound<Bound<PreparedOp>> backward;
    private INDArray input;

    PoolLayer(Layer.MaxPool layer, int batch) {
        this(layer, "maxpool2d", layer.size(), layer.stride(), batch);
    }

    PoolLayer(Layer.AvgPool layer, int batch) {
        this(layer, "avgpool2d", layer.size(), layer.stride(), batch);
    }

    private PoolLayer(Layer layer, String operation, int size, int stride, int batch) {
        super(layer.name());
        Shape in = layer.input().shape();
        Shape out = layer.output().shape();
        long[] arguments = {size, size, stride, stride, 0, 0, 1, 1, 0, 0, 1};
        INDArray output = Native.zeros(batch, out.height(), out.width(), out.channels());
        outputRows = output.reshape('c', -1, out.channels());
        gradientIn = Native.zeros(batch, in.height(), in.width(), in.channels());
        gradientRows = gradientIn.reshape('c', -1, in.channels());
        images = new Bound<>(x -> x.reshape('c', gradientIn.shape()));
        forward = new Bound<>(x -> op(operation, output, arguments, x));
        backward = new Bound<>(x ->
                new Bound<>(dy -> op(operation + "_bp", gradientIn, arguments, x, dy.reshape('c', output.shape()))));
    }

    private static PreparedOp op(String name, INDArray to, long[] arguments, INDArray... inputs) {
        return new PreparedOp(name, inputs, new INDArray[] {to}, new double[0], arguments);
    }

    @Override
    INDArray forward(INDArray x) {
        input = images.to(x);
        forward.to(input).run();
        return outputRows;
    }

    @Override
    INDArray backward(INDArray gradient) {
        backward.to(input).to(gradient).run();
        return gradientRows;
    }
}
