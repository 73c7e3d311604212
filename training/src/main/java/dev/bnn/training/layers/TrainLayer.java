// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.training.kernels.Weight;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer in training. Activations and gradients are matrices [images * positions, channels] in HWC order, that is,
 * the same memory read as [images, height, width, channels]. Buffers are the layer's own and live as long as it does.
 */
public abstract class TrainLayer {
    private final String name;

    TrainLayer(String name) {
        this.name = name;
    }

    /** Name of the network's layer, the first one where several are fused. */
    public final String name() {
        return name;
    }

    /** Values that {@link #decided} gives at most. */
    static final int DECIDED = 1 << 16;

    /** The layer's output; valid until the next call. */
    public abstract INDArray forward(INDArray x);

    /**
     * After {@link #forward}: stores the gradients of the weights and returns the gradient by the input, which may be
     * the memory of {@code gradient}, overwritten. A layer built without input gradient returns null.
     */
    public abstract INDArray backward(INDArray gradient);

    /** Tells a layer which step this is: for its estimator, and so that its noise depends on nothing before it. */
    public void startStep(int epoch, int batch) {}

    /**
     * Between the two calls, forward passes are those of inference but for batch norms, which use the statistics of the
     * batch; when it ends, their running estimates are the mean of those statistics.
     */
    public void settle(boolean on) {}

    /** Of a layer with a sign or levels: values of the last forward pass that they decide on, a sample of them where there are many. */
    public Optional<float[]> decided() {
        return Optional.empty();
    }

    public List<Weight> weights() {
        return List.of();
    }
}
