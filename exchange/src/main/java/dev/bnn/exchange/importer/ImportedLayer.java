// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.model.Activation;
import dev.bnn.model.WeightType;

/** A layer as another tool's file describes it. Weights and tables are in this project's order. */
sealed interface ImportedLayer {
    /** One method per kind of layer. */
    interface Visitor<R> {
        R conv(Conv conv);

        R depthwise(Depthwise depthwise);

        R dense(Dense dense);

        R pool(Pool pool);

        R norm(Norm norm);

        R quantize(Quantize quantize);
    }

    <R> R accept(Visitor<R> visitor);

    /** How many numbers the layer holds. */
    default long numbers() {
        return 0;
    }

    /**
     * A convolution.
     *
     * @param pad value of the padding; null for none
     * @param weights [rows, kernel, kernel, input channels]
     */
    record Conv(int rows, int kernel, int stride, Integer pad, float[] weights, WeightType type)
            implements ImportedLayer {
        @Override
        public long numbers() {
            return weights.length;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conv(this);
        }
    }

    /**
     * A depthwise convolution.
     *
     * @param pad value of the padding; null for none
     * @param weights [channels, kernel, kernel, 1]
     */
    record Depthwise(int kernel, int stride, Integer pad, float[] weights, WeightType type) implements ImportedLayer {
        @Override
        public long numbers() {
            return weights.length;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.depthwise(this);
        }
    }

    /**
     * A dense layer.
     *
     * @param weights [rows, columns]
     */
    record Dense(int rows, float[] weights, WeightType type) implements ImportedLayer {
        @Override
        public long numbers() {
            return weights.length;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dense(this);
        }
    }

    record Pool(boolean average, int size, int stride) implements ImportedLayer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pool(this);
        }
    }

    /** Batch normalization, one number per channel in each table. */
    record Norm(float[] gamma, float[] beta, float[] mean, float[] variance, double eps, double momentum)
            implements ImportedLayer {
        @Override
        public long numbers() {
            return 4L * gamma.length;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.norm(this);
        }
    }

    record Quantize(Activation activation) implements ImportedLayer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.quantize(this);
        }
    }
}
