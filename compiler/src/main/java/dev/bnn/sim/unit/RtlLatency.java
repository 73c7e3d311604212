// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.unit;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;

/**
 * Cycles from an iteration of a unit of the RTL library to the push of the word that it writes. A unit's pipeline never stops, so
 * they are the same for every word. The comment of each Verilog module lists its registers.
 */
public final class RtlLatency {
    private RtlLatency() {}

    /** The latency of a unit on a fabric. */
    public static int of(Unit unit, RtlFabric fabric) {
        return unit.accept(new Registers(fabric));
    }

    /** The latency of a tree of registered adders of four terms each. */
    static int sum(int terms) {
        int stages = 0;
        for (int left = terms; left > 1; left = (left + 3) / 4) {
            stages++;
        }
        return stages;
    }

    /** The latency of a count of bits: groups of six in look-up tables with a register, then their sum. */
    static int count(int bits) {
        return 1 + sum((bits + 5) / 6);
    }

    /** The latency of one cycle's products of a row, or of a channel, and of their sum. */
    public static int dot(MatrixUnit unit, RtlFabric fabric) {
        int staged = fabric.staged() ? 1 : 0;
        int lanes = unit.folding().simd();
        if (unit.counts()) {
            return staged + count(lanes);
        }
        boolean multiplies = unit.elementBits() > 1 && unit.weightBits() > 1;
        return staged + (multiplies ? 1 : 0) + sum(lanes);
    }

    /** The latency of comparisons with {@code levels} thresholds and of the count of those that are reached. */
    public static int levels(int levels) {
        return levels == 1 ? 1 : 1 + count(levels);
    }

    private record Registers(RtlFabric fabric) implements Unit.Visitor<Integer> {
        @Override
        public Integer mvtu(MatrixUnit.Mvtu unit) {
            return thresholded(unit);
        }

        @Override
        public Integer depthwise(MatrixUnit.Depthwise unit) {
            return thresholded(unit);
        }

        /**
         * Registers of words, products and sum, then of the comparison; a single constant threshold needs none, since the sum
         * starts from it.
         */
        private int thresholded(MatrixUnit.Thresholded unit) {
            boolean started = unit.levels() == 1 && !unit.folding().loadable();
            return 2 + dot(unit, fabric) + (started ? 0 : levels(unit.levels()));
        }

        /**
         * Registers of words, products and sum; of the product with the multiplier, with a second register; of the addition of the
         * addend.
         */
        @Override
        public Integer scores(MatrixUnit.Scores unit) {
            return 5 + dot(unit, fabric);
        }

        @Override
        public Integer byteThreshold(Unit.ByteThreshold unit) {
            return 1;
        }

        @Override
        public Integer pad(Unit.Pad unit) {
            return 1;
        }

        @Override
        public Integer window(Unit.Window unit) {
            return 1;
        }

        @Override
        public Integer width(Unit.Width unit) {
            return 1;
        }

        @Override
        public Integer sumPool(Unit.SumPool unit) {
            return 1 + levels(unit.levels());
        }

        @Override
        public Integer pool(Unit.Pool unit) {
            return 1;
        }

        @Override
        public Integer shuffle(Unit.Shuffle unit) {
            return 1;
        }

        @Override
        public Integer upsample(Unit.Upsample unit) {
            return 1;
        }

        @Override
        public Integer fork(Unit.Fork unit) {
            return 1;
        }

        @Override
        public Integer add(Unit.Add unit) {
            return 1 + levels(unit.levels());
        }

        @Override
        public Integer concat(Unit.Concat unit) {
            return 1;
        }

        @Override
        public Integer labelSelect(Unit.LabelSelect unit) {
            return 1;
        }
    }
}
