// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

/** A project could not be built for simulation, or its simulation did not finish. The message is for the user. */
public final class SimulationException extends Exception {
    private static final long serialVersionUID = 1;

    public SimulationException(String message) {
        super(message);
    }
}
