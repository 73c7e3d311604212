// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.SingleArrayCache;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Channel shuffle: transposes the channels of each pixel as a matrix of groups x channels per group. The gradient goes back
 * through the inverse transpose.
 */
final class ShuffleLayer extends TrainLayer {
    private final Transpose forward;
    private final Transpose backward;

    ShuffleLayer(Layer.Shuffle layer, int batch) {
        super(layer.name());
        int groups = layer.channels().groups();
        int each = layer.channels().channels() / groups;
        long rows = (long) batch * layer.output().shape().pixels();
        forward = new Transpose(rows, groups, each);
        backward = new Transpose(rows, each, groups);
    }

    @Override
    public INDArray forward(INDArray x) {
        return forward.of(x);
    }

    @Override
    public INDArray backward(INDArray dy) {
        return backward.of(dy);
    }

    /** Transposes the matrix in each row of an array. */
    private static final class Transpose {
        private final INDArray result;
        private final INDArray transposed;
        private final SingleArrayCache<INDArray> matrices;

        Transpose(long count, int rows, int columns) {
            result = Native.zeros(count, (long) rows * columns);
            transposed = result.reshape('c', count, columns, rows);
            matrices = new SingleArrayCache<>(
                    x -> x.reshape('c', count, rows, columns).permute(0, 2, 1));
        }

        INDArray of(INDArray x) {
            transposed.assign(matrices.to(x));
            return result;
        }
    }
}
