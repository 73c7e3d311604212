// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

/**
 * Sign and its gradient without branches. The data is unpredictable, and one mispredicted branch costs as much as ten
 * values.
 */
public final class Signs {
    private static final int SIGN = 0x8000_0000;
    private static final int ONE = 0x3f80_0000;

    private Signs() {}

    /** Replaces each value with +1 where it is at least 0 (also -0), else with -1. */
    public static void sign(float[] values, int n) {
        for (int i = 0; i < n; i++) {
            // Adding 0 turns -0 into 0.
            values[i] = Float.intBitsToFloat(Float.floatToRawIntBits(values[i] + 0f) & SIGN | ONE);
        }
    }

    /** Sets each gradient to 0 where the value is beyond [-1, 1]. */
    static void mask(float[] gradient, float[] values, int n) {
        for (int i = 0; i < n; i++) {
            // 1 - |x| is exact around |x| = 1 and there no smaller than 2^-24, so the factor is 0 or 1, never between.
            gradient[i] *= Math.max(0f, Math.min(1f, (1f - Math.abs(values[i])) * 0x1p30f + 1f));
        }
    }

    /** As {@link #sign(float[], int)}, on the bits of floats. */
    public static void sign(int[] values, int n) {
        for (int i = 0; i < n; i++) {
            values[i] = negative(values[i]) & SIGN | ONE;
        }
    }

    /** Number of positions at which the floats of two arrays, given as bits, differ in sign. */
    public static int changes(int[] a, int[] b, int n) {
        int changes = 0;
        for (int i = 0; i < n; i++) {
            changes += (negative(a[i]) ^ negative(b[i])) >>> 31;
        }
        return changes;
    }

    /**
     * Has the highest bit set where the float of these bits is below 0: x - 1 clears it for -0, whose bits are the
     * smallest integer.
     */
    private static int negative(int bits) {
        return bits & bits - 1;
    }
}
