// SPDX-License-Identifier: Apache-2.0
package dev.bnn.csim;

/** The C simulation could not be made or did not come to its end. The message is for the user. */
public final class CSimulationException extends Exception {
    private static final long serialVersionUID = 1;

    public CSimulationException(String message) {
        super(message);
    }
}
