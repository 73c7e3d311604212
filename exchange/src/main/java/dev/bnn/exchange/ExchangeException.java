// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

/** A model that cannot be taken or given. The message names the layer or node, says why, and what helps. */
public final class ExchangeException extends Exception {
    private static final long serialVersionUID = 1L;

    public ExchangeException(String message) {
        super(message);
    }
}
