// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import java.io.IOException;

/**
 * A file is not a compiled network that this version can read: it has another format or version, or it is truncated or corrupt.
 */
public final class BnnFormatException extends IOException {
    public BnnFormatException(String message) {
        super(message);
    }

    public BnnFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
