package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Max pool by libnd4j. Where values of a window tie, the whole gradient goes to the first of them in row order. */
final class PoolLayer extends TrainLayer {
    private final Shape in;
    private final int batch;
    private final int[] arguments;
    private final INDArray output;
    private final INDArray gradientIn;
    private INDArray input;

    PoolLayer(Layer.MaxPool layer, int batch) {
        super(layer.name());
        this.batch = batch;
        in = layer.input().shape();
        Shape out = layer.output().shape();
        int size = layer.size();
        int stride = layer.stride();
        arguments = new int[] {size, size, stride, stride, 0, 0, 1, 1, 0, 0, 1};
        output = Native.zeros(batch, out.height(), out.width(), out.channels());
        gradientIn = Native.zeros(batch, in.height(), in.width(), in.channels());
    }

    @Override
    INDArray forward(INDArray x) {
        input = x.reshape('c', gradientIn.shape());
        Nd4j.exec(op("maxpool2d", new INDArray[] {input}, output));
        return output.reshape('c', -1, in.channels());
    }

    @Override
    INDArray backward(INDArray gradient) {
        INDArray dy = gradient.reshape('c', output.shape());
        Nd4j.exec(op("maxpool2d_bp", new INDArray[] {input, dy}, gradientIn));
        return gradientIn.reshape('c', (long) batch * in.pixels(), in.channels());
    }

    private CustomOp op(String name, INDArray[] inputs, INDArray to) {
        return DynamicCustomOp.builder(name)
                .addInputs(inputs)
                .addOutputs(to)
                .addIntegerArguments(arguments)
                .build();
    }
}
