// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model.target;

import java.util.Locale;

/** The memory that stores a table of weights. */
public enum Memory {
    /** Look-up tables as ROM, 64 bits each. */
    LUT,
    /** Block RAM, in halves of 18 kbit. */
    BLOCK,
    /** Ultra RAM, 4,096 words of 72 bits each. */
    ULTRA;

    /** The style in the language: lut, block or ultra. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
