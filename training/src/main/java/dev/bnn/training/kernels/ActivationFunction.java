// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import dev.bnn.model.Activation;

/**
 * What a value becomes right behind a batch normalisation or a layer, in training. The gradient through it is an estimate:
 * {@link Surrogate} for sign; for several levels the slope of the line through the outer ones, and 0 beyond them.
 */
public sealed interface ActivationFunction {
    /** The value itself. */
    ActivationFunction NONE = new Identity();
    /** -1 or +1. */
    ActivationFunction SIGN = new Levels(Activation.SIGN);

    /** The activation of a layer's activation. */
    static ActivationFunction of(Activation activation) {
        return activation.equals(Activation.SIGN)
                ? SIGN
                : activation.smooth() ? new Smooth(activation) : new Levels(activation);
    }

    /** True where there is nothing to do. */
    default boolean none() {
        return false;
    }

    /** Replaces values by what they become. */
    void apply(float[] values, int n);

    /** Multiplies each gradient by the estimate of the derivative at its value. */
    void gradient(Surrogate surrogate, float[] gradient, float[] values, int n);

    record Identity() implements ActivationFunction {
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
        boolean sign() {
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
                float cell = (float) Math.floor(values[i] * half);
                values[i] = 2 * Math.max(-half, Math.min(half - 1, cell)) + 1;
            }
        }

        private void multiples(float[] values, int n) {
            float slope = (float) activation.slope();
            float least = activation.lo();
            float most = activation.value(activation.top());
            for (int i = 0; i < n; i++) {
                float v = values[i] * slope;
                float below = (float) Math.floor(v);
                // Twice what is above it is exact, where adding one half would round.
                float nearest = below + (float) Math.floor(2 * (v - below));
                values[i] = Math.max(least, Math.min(most, nearest));
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

    private static void slope(Activation activation, float[] gradient, float[] values, int n) {
        float slope = (float) activation.slope();
        float low = (float) activation.low();
        float high = (float) activation.high();
        for (int i = 0; i < n; i++) {
            gradient[i] *= values[i] >= low && values[i] <= high ? slope : 0;
        }
    }
}
