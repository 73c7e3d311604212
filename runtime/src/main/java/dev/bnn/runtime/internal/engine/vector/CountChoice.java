// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import java.util.Optional;

/**
 * Chooses the {@link CountForm} of a stage. Java does not tell what the processor has, and a trial at the start would time code that
 * the JVM has not compiled yet, the longer the busier the machine is. So a few calls in each thousand try each form on the stage's own
 * work, and the others use what has been faster. All threads share a choice; the results are the same whichever form counts.
 */
final class CountChoice {
    /** Of so many calls, the first few try one form each. */
    private static final int PERIOD = 256;
    /** Bytes must be faster by this much, so that chance does not choose where the two are alike. */
    private static final double CLEARLY = 0.9;

    private static final CountForm[] FORMS = CountForm.values();

    private final boolean tries;
    private volatile CountForm chosen;
    /** The least time for a unit of work, by form. */
    private final double[] best = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};

    /** @param fixed the form, or empty for trials */
    CountChoice(Optional<CountForm> fixed) {
        tries = fixed.isEmpty();
        chosen = fixed.orElse(CountForm.WORDS);
    }

    /** True where a call tries a form; {@link #took} wants to know how long it took. */
    boolean tries(int call) {
        return tries && call % PERIOD < FORMS.length;
    }

    /** The form for a call. */
    CountForm form(int call) {
        return tries(call) ? FORMS[call % PERIOD] : chosen;
    }

    /**
     * Notes what a trial took.
     *
     * @param work in any unit that is the same in all calls
     */
    synchronized void took(CountForm form, long nanos, int work) {
        best[form.ordinal()] = Math.min(best[form.ordinal()], (double) nanos / work);
        boolean bytes = best[CountForm.BYTES.ordinal()] < CLEARLY * best[CountForm.WORDS.ordinal()];
        chosen = bytes ? CountForm.BYTES : CountForm.WORDS;
    }
}
