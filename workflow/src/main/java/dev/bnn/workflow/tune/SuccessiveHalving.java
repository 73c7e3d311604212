// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.tune;

import java.util.ArrayList;
import java.util.List;

/**
 * The rungs of successive halving (Jamieson and Talwalkar 2016) with a third kept at each: all trials train a little, the
 * best third of them three times as long, and so on until the last rung trains whole.
 */
public final class SuccessiveHalving {
    private static final int KEPT = 3;

    /**
     * @param trials how many take part, the best ones so far
     * @param epochs how many epochs each has when the rung is over
     */
    public record Rung(int trials, int epochs) {}

    private SuccessiveHalving() {}

    public static List<Rung> rungs(int trials, int epochs) {
        int cuts = 0;
        for (long each = KEPT; each <= trials && each <= epochs; each *= KEPT) {
            cuts++;
        }
        List<Rung> rungs = new ArrayList<>();
        for (int i = 0; i <= cuts; i++) {
            rungs.add(new Rung(divided(trials, i), divided(epochs, cuts - i)));
        }
        return rungs;
    }

    private static int divided(int number, int times) {
        int by = (int) Math.pow(KEPT, times);
        return (number + by - 1) / by;
    }
}
