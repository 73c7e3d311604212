// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow;

/** A step that cannot go on for a reason that the person can mend. The message says what is wrong and what to do. */
public final class WorkflowException extends Exception {
    private static final long serialVersionUID = 1L;

    public WorkflowException(String message) {
        super(message);
    }
}
