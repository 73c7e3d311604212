// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import java.util.BitSet;
import java.util.Random;

/**
 * The cycles in which one end of a pipeline is active: cycle c is if bit c mod {@code period} is set.
 *
 * @param on at least one bit below {@code period} is set
 */
public record Pattern(BitSet on, int period) {
    /** Every cycle. */
    public static final Pattern ALWAYS = of("1");

    public Pattern {
        on = (BitSet) on.clone();
        if (on.isEmpty() || on.length() > period) {
            throw new IllegalArgumentException("no cycle of " + period);
        }
    }

    /** The pattern of one digit per cycle, 1 if it is on. */
    public static Pattern of(String digits) {
        BitSet on = new BitSet();
        for (int i = 0; i < digits.length(); i++) {
            on.set(i, digits.charAt(i) == '1');
        }
        return new Pattern(on, digits.length());
    }

    /** Off in {@code off} percent of the cycles, at random; each run of cycles lasts {@code burst} on average. */
    public static Pattern random(long seed, int off, int burst, int period) {
        Random random = new Random(seed);
        BitSet on = new BitSet();
        boolean now = true;
        for (int i = 0; i < period; i++) {
            if (random.nextInt(burst) == 0) {
                now = random.nextInt(100) >= off;
            }
            on.set(i, now);
        }
        on.set(random.nextInt(period));
        return new Pattern(on, period);
    }

    /** The first cycle at or after {@code from} that is on. */
    public long next(long from) {
        int at = (int) (from % period);
        int found = on.nextSetBit(at);
        return found >= 0 ? from + found - at : from + period - at + on.nextSetBit(0);
    }

    /** One digit per cycle. */
    public String digits() {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < period; i++) {
            digits.append(on.get(i) ? '1' : '0');
        }
        return digits.toString();
    }
}
