// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.tune;

import java.util.ArrayList;
import java.util.List;

/**
 * The rungs of successive halving (Jamieson and Talwalkar 2016), keeping a third at each: all trials train for a few epochs, the
 * best third of them three times as long, and so on, until the last rung trains to the end.
 */
public final class SuccessiveHalving {
    private static final int KEPT = 3;

    /**
     * @param trials number of trials that take part; these are the best so far
     * @param epochs number of epochs that each has at the end of the rung
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
