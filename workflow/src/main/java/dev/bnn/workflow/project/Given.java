// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import dev.bnn.workflow.WorkflowException;
import java.util.Locale;

/** Checks numbers that a user sets for a parameter. */
public final class Given {
    private Given() {}

    /**
     * Refuses a value below the smallest that makes sense.
     *
     * @param parameter its name on the command line, such as {@code bnn.epochs}
     */
    public static void atLeast(long least, String parameter, long value) throws WorkflowException {
        if (value < least) {
            throw new WorkflowException(
                    String.format(Locale.ROOT, "%s is %d; give at least %,d.", parameter, value, least));
        }
    }

    /** Refuses a value above the largest that a machine can handle. */
    public static void atMost(long most, String parameter, long value) throws WorkflowException {
        if (value > most) {
            throw new WorkflowException(
                    String.format(Locale.ROOT, "%s is %d; give at most %,d.", parameter, value, most));
        }
    }
}
