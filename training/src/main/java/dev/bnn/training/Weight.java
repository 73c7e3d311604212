package dev.bnn.training;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One trained array.
 *
 * @param latent what the optimizer moves
 * @param used what the layer computes with: the sign of the latent values where {@code binary}, else the same array
 */
record Weight(String name, INDArray latent, INDArray used, INDArray gradient, boolean binary) {
    /** A matrix [fan-in, outputs], the transpose of what the parameter file holds. */
    static Weight matrix(String name, int fanIn, int outputs, boolean binary) {
        INDArray latent = Native.zeros(fanIn, outputs);
        INDArray used = binary ? Native.zeros(fanIn, outputs) : latent;
        return new Weight(name, latent, used, Native.zeros(fanIn, outputs), binary);
    }

    static Weight vector(String name, int n) {
        INDArray latent = Native.zeros(n);
        return new Weight(name, latent, latent, Native.zeros(n), false);
    }

    /** Recomputes the used values from the latent ones. */
    void refresh(Kernels kernels) {
        if (binary) {
            kernels.sign(latent, used);
        }
    }

    /** True for a layer's matrix; a batch norm's vectors set a scale, which decay would only distort. */
    boolean decays() {
        return latent.rank() == 2;
    }
}
