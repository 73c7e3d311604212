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

    /** The product of factors that are not negative; {@link Long#MAX_VALUE} where it would be larger. */
    static long product(long... factors) {
        long product = 1;
        for (long factor : factors) {
            product = factor == 0 ? 0 : product > Long.MAX_VALUE / factor ? Long.MAX_VALUE : product * factor;
        }
        return product;
    }
}
