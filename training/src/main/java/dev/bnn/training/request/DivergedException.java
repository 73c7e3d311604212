// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.request;

/** Training diverged: a value is not finite, or the loss is far above that of the first epoch. */
public final class DivergedException extends TrainingException {
    private static final long serialVersionUID = 1;

    public DivergedException(String message) {
        super(message);
    }
}
