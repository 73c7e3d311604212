// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.training.kernels.Weight;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer in training. Activations and gradients are matrices [images * positions, channels] in HWC order, which is the
 * same memory as [images, height, width, channels]. A layer owns its buffers.
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

    /** Maximum number of values that {@link #decided} returns. */
    static final int DECIDED = 1 << 16;

    /** The layer's output; valid until the next call. */
    public abstract INDArray forward(INDArray x);

    /**
     * Called after {@link #forward}: stores the gradients of the weights and returns the gradient by the input, which may
     * overwrite the memory of {@code gradient}. A layer built without input gradient returns null, and so does one that does not
     * read the layer before it.
     */
    public abstract INDArray backward(INDArray gradient);

    /**
     * Keeps an operand from an earlier layer until {@link #forward}, whose argument is only the output of the layer before.
     *
     * @param operand from 0
     */
    public void keep(int operand, INDArray values) {
        throw new IllegalStateException(name + " has no operand " + operand);
    }

    /**
     * The gradient by an operand that was kept; to be called after {@link #backward}. The caller may overwrite it.
     *
     * @param operand from 0
     */
    public INDArray gradient(int operand) {
        throw new IllegalStateException(name + " has no operand " + operand);
    }

    /** True if the layer computes the activation that follows it in the network, too. */
    public boolean fusesActivation() {
        return false;
    }

    /** Running estimates by name: what training produces besides the weights. */
    public Map<String, INDArray> estimates() {
        return Map.of();
    }

    /** Begins a step: the layer takes the epoch's estimator, and noise that depends only on the epoch and the batch. */
    public void startStep(int epoch, int batch) {}

    /**
     * Starts or ends settling. Meanwhile forward passes are those of inference, except that batch norms use the
     * statistics of the batch; at the end, batch norms set their running estimates to the mean of those statistics.
     */
    public void settle(boolean on) {}

    /** Inputs of the layer's sign or levels in the last forward pass, or a sample of them; empty for other layers. */
    public Optional<float[]> decided() {
        return Optional.empty();
    }

    public List<Weight> weights() {
        return List.of();
    }
}
