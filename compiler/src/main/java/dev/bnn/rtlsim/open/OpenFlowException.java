// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.open;

/** A design of which the open tools make no bitstream; the message says why and what to do. */
public final class OpenFlowException extends Exception {
    private static final long serialVersionUID = 1;

    OpenFlowException(String message) {
        super(message);
    }
}
