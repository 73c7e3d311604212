// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import dev.bnn.dataflow.MatrixUnit;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The thresholds of a unit by class of the position and row fold, a word each, in it those of each processing element. */
final class Thresholds {
    private Thresholds() {}

    /** Where a row has one threshold: what its sum starts from. */
    static HexWords starts(MatrixUnit.Thresholded unit, MatrixNumbers numbers, int bits) {
        return words(started(unit, numbers), unit.folding().pe(), bits);
    }

    /** Where it has several: what its sum is compared with, level by level. */
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

    /** What all sums start from, by class of the position and row. */
    static long[] started(MatrixUnit.Thresholded unit, MatrixNumbers numbers) {
        return Arrays.stream(unit.thresholds())
                .flatMapToLong(ofClass ->
                        IntStream.range(0, ofClass.length).mapToLong(row -> numbers.start(row, ofClass[row])))
                .toArray();
    }

    /** All thresholds, for sums that lack what the row's do. */
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
