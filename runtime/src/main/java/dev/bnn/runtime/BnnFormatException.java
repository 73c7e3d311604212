// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import java.io.IOException;

/** A file is no compiled network that this version can read: it is foreign, truncated, corrupt or of another version. */
public final class BnnFormatException extends IOException {
    public BnnFormatException(String message) {
        super(message);
    }

    public BnnFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
