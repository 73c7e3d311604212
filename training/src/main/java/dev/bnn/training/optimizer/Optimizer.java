// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.optimizer;

import dev.bnn.model.Recipe;
import dev.bnn.training.kernels.AdamUpdate;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Native;
import dev.bnn.training.kernels.SgdUpdate;
import dev.bnn.training.kernels.Weight;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What moves one weight: an optimizer with its state. Only latent weights are clamped, and only those of layers decay,
 * not a batch norm's gamma and beta.
 */
public abstract sealed class Optimizer {
    private final Weight weight;
    private final Map<String, INDArray> state = new LinkedHashMap<>();

    private Optimizer(Weight weight) {
        this.weight = weight;
    }

    public static Optimizer of(Recipe.Optimizer optimizer, Weight weight, double clip) {
        if (optimizer instanceof Recipe.Optimizer.Sgd sgd) {
            return new OfSgd(sgd, weight, clip);
        }
        return new OfAdam((Recipe.Optimizer.Adam) optimizer, weight, clip);
    }

    /**
     * Moves the weight along its gradient.
     *
     * @param step number of the step, from 1
     * @return how many latent weights changed sign
     */
    public final long step(Kernels kernels, double rate, long step) {
        long flips = move(kernels, weight, rate, step);
        weight.refresh(kernels);
        return weight.quantized() ? flips : 0;
    }

    abstract long move(Kernels kernels, Weight w, double rate, long step);

    /** Whatever a later step depends on beside the weight: arrays of its shape by their names. */
    public final Map<String, INDArray> state() {
        return state;
    }

    final INDArray zeros(String name) {
        INDArray array = Native.zeros(weight.latent().shape());
        state.put(name, array);
        return array;
    }

    private static final class OfAdam extends Optimizer {
        private final Recipe.Optimizer.Adam adam;
        private final double clip;
        private final INDArray m = zeros("m");
        private final INDArray v = zeros("v");

        OfAdam(Recipe.Optimizer.Adam adam, Weight weight, double clip) {
            super(weight);
            this.adam = adam;
            this.clip = clip;
        }

        @Override
        long move(Kernels kernels, Weight w, double rate, long step) {
            AdamUpdate s = AdamUpdate.of(adam, rate, step, clip);
            AdamUpdate own = !w.decays() ? s.plain() : w.quantized() ? s : s.withoutClip();
            return kernels.adam(own, w.latent(), w.gradient(), m, v);
        }
    }

    private static final class OfSgd extends Optimizer {
        private final Recipe.Optimizer.Sgd sgd;
        private final double clip;
        private final INDArray velocity = zeros("velocity");

        OfSgd(Recipe.Optimizer.Sgd sgd, Weight weight, double clip) {
            super(weight);
            this.sgd = sgd;
            this.clip = clip;
        }

        @Override
        long move(Kernels kernels, Weight w, double rate, long step) {
            SgdUpdate s = SgdUpdate.of(sgd, rate, clip);
            SgdUpdate own = !w.decays() ? s.plain() : w.quantized() ? s : s.withoutClip();
            return kernels.sgd(own, w.latent(), w.gradient(), velocity);
        }
    }
}
