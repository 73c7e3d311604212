package dev.bnn.training;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One trained array.
 *
 * @param latent what Adam moves
 * @param used what the layer computes with: the sign of the latent values where {@code binary}, else the same array
 * @param m first moment of the gradient
 * @param v second moment
 */
record Weight(String name, INDArray latent, INDArray used, INDArray gradient, INDArray m, INDArray v, boolean binary) {
    /** A matrix [fan-in, outputs], the transpose of what the parameter file holds. */
    static Weight matrix(String name, int fanIn, int outputs, boolean binary) {
        INDArray latent = Native.zeros(fanIn, outputs);
        return new Weight(
                name,
                latent,
                binary ? Native.zeros(fanIn, outputs) : latent,
                Native.zeros(fanIn, outputs),
                Native.zeros(fanIn, outputs),
                Native.zeros(fanIn, outputs),
                binary);
    }

    static Weight vector(String name, int n) {
        INDArray latent = Native.zeros(n);
        return new Weight(name, latent, latent, Native.zeros(n), Native.zeros(n), Native.zeros(n), false);
    }

    /** Recomputes the used values from the latent ones. */
    void refresh(Kernels kernels) {
        if (binary) {
            kernels.sign(latent, used);
        }
    }

    /** One step of Adam; returns how many binary weights changed sign. Only binary weights are clamped. */
    long update(Kernels kernels, AdamStep step) {
        long flips = kernels.adam(binary ? step : step.withClip(0), latent, gradient, m, v);
        refresh(kernels);
        return binary ? flips : 0;
    }
}
