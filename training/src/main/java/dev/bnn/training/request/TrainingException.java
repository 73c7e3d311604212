// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.request;

/** Training cannot start or continue; the message says why and what to do. */
public sealed class TrainingException extends Exception permits DivergedException {
    private static final long serialVersionUID = 1;

    public TrainingException(String message) {
        super(message);
    }

    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
