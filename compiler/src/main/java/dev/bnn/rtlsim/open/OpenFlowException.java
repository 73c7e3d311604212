// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.open;

/** The open tools cannot make a bitstream of a design; the message says why and what to do. */
public final class OpenFlowException extends Exception {
    private static final long serialVersionUID = 1;

    OpenFlowException(String message) {
        super(message);
    }
}
