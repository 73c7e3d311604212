// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.emit.rtl.MatrixNumbers;
import dev.bnn.ir.Weights;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Caches what follows from the constants of a matrix unit whatever its folding, since a search asks for thousands of foldings. */
final class KnownConstants {
    private final Map<Weights, Known> known = Collections.synchronizedMap(new IdentityHashMap<>());

    /**
     * What is known about one unit.
     *
     * @param sumBits bits of the sum of a row
     * @param changingBits bits of the thresholds of a row that differ between rows; 0 for scores
     * @param tableBits number of these bits that differ from each other over all rows
     */
    record Known(MatrixNumbers numbers, int sumBits, int changingBits, int tableBits) {}

    /** What is known about a unit with thresholds. */
    Known of(MatrixUnit.Thresholded unit) {
        if (unit.folding().loadable()) {
            int bits = unit.levels() * unit.accumulatorBits();
            return new Known(MatrixNumbers.of(unit), unit.accumulatorBits(), bits, bits);
        }
        return known.computeIfAbsent(unit.weights(), w -> {
            MatrixNumbers numbers = MatrixNumbers.of(unit);
            int sum = numbers.sumBits(unit);
            List<BitSet> columns = changing(numbers.kept(unit), sum, unit.levels());
            return new Known(numbers, sum, columns.size(), new HashSet<>(columns).size());
        });
    }

    /** What is known about a unit with scores. */
    Known of(MatrixUnit.Scores unit) {
        if (unit.folding().loadable()) {
            return new Known(MatrixNumbers.of(unit), unit.accumulatorBits(), 0, 0);
        }
        return known.computeIfAbsent(unit.weights(), w -> {
            MatrixNumbers numbers = MatrixNumbers.of(unit);
            return new Known(numbers, numbers.sumBits(), 0, 0);
        });
    }

    /**
     * Number of different bit columns of a table that change from word to word.
     *
     * @param values values of the table, {@code parts} per word
     */
    static int columns(long[] values, int bits, int parts) {
        return new HashSet<>(changing(values, bits, parts)).size();
    }

    /**
     * Number of partial products that are added to others where each processing element multiplies by one value of a word: one less
     * than the bits that are not always 0 in its values.
     *
     * @param values values of the table, {@code parts} per word
     */
    static long addedRows(long[] values, int bits, int parts) {
        long added = 0;
        for (int part = 0; part < parts; part++) {
            long used = 0;
            for (int at = part; at < values.length; at += parts) {
                used |= values[at];
            }
            added += Math.max(0, Long.bitCount(used & -1L >>> Long.SIZE - bits) - 1);
        }
        return added;
    }

    /** The bit columns that change: the values of a bit in all words. */
    private static List<BitSet> changing(long[] values, int bits, int parts) {
        List<BitSet> columns = new ArrayList<>();
        int words = values.length / parts;
        for (int at = 0; at < parts * bits; at++) {
            BitSet column = new BitSet(words);
            for (int word = 0; word < words; word++) {
                column.set(word, (values[word * parts + at / bits] >> at % bits & 1) != 0);
            }
            if (column.cardinality() > 0 && column.cardinality() < words) {
                columns.add(column);
            }
        }
        return columns;
    }
}
