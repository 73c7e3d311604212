// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A goal cannot continue. The message says what is wrong and what to do. Most are mistakes that the user can fix. A failure of
 * the system is one of a file, of a program that the goal runs, or of this project itself.
 */
public final class WorkflowException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean ofSystem;

    /** A mistake by the user. */
    public WorkflowException(String message) {
        this(message, null);
    }

    /** A mistake by the user that another exception has revealed. */
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
     * Combines several failures into one. Its message consists of their messages, each on a line or more of its own, without
     * duplicates. It is a failure of the system if one of them is, and takes the first cause of that kind of failure. The
     * failures themselves become suppressed exceptions.
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

    /** True for a failure of the system; false for a mistake by the user. */
    public boolean ofSystem() {
        return ofSystem;
    }
}
