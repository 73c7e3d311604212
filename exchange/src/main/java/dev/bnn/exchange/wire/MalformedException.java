// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.wire;

/** Bytes do not form the expected message. The exception's message says what is wrong, and where. */
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
        super(message);
    }
}
