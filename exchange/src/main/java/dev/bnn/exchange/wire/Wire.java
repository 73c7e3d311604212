// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.wire;

/** Wire types of protocol buffers: how the bytes after a field's number are laid out. */
final class Wire {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private Wire() {}
}
