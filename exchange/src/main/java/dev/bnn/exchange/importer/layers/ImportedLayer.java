// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer.layers;

import dev.bnn.model.Activation;
import dev.bnn.model.Factor;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;

/** A layer as another tool's file describes it. Weights and tables are in this project's order. */
public sealed interface ImportedLayer {
    /** One method per kind of layer. */
    interface Visitor<R> {
        R conv(Conv conv);

        R depthwise(Depthwise depthwise);

        R dense(Dense dense);

        R pool(Pool pool);

        R upsample(Upsample upsample);

        R shuffle(Shuffle shuffle);

        R norm(Norm norm);

        R quantize(Quantize quantize);

        R add(Add add);

        R concat(Concat concat);
    }

    <R> R accept(Visitor<R> visitor);

    /** Number of weights and table entries of the layer. */
    default long numbers() {
        return 0;
    }

    /**
     * The windows of a convolution or a pool.
     *
     * @param same true if the padding is the same as that of {@code padding same}
     */
    record Windows(Window window, Padding padding, boolean same) {
        /** Windows over a map. */
        public static Windows over(Shape in, Window window, Padding padding) {
            return new Windows(window, padding, padding.equals(Padding.same(window, in, padding.value())));
        }
    }

    /**
     * A convolution.
     *
     * @param weights [rows, kernel height, kernel width, input channels / groups]
     */
    record Conv(int rows, Windows windows, int groups, float[] weights, WeightType type) implements ImportedLayer {
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
     * @param weights [channels, kernel height, kernel width, 1]
     */
    record Depthwise(Windows windows, float[] weights, WeightType type) implements ImportedLayer {
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

    record Pool(boolean average, Windows windows) implements ImportedLayer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pool(this);
        }
    }

    record Upsample(Factor factor) implements ImportedLayer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.upsample(this);
        }
    }

    record Shuffle(int groups) implements ImportedLayer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.shuffle(this);
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

    /** The sum of two branches. */
    record Add() implements ImportedLayer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.add(this);
        }
    }

    /** Concatenates the channels of two or more branches. */
    record Concat() implements ImportedLayer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.concat(this);
        }
    }
}
