// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.training.kernels.array.Native;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Concatenates channels: those of an earlier layer, then those of the layer before. */
final class ConcatLayer extends TrainLayer {
    private final int first;
    private final int channels;
    private final INDArray output;
    private final INDArray gradientOfFirst;
    private final INDArray gradient;
    private INDArray earlier;

    ConcatLayer(Layer.Concat layer, int batch) {
        super(layer.name());
        Shape shape = layer.output().shape();
        channels = shape.channels();
        first = channels - layer.input().shape().channels();
        long rows = (long) batch * shape.pixels();
        output = Native.zeros(rows, channels);
        gradientOfFirst = Native.zeros(rows, first);
        gradient = Native.zeros(rows, channels - first);
        earlier = gradientOfFirst;
    }

    @Override
    public void keep(int operand, INDArray values) {
        earlier = values;
    }

    @Override
    public INDArray forward(INDArray x) {
        columns(output, 0, first).assign(earlier);
        columns(output, first, channels).assign(x);
        return output;
    }

    @Override
    public INDArray backward(INDArray dy) {
        gradientOfFirst.assign(columns(dy, 0, first));
        gradient.assign(columns(dy, first, channels));
        return gradient;
    }

    @Override
    public INDArray gradient(int operand) {
        return gradientOfFirst;
    }

    private static INDArray columns(INDArray array, int from, int to) {
        return array.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to));
    }
}
