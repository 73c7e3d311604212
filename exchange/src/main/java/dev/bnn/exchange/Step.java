package dev.bnn.exchange;

import dev.bnn.model.Activation;
import dev.bnn.model.WeightType;

/** A layer as another tool's file tells it; weights and tables are in the order of this project. */
sealed interface Step {
    /** Weights in [rows, kernel, kernel, input channels]; {@code pad} is null where nothing is padded. */
    record Conv(int rows, int kernel, int stride, Integer pad, float[] weights, WeightType type) implements Step {}

    /** Each channel by itself; weights in [channels, kernel, kernel, 1]. */
    record Depthwise(int kernel, int stride, Integer pad, float[] weights, WeightType type) implements Step {}

    /** Weights in [rows, columns]. */
    record Dense(int rows, float[] weights, WeightType type) implements Step {}

    record Pool(boolean average, int size, int stride) implements Step {}

    /** Batch normalisation; tables by channel. */
    record Norm(float[] gamma, float[] beta, float[] mean, float[] variance, double eps, double momentum)
            implements Step {}

    record Quantize(Activation activation) implements Step {}
}
