// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.request;

/** Values that are not finite, or a loss far above the first: the recipe does not suit the network. */
public final class DivergedException extends TrainingException {
    private static final long serialVersionUID = 1;

    public DivergedException(String message) {
        super(message);
    }
}
