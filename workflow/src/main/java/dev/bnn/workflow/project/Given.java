// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import dev.bnn.workflow.WorkflowException;
import java.util.Locale;

/** Checks of numbers that a user gives to a parameter. */
public final class Given {
    private Given() {}

    /**
     * Refuses a value below the least that makes sense.
     *
     * @param parameter its name on the command line, such as {@code bnn.epochs}
     */
    public static void atLeast(long least, String parameter, long value) throws WorkflowException {
        if (value < least) {
            throw new WorkflowException(
                    String.format(Locale.ROOT, "%s is %d; give at least %,d.", parameter, value, least));
        }
    }

    /** Refuses a value above the most that a machine has room for. */
    public static void atMost(long most, String parameter, long value) throws WorkflowException {
        if (value > most) {
            throw new WorkflowException(
                    String.format(Locale.ROOT, "%s is %d; give at most %,d.", parameter, value, most));
        }
    }
}
