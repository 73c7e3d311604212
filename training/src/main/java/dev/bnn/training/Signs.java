package dev.bnn.training;

/**
 * Sign and its gradient without branches: they depend on data that no processor predicts, and one wrong guess costs as
 * much as ten values.
 */
final class Signs {
    private static final int SIGN = 0x8000_0000;
    private static final int ONE = 0x3f80_0000;

    private Signs() {}

    /** Each value to +1 where it is at least 0 (also -0), else to -1. */
    static void sign(float[] values, int n) {
        for (int i = 0; i < n; i++) {
            // Adding 0 turns -0 into 0.
            values[i] = Float.intBitsToFloat(Float.floatToRawIntBits(values[i] + 0f) & SIGN | ONE);
        }
    }

    /** Each gradient to 0 where the value is beyond [-1, 1]. */
    static void mask(float[] gradient, float[] values, int n) {
        for (int i = 0; i < n; i++) {
            // 1 - |x| is exact around |x| = 1 and there no smaller than 2^-24, so the factor is 0 or 1, never between.
            gradient[i] *= Math.max(0f, Math.min(1f, (1f - Math.abs(values[i])) * 0x1p30f + 1f));
        }
    }

    /** How many values have the other sign in the other array. */
    static int changes(float[] a, float[] b, int n) {
        int changes = 0;
        for (int i = 0; i < n; i++) {
            changes += (Float.floatToRawIntBits(a[i] + 0f) ^ Float.floatToRawIntBits(b[i] + 0f)) >>> 31;
        }
        return changes;
    }
}
