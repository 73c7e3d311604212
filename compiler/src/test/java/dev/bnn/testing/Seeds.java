// SPDX-License-Identifier: Apache-2.0
package dev.bnn.testing;

/** Seeds of random cases. Every build tries the same cases; {@code -Dbnn.firstSeed=N} tries others. */
public final class Seeds {
    private static final long FIRST = Long.getLong("bnn.firstSeed", 0);

    private Seeds() {}

    /** The seed of a numbered case. */
    public static long of(long number) {
        return FIRST + number;
    }
}
