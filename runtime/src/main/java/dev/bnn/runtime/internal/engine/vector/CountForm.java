// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.internal.engine.vector.loops.BitCounts;
import dev.bnn.runtime.internal.engine.vector.loops.ByteCounts;
import dev.bnn.runtime.internal.engine.vector.loops.LoopCounts;
import dev.bnn.runtime.internal.engine.vector.loops.VectorApiCounts;
import java.util.function.Supplier;

/**
 * The implementations of {@link BitCounts}. Which one is fastest depends on the processor and the JVM: vectors if the JVM has the
 * Vector API; otherwise words if the processor counts bits in vectors; otherwise bytes.
 */
public enum CountForm {
    /** Bit counts of words. */
    WORDS(() -> new LoopCounts(new LoopCounts.OfWords())),
    /** Carry-save adders and counts of bytes. */
    BYTES(() -> new LoopCounts(new ByteCounts())),
    /** The Vector API of the JVM. A lambda, so that its class is loaded only if the API is available. */
    VECTORS(() -> new VectorApiCounts());

    private static final String VECTOR_API = "jdk.incubator.vector";

    private final Supplier<BitCounts> counts;

    CountForm(Supplier<BitCounts> counts) {
        this.counts = counts;
    }

    /** Whether this JVM supports the form. */
    public boolean available() {
        return this != VECTORS || ModuleLayer.boot().findModule(VECTOR_API).isPresent() && VectorApiCounts.available();
    }

    /**
     * The form that the system property {@code bnn.counts} names, {@code words}, {@code bytes} or {@code vectors}; without it,
     * vectors where they are available, else words.
     *
     * @throws IllegalArgumentException if the property has another value, or the form is not available
     */
    static CountForm wanted() {
        String wanted = System.getProperty("bnn.counts", VECTORS.available() ? "vectors" : "words");
        CountForm form = switch (wanted) {
            case "words" -> WORDS;
            case "bytes" -> BYTES;
            case "vectors" -> VECTORS;
            default ->
                throw new IllegalArgumentException("bnn.counts is " + wanted + "; it can be words, bytes or vectors");
        };
        if (!form.available()) {
            throw new IllegalArgumentException(
                    "bnn.counts is vectors, which needs Java 19 or newer, run with --add-modules " + VECTOR_API);
        }
        return form;
    }

    BitCounts counts() {
        return counts.get();
    }
}
