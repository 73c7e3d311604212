// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

/** A model that cannot be imported or exported. The message names the layer or node, the reason, and a way out. */
public final class ExchangeException extends Exception {
    private static final long serialVersionUID = 1L;

    public ExchangeException(String message) {
        super(message);
    }
}
