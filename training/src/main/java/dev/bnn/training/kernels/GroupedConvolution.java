// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import dev.bnn.model.Layer;
import dev.bnn.training.kernels.array.Native;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A grouped convolution: each group is a convolution of its own, on a copy of its channels and with the same kernels. The copies
 * are cheap compared with the products, and this way each kernel set has only one convolution to get right.
 */
public final class GroupedConvolution implements Convolution {
    private final List<Group> groups = new ArrayList<>();

    /** A group and its arrays. */
    private record Group(
            Convolution convolution,
            INDArray input,
            INDArray weights,
            INDArray output,
            INDArray weightGradient,
            INDArray inputGradient) {}

    /** The products of a convolution, with groups or without. */
    public static Convolution of(Layer.Conv layer, int batch, Kernels kernels) {
        return layer.groups() == 1 ? kernels.convolution(layer, batch) : new GroupedConvolution(layer, batch, kernels);
    }

    private GroupedConvolution(Layer.Conv layer, int batch, Kernels kernels) {
        Layer.Conv each = layer.group();
        long in = (long) batch * each.input().shape().pixels();
        long out = (long) batch * each.output().shape().pixels();
        int channels = each.input().shape().channels();
        for (int g = 0; g < layer.groups(); g++) {
            groups.add(new Group(
                    kernels.convolution(each, batch),
                    Native.zeros(in, channels),
                    Native.zeros(each.columns(), each.rows()),
                    Native.zeros(out, each.rows()),
                    Native.zeros(each.columns(), each.rows()),
                    Native.zeros(in, channels)));
        }
    }

    @Override
    public void forward(INDArray x, INDArray weights, INDArray y) {
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            group.input.assign(part(x, g));
            group.weights.assign(part(weights, g));
            group.convolution.forward(group.input, group.weights, group.output);
            part(y, g).assign(group.output);
        }
    }

    /** Uses the copies of the input and the weights that {@link #forward} has left in the arrays of each group. */
    @Override
    public void backward(INDArray x, INDArray weights, INDArray dy, INDArray weightGradient, INDArray dx) {
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            group.output.assign(part(dy, g));
            INDArray inputGradient = dx == null ? null : group.inputGradient;
            group.convolution.backward(group.input, group.weights, group.output, group.weightGradient, inputGradient);
            part(weightGradient, g).assign(group.weightGradient);
            if (dx != null) {
                part(dx, g).assign(group.inputGradient);
            }
        }
    }

    /** The columns of a group, in the same memory. */
    private INDArray part(INDArray whole, int group) {
        long each = whole.size(1) / groups.size();
        return whole.get(NDArrayIndex.all(), NDArrayIndex.interval(group * each, (group + 1) * each));
    }
}
