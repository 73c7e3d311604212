// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir.text;

import dev.bnn.source.Span;

/** A text is not an IR. The message begins with file, line and column. */
public final class IrFormatException extends RuntimeException {
    IrFormatException(Span span, String message) {
        super(span + ": " + message);
    }
}
