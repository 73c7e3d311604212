// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

/** A data set is missing, unreadable or does not fit. The exception has a sentence for the user and, separately, a hint. */
public final class DataException extends Exception {
    private final String problem;
    private final String nextStep;

    public DataException(String problem, String nextStep) {
        super(problem + "\n  " + nextStep);
        this.problem = problem;
        this.nextStep = nextStep;
    }

    public DataException(String problem, String nextStep, Throwable cause) {
        super(problem + "\n  " + nextStep, cause);
        this.problem = problem;
        this.nextStep = nextStep;
    }

    /** What is wrong: the file, what was expected, what was found. */
    public String problem() {
        return problem;
    }

    /** What the user can do. */
    public String nextStep() {
        return nextStep;
    }
}
