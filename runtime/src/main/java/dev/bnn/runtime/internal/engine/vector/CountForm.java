// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.internal.engine.vector.loops.BitCounts;
import dev.bnn.runtime.internal.engine.vector.loops.ByteCounts;
import java.util.function.Supplier;

/**
 * The forms of {@link BitCounts}. Which is faster depends on the processor, by a factor of about two: words where it counts bits in
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

    /**
     * The form that the system property {@code bnn.counts} names, {@code words} or {@code bytes}; words without it.
     *
     * @throws IllegalArgumentException if the property has another value
     */
    static CountForm wanted() {
        String wanted = System.getProperty("bnn.counts", "words");
        return switch (wanted) {
            case "words" -> WORDS;
            case "bytes" -> BYTES;
            default -> throw new IllegalArgumentException("bnn.counts is " + wanted + "; it can be words or bytes");
        };
    }

    BitCounts counts() {
        return counts.get();
    }
}
