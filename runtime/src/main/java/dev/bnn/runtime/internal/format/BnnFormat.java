// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.format;

/**
 * Constants that the reader and the writer of the {@code .bnnc} format share. A file is a header of four big-endian ints, namely
 * {@link #MAGIC}, {@link #VERSION}, the payload's length in bytes and its CRC-32, and then the payload.
 */
final class BnnFormat {
    static final int MAGIC = 0x424e4e43; // "BNNC"
    static final int VERSION = 7;
    /** Largest payload: 1 GiB. */
    static final int MAX_PAYLOAD = 1 << 30;

    /** The codes of the kinds of stages; each stage begins with one such byte. */
    static final int MATRIX = 1;

    static final int THRESHOLD = 2;
    static final int POOL = 3;
    static final int SCORE = 4;
    static final int SUM = 5;
    static final int ADD = 6;
    static final int DEPTHWISE = 7;
    static final int BRANCH = 8;
    static final int CONCAT = 9;
    static final int UPSAMPLE = 10;
    static final int SHUFFLE = 11;

    private BnnFormat() {}
}
