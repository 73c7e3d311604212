// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.network;

/** Checks of a model's parts. A violation is an {@link IllegalArgumentException}. */
public final class Checks {
    private Checks() {}

    public static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Rows, columns, kernels, strides and paddings: with these, no position overflows an int. */
    private static final int MOST_EXTENT = 1 << 24;

    /** The product of factors that are not negative; {@link Long#MAX_VALUE} where it would be larger. */
    static long product(long... factors) {
        long product = 1;
        for (long factor : factors) {
            product = factor == 0 ? 0 : product > Long.MAX_VALUE / factor ? Long.MAX_VALUE : product * factor;
        }
        return product;
    }

    /** Checks that windows of that kernel, stride and padding over {@code in} values yield {@code out}. */
    static void window(String name, int in, int out, int kernel, int stride, int padding) {
        boolean sensible = kernel > 0 && stride > 0 && padding >= 0;
        boolean small = Math.max(Math.max(kernel, stride), Math.max(in, padding)) <= MOST_EXTENT;
        require(sensible && small, name + ": kernel, stride or padding out of range");
        long span = in + 2L * padding - kernel;
        require(span >= 0 && span / stride + 1 == out, name + ": output extent does not follow from its input");
    }
}
