// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.data.SplitMix64;
import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.training.kernels.array.Native;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Inverted dropout (Srivastava et al. 2014): kept values are divided by the probability of keeping. */
final class DropoutLayer extends TrainLayer {
    private static final int STREAM = 11;

    private final double rate;
    private final long seed;
    private final INDArray mask;
    private final float[] values;
    private final INDArray output;
    private boolean settling;

    DropoutLayer(Layer.Dropout layer, int batch, long seed) {
        super(layer.name());
        rate = layer.rate();
        this.seed = seed + layer.name().hashCode();
        Shape shape = layer.input().shape();
        mask = Native.zeros((long) batch * shape.pixels(), shape.channels());
        values = new float[(int) mask.length()];
        output = Native.zeros(mask.shape());
    }

    @Override
    public void startStep(int epoch, int batch) {
        SplitMix64 random = SplitMix64.of(seed, STREAM, ((long) epoch << 32) + batch);
        float kept = (float) (1 / (1 - rate));
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble() < rate ? 0 : kept;
        }
        Native.write(mask, values);
    }

    @Override
    public void settle(boolean on) {
        settling = on;
    }

    @Override
    public INDArray forward(INDArray x) {
        return settling ? x : x.muli(mask, output);
    }

    @Override
    public INDArray backward(INDArray gradient) {
        return gradient.muli(mask);
    }
}
