// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.model.Activation;
import dev.bnn.model.WeightType;

/** A layer as another tool's file tells it; weights and tables are in the order of this project. */
sealed interface Step {
    /** How many numbers it holds. */
    default long numbers() {
        return 0;
    }

    /** Weights in [rows, kernel, kernel, input channels]; {@code pad} is null where nothing is padded. */
    record Conv(int rows, int kernel, int stride, Integer pad, float[] weights, WeightType type) implements Step {
        @Override
        public long numbers() {
            return weights.length;
        }
    }

    /** Each channel by itself; weights in [channels, kernel, kernel, 1]. */
    record Depthwise(int kernel, int stride, Integer pad, float[] weights, WeightType type) implements Step {
        @Override
        public long numbers() {
            return weights.length;
        }
    }

    /** Weights in [rows, columns]. */
    record Dense(int rows, float[] weights, WeightType type) implements Step {
        @Override
        public long numbers() {
            return weights.length;
        }
    }

    record Pool(boolean average, int size, int stride) implements Step {}

    /** Batch normalization; tables by channel. */
    record Norm(float[] gamma, float[] beta, float[] mean, float[] variance, double eps, double momentum)
            implements Step {
        @Override
        public long numbers() {
            return 4L * gamma.length;
        }
    }

    record Quantize(Activation activation) implements Step {}
}
