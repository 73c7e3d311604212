// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A goal cannot go on. The message says what is wrong and what to do. Most are mistakes that the user can mend; a failure of the
 * system is one of a file, of a program that the goal runs, or of this project itself.
 */
public final class WorkflowException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean ofSystem;

    /** A mistake of the user's. */
    public WorkflowException(String message) {
        this(message, null);
    }

    /** A mistake of the user's that an exception has shown. */
    public WorkflowException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private WorkflowException(String message, Throwable cause, boolean ofSystem) {
        super(message, cause);
        this.ofSystem = ofSystem;
    }

    /** A failure of the system. */
    public static WorkflowException ofSystem(String message) {
        return ofSystem(message, null);
    }

    /** A failure of the system, with its cause. */
    public static WorkflowException ofSystem(String message, Throwable cause) {
        return new WorkflowException(message, cause, true);
    }

    /**
     * Several failures as one, whose message has all of theirs, a line or more each, and equal ones once. It is one of the system
     * where one of them is, and has the first cause of such; the failures themselves are suppressed exceptions.
     */
    public static WorkflowException all(List<WorkflowException> failures) {
        if (failures.size() == 1) {
            return failures.get(0);
        }
        boolean anyOfSystem = failures.stream().anyMatch(WorkflowException::ofSystem);
        Throwable cause = failures.stream()
                .filter(f -> f.ofSystem == anyOfSystem && f.getCause() != null)
                .findFirst()
                .map(Throwable::getCause)
                .orElse(null);
        WorkflowException all = new WorkflowException(
                failures.stream()
                        .map(Throwable::getMessage)
                        .distinct()
                        .collect(Collectors.joining(System.lineSeparator())),
                cause,
                anyOfSystem);
        failures.forEach(all::addSuppressed);
        return all;
    }

    /** False for a mistake of the user's. */
    public boolean ofSystem() {
        return ofSystem;
    }
}
