// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import java.util.function.Supplier;

/**
 * The forms of {@link BitCounts}. Which is faster depends on the processor, by a factor of about three: words where it counts bits in
 * vectors, bytes elsewhere.
 */
public enum CountForm {
    /** Bit counts of words. */
    WORDS(BitCounts.OfWords::new),
    /** Carry-save adders and counts of bytes. */
    BYTES(ByteCounts::new);

    private final Supplier<BitCounts> counts;

    CountForm(Supplier<BitCounts> counts) {
        this.counts = counts;
    }

    BitCounts counts() {
        return counts.get();
    }
}
