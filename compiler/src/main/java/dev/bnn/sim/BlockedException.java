// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

/** The units of a pipeline wait for each other forever. The message says which unit waits for what. */
public final class BlockedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BlockedException(String cycle) {
        super("the pipeline blocks: " + cycle);
    }
}
