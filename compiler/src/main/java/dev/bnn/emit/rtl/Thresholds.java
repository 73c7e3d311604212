// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import dev.bnn.dataflow.MatrixUnit;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The thresholds of a unit as memory words. There is one word per position class and row fold, with the thresholds of every
 * processing element.
 */
final class Thresholds {
    private Thresholds() {}

    /** With one threshold per row: the values that sums start from. */
    static HexWords starts(MatrixUnit.Thresholded unit, MatrixNumbers numbers, int bits) {
        return words(started(unit, numbers), unit.folding().pe(), bits);
    }

    /** With several thresholds per row: the values that sums are compared with, level by level. */
    static HexWords levels(MatrixUnit.Thresholded unit, MatrixNumbers numbers, int bits) {
        return words(compared(unit, numbers), unit.folding().pe() * unit.levels(), bits);
    }

    private static HexWords words(long[] values, int elements, int bits) {
        HexWords words = new HexWords(elements * bits);
        for (int i = 0; i < values.length; i++) {
            words.field(values[i], bits);
            if (i % elements == elements - 1) {
                words.end();
            }
        }
        return words;
    }

    /** The values that all sums start from, by position class and row. */
    static long[] started(MatrixUnit.Thresholded unit, MatrixNumbers numbers) {
        return Arrays.stream(unit.thresholds())
                .flatMapToLong(ofClass ->
                        IntStream.range(0, ofClass.length).mapToLong(row -> numbers.start(row, ofClass[row])))
                .toArray();
    }

    /** All thresholds, lowered by what the RTL's sums lack ({@link MatrixNumbers#missing}). */
    static long[] compared(MatrixUnit.Thresholded unit, MatrixNumbers numbers) {
        int levels = unit.levels();
        return Arrays.stream(unit.thresholds())
                .flatMapToLong(ofClass -> {
                    long[] moved = new long[ofClass.length];
                    for (int i = 0; i < moved.length; i++) {
                        moved[i] = ofClass[i] - numbers.missing(i / levels);
                    }
                    return Arrays.stream(moved);
                })
                .toArray();
    }
}
