// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.loops;

import java.util.Arrays;
import java.util.Optional;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Counts with the Vector API: counts stay in registers over all taps, and four rows share each word that is read. So loops over
 * few positions are as fast as long ones. To be loaded only if the JVM has the module {@code jdk.incubator.vector}.
 */
public final class VectorApiCounts implements BitCounts {
    /** The arrays of {@link VectorLoops#rows} have room for vectors of up to 512 bits. */
    private static final VectorSpecies<Integer> VECTOR =
            IntVector.SPECIES_PREFERRED.vectorBitSize() > IntVector.SPECIES_512.vectorBitSize()
                    ? IntVector.SPECIES_512
                    : IntVector.SPECIES_PREFERRED;

    private static final int LANES = VECTOR.length();

    /**
     * Looked up by name, since the Vector API has a bit count only since Java 19 and this class is compiled for Java 17. A
     * constant, so that the JIT compiler can inline it.
     */
    private static final VectorOperators.Unary BIT_COUNT = bitCount().orElse(VectorOperators.NOT);

    /** Whether this JVM's Vector API counts bits. */
    public static boolean available() {
        return bitCount().isPresent();
    }

    private static Optional<VectorOperators.Unary> bitCount() {
        try {
            return Optional.of((VectorOperators.Unary)
                    VectorOperators.class.getField("BIT_COUNT").get(null));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    @Override
    public void set(int[][] counts, int[] starts, int rows, int[][] words, int[][] others, int first, int taps, int n) {
        for (int r = 0; r < rows; r++) {
            Arrays.fill(counts[r], 0, n, starts[r]);
        }
        add(counts, rows, words, others, first, taps, n);
    }

    @Override
    public void add(int[][] counts, int rows, int[][] words, int[][] others, int first, int taps, int n) {
        if (rows == ROWS) {
            addToFour(counts, words, others, first, taps, n);
            return;
        }
        for (int r = 0; r < rows; r++) {
            addToOne(counts[r], words, others[r], first, taps, n);
        }
    }

    /** All in one method, because vectors that are passed to a method that is not inlined become objects. */
    private static void addToFour(int[][] counts, int[][] words, int[][] others, int first, int taps, int n) {
        int[] w = others[0];
        int[] x = others[1];
        int[] y = others[2];
        int[] z = others[3];
        for (int i = 0; i < n; i += LANES) {
            IntVector a = IntVector.fromArray(VECTOR, counts[0], i);
            IntVector b = IntVector.fromArray(VECTOR, counts[1], i);
            IntVector c = IntVector.fromArray(VECTOR, counts[2], i);
            IntVector d = IntVector.fromArray(VECTOR, counts[3], i);
            for (int t = 0; t < taps; t++) {
                IntVector word = IntVector.fromArray(VECTOR, words[t], i);
                a = a.add(differing(word, w[first + t]));
                b = b.add(differing(word, x[first + t]));
                c = c.add(differing(word, y[first + t]));
                d = d.add(differing(word, z[first + t]));
            }
            a.intoArray(counts[0], i);
            b.intoArray(counts[1], i);
            c.intoArray(counts[2], i);
            d.intoArray(counts[3], i);
        }
    }

    /** Works on four independent vectors at a time, so that each addition depends only on the sum of its own vector. */
    private static void addToOne(int[] counts, int[][] words, int[] others, int first, int taps, int n) {
        int i = 0;
        for (; i < n - 3 * LANES; i += 4 * LANES) {
            IntVector a = IntVector.fromArray(VECTOR, counts, i);
            IntVector b = IntVector.fromArray(VECTOR, counts, i + LANES);
            IntVector c = IntVector.fromArray(VECTOR, counts, i + 2 * LANES);
            IntVector d = IntVector.fromArray(VECTOR, counts, i + 3 * LANES);
            for (int t = 0; t < taps; t++) {
                int[] word = words[t];
                int other = others[first + t];
                a = a.add(differing(IntVector.fromArray(VECTOR, word, i), other));
                b = b.add(differing(IntVector.fromArray(VECTOR, word, i + LANES), other));
                c = c.add(differing(IntVector.fromArray(VECTOR, word, i + 2 * LANES), other));
                d = d.add(differing(IntVector.fromArray(VECTOR, word, i + 3 * LANES), other));
            }
            a.intoArray(counts, i);
            b.intoArray(counts, i + LANES);
            c.intoArray(counts, i + 2 * LANES);
            d.intoArray(counts, i + 3 * LANES);
        }
        for (; i < n; i += LANES) {
            IntVector sum = IntVector.fromArray(VECTOR, counts, i);
            for (int t = 0; t < taps; t++) {
                sum = sum.add(differing(IntVector.fromArray(VECTOR, words[t], i), others[first + t]));
            }
            sum.intoArray(counts, i);
        }
    }

    private static IntVector differing(IntVector words, int other) {
        return words.lanewise(VectorOperators.XOR, other).lanewise(BIT_COUNT);
    }
}
