// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import dev.bnn.dataflow.MatrixUnit;
import java.util.Arrays;

/** The thresholds of a unit by class of the position and row fold, a word each, in it those of each processing element. */
final class Thresholds {
    private Thresholds() {}

    /** Where a row has one threshold: what its sum starts from. */
    static HexWords starts(MatrixUnit.Thresholded unit, MatrixNumbers numbers, int bits) {
        int pe = unit.folding().pe();
        HexWords words = new HexWords(pe * bits);
        for (long[] ofClass : unit.thresholds()) {
            for (int row = 0; row < ofClass.length; row++) {
                words.field(numbers.start(row, ofClass[row]), bits);
                if (row % pe == pe - 1) {
                    words.end();
                }
            }
        }
        return words;
    }

    /** Where it has several: what its sum is compared with, level by level. */
    static HexWords levels(MatrixUnit.Thresholded unit, MatrixNumbers numbers, int bits) {
        int elements = unit.folding().pe() * unit.levels();
        HexWords words = new HexWords(elements * bits);
        long[] all = compared(unit, numbers);
        for (int i = 0; i < all.length; i++) {
            words.field(all[i], bits);
            if (i % elements == elements - 1) {
                words.end();
            }
        }
        return words;
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
