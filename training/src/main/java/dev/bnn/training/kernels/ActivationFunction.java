// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import dev.bnn.model.Activation;

/**
 * The function applied to values directly after a batch normalization or a layer, in training. Its gradient is an
 * estimate: {@link Surrogate} for sign; for several levels the slope of the line through the outer ones, and 0 beyond
 * them.
 */
public sealed interface ActivationFunction {
    /** The value itself. */
    ActivationFunction NONE = new Identity();
    /** -1 or +1. */
    ActivationFunction SIGN = new Levels(Activation.SIGN);

    /** The function that training uses for an activation of the model. */
    static ActivationFunction of(Activation activation) {
        return activation.equals(Activation.SIGN)
                ? SIGN
                : activation.smooth() ? new Smooth(activation) : new Levels(activation);
    }

    /** True for the identity. */
    default boolean none() {
        return false;
    }

    <R> R accept(Visitor<R> visitor);

    /** One method for each kind of function, so that kernels that miss one do not compile. */
    interface Visitor<R> {
        R identity();

        R levels(Levels function);

        R smooth(Smooth function);
    }

    /** Applies the function in place to the first n values. */
    void apply(float[] values, int n);

    /** Multiplies each gradient by the estimate of the derivative at its value. */
    void gradient(Surrogate surrogate, float[] gradient, float[] values, int n);

    record Identity() implements ActivationFunction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.identity();
        }

        @Override
        public boolean none() {
            return true;
        }

        @Override
        public void apply(float[] values, int n) {}

        @Override
        public void gradient(Surrogate surrogate, float[] gradient, float[] values, int n) {}
    }

    record Levels(Activation activation) implements ActivationFunction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.levels(this);
        }

        public boolean sign() {
            return activation.equals(Activation.SIGN);
        }

        @Override
        public void apply(float[] values, int n) {
            if (sign()) {
                Signs.sign(values, n);
            } else if (activation.levels() == Activation.Levels.SIGNED) {
                odd(values, n);
            } else {
                multiples(values, n);
            }
        }

        private void odd(float[] values, int n) {
            float half = 1 << activation.bits() - 1;
            for (int i = 0; i < n; i++) {
                float v = Math.max(-half, Math.min(half - 1, values[i] * half));
                float nearest = v + Steps.WHOLE - Steps.WHOLE;
                float floor = nearest - Steps.positive(nearest - v);
                values[i] = 2 * floor + 1;
            }
        }

        private void multiples(float[] values, int n) {
            float slope = (float) activation.slope();
            float min = activation.lo();
            float max = activation.value(activation.top());
            for (int i = 0; i < n; i++) {
                float v = Math.max(min, Math.min(max, values[i] * slope));
                float even = v + Steps.WHOLE - Steps.WHOLE;
                // Half-way values go up, but the sum above takes them to the even neighbour.
                values[i] = even + Math.max(0f, (v - even - Steps.BELOW_HALF) * 0x1p25f);
            }
        }

        @Override
        public void gradient(Surrogate surrogate, float[] gradient, float[] values, int n) {
            if (sign()) {
                surrogate.apply(gradient, values, n);
                return;
            }
            ActivationFunction.slope(activation, gradient, values, n);
        }
    }

    /** The float twin's activation. */
    record Smooth(Activation activation) implements ActivationFunction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.smooth(this);
        }

        @Override
        public void apply(float[] values, int n) {
            float slope = (float) activation.slope();
            float low = (float) activation.low();
            float high = (float) activation.high();
            for (int i = 0; i < n; i++) {
                values[i] = slope * Math.max(low, Math.min(high, values[i]));
            }
        }

        @Override
        public void gradient(Surrogate surrogate, float[] gradient, float[] values, int n) {
            ActivationFunction.slope(activation, gradient, values, n);
        }
    }

    /**
     * Steps without branches: the data is unpredictable, and one mispredicted branch costs as much as ten values. Sums of floats
     * also become vector instructions.
     */
    final class Steps {
        /** Adding and subtracting it rounds a value below 2^22 in size to the nearest integer, of two the even one. */
        static final float WHOLE = 0x1.8p23f;
        /** The greatest float below one half. */
        static final float BELOW_HALF = 0.5f - 0x1p-25f;

        private Steps() {}

        /** 1 where x is above 0, else 0: the smallest float times 2^156 is 128. */
        static float positive(float x) {
            return Math.max(0f, Math.min(1f, x * 0x1p126f * 0x1p30f));
        }
    }

    private static void slope(Activation activation, float[] gradient, float[] values, int n) {
        float slope = (float) activation.slope();
        float low = (float) activation.low();
        float high = (float) activation.high();
        for (int i = 0; i < n; i++) {
            gradient[i] *= slope * (1f - Steps.positive(Math.max(low - values[i], values[i] - high)));
        }
    }
}
