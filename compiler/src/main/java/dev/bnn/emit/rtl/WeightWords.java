// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import dev.bnn.dataflow.MatrixUnit;

/** The weights of a unit as memory words. There is one word per cycle, with the weights of every processing element, the first lowest. */
final class WeightWords implements MatrixUnit.Visitor<HexWords> {
    @Override
    public HexWords mvtu(MatrixUnit.Mvtu unit) {
        return matrix(unit);
    }

    @Override
    public HexWords scores(MatrixUnit.Scores unit) {
        return matrix(unit);
    }

    private static HexWords matrix(MatrixUnit unit) {
        int pe = unit.folding().pe();
        int simd = unit.folding().simd();
        HexWords words = new HexWords(pe * simd * unit.weightBits());
        for (int fold = 0; fold < unit.rowFolds(); fold++) {
            for (int column = 0; column < unit.columnFolds(); column++) {
                for (int p = 0; p < pe; p++) {
                    for (int lane = 0; lane < simd; lane++) {
                        weight(words, unit, fold * pe + p, column * simd + lane);
                    }
                }
                words.end();
            }
        }
        return words;
    }

    @Override
    public HexWords depthwise(MatrixUnit.Depthwise unit) {
        int pe = unit.folding().pe();
        HexWords words = new HexWords(pe * unit.weightBits());
        for (int tap = 0; tap < unit.columnFolds(); tap++) {
            for (int fold = 0; fold < unit.rowFolds(); fold++) {
                for (int p = 0; p < pe; p++) {
                    weight(words, unit, fold * pe + p, tap);
                }
                words.end();
            }
        }
        return words;
    }

    /** A weight of one bit is 1 for +1 and 0 for -1; wider weights are in two's complement. */
    private static void weight(HexWords words, MatrixUnit unit, int row, int column) {
        int weight = unit.weights().at(row, column);
        words.field(unit.weightBits() == 1 ? (weight > 0 ? 1 : 0) : weight, unit.weightBits());
    }
}
