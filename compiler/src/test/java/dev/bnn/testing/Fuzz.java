// SPDX-License-Identifier: Apache-2.0
package dev.bnn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

/**
 * Runs cases that are made from seeds. A build tries a few. {@code -Dbnn.fuzz=N} tries N of each kind and prints their outcomes,
 * and then no case may take five seconds.
 */
public final class Fuzz {
    private static final boolean LONG = System.getProperty("bnn.fuzz") != null;
    private static final long MOST_NANOS = 5_000_000_000L;

    /** One try. */
    public interface Case {
        /** True if the input was accepted, false if it was properly rejected. */
        boolean run(Random random) throws Exception;
    }

    private Fuzz() {}

    /** Runs {@code cases} cases of a kind, or as many as asked for; a failure names the case. */
    public static void run(String kind, int cases, Case one) {
        int tries = Integer.getInteger("bnn.fuzz", cases);
        int taken = 0;
        long slowest = 0;
        for (int i = 0; i < tries; i++) {
            long start = System.nanoTime();
            try {
                taken += one.run(random(kind, i)) ? 1 : 0;
            } catch (Throwable e) {
                throw new AssertionError(kind + ", case " + i, e);
            }
            slowest = Math.max(slowest, System.nanoTime() - start);
            assertThat(LONG && slowest > MOST_NANOS)
                    .as(kind + ", case " + i + " took " + slowest / 1_000_000 + " ms")
                    .isFalse();
        }
        if (LONG) {
            System.out.printf("%s: %d cases, %d taken, the slowest %d ms%n", kind, tries, taken, slowest / 1_000_000);
        }
        assertThat(taken).as("cases that were taken").isPositive().isLessThan(tries);
    }

    private static Random random(String kind, int number) {
        return new Random(kind.hashCode() * 1_000_003L + number);
    }
}
