// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.optimizer;

import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Descent;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Weight;
import dev.bnn.training.kernels.array.Native;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Moves one weight: an optimizer with its state. A graph has one for each of its weights, which are latent weights, batch
 * norms' vectors and trained steps.
 *
 * <p>In each training step the calls are, in this order:
 *
 * <ol>
 *   <li>The layer's backward pass stores the weight's gradient, and {@link Weight#stepGradient} that of its step.
 *   <li>The graph calls {@link #step} once for each weight, in the order of {@link Weight#withStep}: the step before its matrix.
 *   <li>This class takes the scalars of the step, {@link dev.bnn.training.kernels.AdamUpdate}, {@link
 *       dev.bnn.training.kernels.SgdUpdate} or {@link dev.bnn.training.kernels.BopUpdate}, and gives them with its state to the
 *       kernels, which do the arithmetic in {@link Kernels#adam}, {@link Kernels#sgd} or {@link Kernels#bop}.
 *   <li>Where the recipe wants latent weights centered, {@link Kernels#center} does it, and where it wants them rectified,
 *       {@link Kernels#rectify}.
 *   <li>It calls {@link Weight#refresh}, so that the next forward pass sees the moved weight.
 *   <li>After all weights the graph calls {@link WeightAverage#follow}.
 * </ol>
 *
 * <p>The kernels clamp quantized weights alone, and only the matrices of layers decay.
 */
public abstract sealed class Optimizer permits AdamOptimizer, BopOptimizer, SgdOptimizer {
    private final Weight weight;
    private final Map<String, INDArray> state = new LinkedHashMap<>();
    private boolean centered;

    /** Latent weights are clamped to this factor times their mean magnitude; 0 for no clamp. */
    private float reach;

    Optimizer(Weight weight) {
        this.weight = weight;
    }

    /** The optimizer of a weight. Latent weights stay within the recipe's clip; 0 is no limit. */
    public static Optimizer of(Descent descent, Weight weight) {
        double clip = descent.clip();
        Optimizer optimizer = descent.optimizerOf(weight.layer()).accept(new Descent.Optimizer.Visitor<>() {
            @Override
            public Optimizer adam(Descent.Optimizer.Adam adam) {
                return new AdamOptimizer(adam, weight, clip);
            }

            @Override
            public Optimizer sgd(Descent.Optimizer.Sgd sgd) {
                return new SgdOptimizer(sgd, weight, clip);
            }

            @Override
            public Optimizer bop(Descent.Optimizer.Bop bop) {
                return weight.type() == WeightType.BIPOLAR
                        ? new BopOptimizer(bop, weight, descent.rate().initial())
                        : new AdamOptimizer(bop.others(), weight, clip);
            }
        });
        if (weight.type() == WeightType.BIPOLAR) {
            Descent.Latents latents = descent.latents();
            optimizer.centered = latents.centered();
            optimizer.reach = latents.quantile() == 0 ? 0 : (float) -Math.log(2 - 2 * latents.quantile());
        }
        return optimizer;
    }

    /**
     * Moves the weight along its gradient.
     *
     * @param rate learning rate
     * @param step number of the step, from 1
     * @return how many quantized weights changed sign
     */
    public final long step(Kernels kernels, double rate, long step) {
        long flips = move(kernels, weight, rate, step);
        if (centered) {
            flips = kernels.center(weight.latent(), weight.used());
        }
        if (reach > 0) {
            kernels.rectify(weight.latent(), reach);
        }
        weight.refresh(kernels);
        return weight.quantized() ? flips : 0;
    }

    abstract long move(Kernels kernels, Weight w, double rate, long step);

    /** What a later step depends on besides the weight: arrays of the weight's shape, by name. */
    public final Map<String, INDArray> state() {
        return state;
    }

    /** A new array of the state, of the weight's shape. */
    final INDArray zeros(String name) {
        INDArray array = Native.zeros(weight.latent().shape());
        state.put(name, array);
        return array;
    }
}
