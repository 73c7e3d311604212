// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.SumUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.Window;

/** The features of each unit of the RTL library, by the sizes of its modules. */
final class UnitFeatures implements Unit.Visitor<Amounts> {
    /** Bits of a counter that share a look-up table with the two bits between which it chooses. */
    private static final int CHOSEN_BY = 4;

    /** Further choices that a look-up table of six inputs adds to a multiplexer. */
    private static final int CHOICES = 3;

    /** Inputs of a look-up table of a comparison with a constant. */
    private static final int COMPARED = 6;

    private final Family family;

    UnitFeatures(Family family) {
        this.family = family;
    }

    @Override
    public Amounts mvtu(MatrixUnit.Mvtu unit) {
        return new MatrixFeatures(family, unit).kept().thresholds(unit).amounts();
    }

    @Override
    public Amounts depthwise(MatrixUnit.Depthwise unit) {
        return new MatrixFeatures(family, unit).inTurn().thresholds(unit).amounts();
    }

    @Override
    public Amounts scores(MatrixUnit.Scores unit) {
        return new MatrixFeatures(family, unit).kept().scores(unit).amounts();
    }

    @Override
    public Amounts byteThreshold(Unit.ByteThreshold unit) {
        return new Amounts()
                .add(Feature.THRESHOLD, 1)
                .add(Feature.THRESHOLD_CHANNELS, unit.shape().channels());
    }

    @Override
    public Amounts pad(Unit.Pad unit) {
        int counters = Cells.addressBits(unit.out().height())
                + Cells.addressBits(unit.out().width());
        return new Amounts()
                .add(Feature.PAD, 1)
                .add(Feature.PAD_COUNTER_BITS, counters)
                .add(Feature.PAD_BITS, unit.inBits());
    }

    @Override
    public Amounts window(Unit.Window unit) {
        Window window = unit.window();
        long width = unit.in().width();
        long ring = unit.rows() * width;
        long row = Math.max(unit.fill(), Math.max(unit.writesPerRow(), unit.readsPerRow()));
        int counters = Cells.addressBits(row + 1)
                + Cells.addressBits(unit.in().pixels() + 1)
                + Cells.addressBits(unit.out().height())
                + Cells.addressBits(window.kernelHeight())
                + Cells.addressBits(window.kernelWidth())
                + 2 * Cells.addressBits(width + window.strideX() + window.spanWidth())
                + 3 * Cells.addressBits(ring)
                + 2 * Cells.addressBits(unit.groups());
        Amounts amounts = new Amounts()
                .add(Feature.WINDOW, 1)
                .add(Feature.WINDOW_COUNTER_BITS, counters)
                .add(Feature.WINDOW_BITS, unit.inBits())
                .add(Feature.WINDOW_CHOICE, unit.outBits() * Cells.ceilDiv(unit.groups() - 1L, CHOICES));
        if (Cells.ramInBlocks(family, unit.inBits(), ring)) {
            return amounts.ram(Cells.blockRam(family, unit.inBits(), ring));
        }
        return family == Family.ICE40
                ? amounts.add(Feature.WINDOW_RAM, unit.inBits() * ring)
                : amounts.add(Feature.WINDOW_RAM, Cells.lutRam(family, unit.inBits(), ring));
    }

    @Override
    public Amounts width(Unit.Width unit) {
        int in = unit.inBits();
        int out = unit.outBits();
        int common = gcd(in, out);
        int counter = Cells.addressBits((in + out) / common + 1);
        Amounts amounts = new Amounts().add(Feature.WIDTH, 1).add(Feature.WIDTH_COUNTER_BITS, counter);
        if (out == common) {
            return amounts.add(Feature.NARROWED_BITS, in).add(Feature.NARROWED_FAR_BITS, counter > CHOSEN_BY ? in : 0);
        }
        if (in == common) {
            return amounts.add(Feature.WIDENED_BITS, out);
        }
        // A word that comes in can begin at any of the units of a word that leaves.
        return amounts.add(Feature.SHIFTED_BITS, (double) in + out)
                .add(Feature.PLACED_BITS, (double) in * out / common);
    }

    @Override
    public Amounts sumPool(Unit.SumPool unit) {
        return sums(unit).add(Feature.POOL_SUM_BITS, (double) unit.out().channels() * unit.sumBits());
    }

    @Override
    public Amounts add(Unit.Add unit) {
        return sums(unit).add(Feature.ADD_SUM_BITS, (double) unit.out().channels() * unit.sumBits());
    }

    private static Amounts sums(SumUnit unit) {
        long levels = (long) unit.out().channels() * unit.levels();
        return new Amounts()
                .add(Feature.CHANNEL_SUMS, 1)
                .add(Feature.LEVEL_BITS, levels * Cells.ceilDiv(unit.sumBits(), COMPARED))
                .add(Feature.LEVEL_COUNTS, unit.levels() > 1 ? levels : 0);
    }

    @Override
    public Amounts pool(Unit.Pool unit) {
        return new Amounts()
                .add(Feature.POOL, 1)
                .add(unit.elementBits() == 1 ? Feature.POOLED_BITS : Feature.POOLED_CODE_BITS, unit.inBits());
    }

    @Override
    public Amounts shuffle(Unit.Shuffle unit) {
        return new Amounts().add(Feature.SHUFFLE, 1).add(Feature.SHUFFLE_BITS, unit.inBits());
    }

    @Override
    public Amounts upsample(Unit.Upsample unit) {
        int counters = Cells.addressBits(unit.factor().rows())
                + Cells.addressBits(unit.in().width())
                + Cells.addressBits(unit.factor().columns());
        Amounts amounts = new Amounts()
                .add(Feature.UPSAMPLE, 1)
                .add(Feature.UPSAMPLE_COUNTER_BITS, counters)
                .add(Feature.UPSAMPLE_BITS, unit.inBits());
        if (unit.factor().rows() == 1 || unit.in().width() == 1) {
            return amounts;
        }
        amounts.add(Feature.UPSAMPLE_CHOSEN_BITS, unit.inBits());
        if (Cells.ramInBlocks(family, unit.inBits(), unit.buffered())) {
            return amounts.ram(Cells.blockRam(family, unit.inBits(), unit.buffered()));
        }
        return family == Family.ICE40
                ? amounts.add(Feature.UPSAMPLE_RAM, (double) unit.inBits() * unit.buffered())
                : amounts.add(Feature.UPSAMPLE_RAM, Cells.lutRam(family, unit.inBits(), unit.buffered()));
    }

    @Override
    public Amounts fork(Unit.Fork unit) {
        return new Amounts().add(Feature.FORK, 1).add(Feature.FORK_BITS, unit.inBits());
    }

    /** The registers are those of a stream copy as wide as its result. */
    @Override
    public Amounts concat(Unit.Concat unit) {
        return new Amounts().add(Feature.FORK, 1).add(Feature.FORK_BITS, unit.outBits());
    }

    @Override
    public Amounts labelSelect(Unit.LabelSelect unit) {
        return new Amounts()
                .add(Feature.LABEL, 1)
                .add(Feature.LABEL_COUNTER_BITS, Cells.addressBits(unit.classes() + unit.top()))
                .add(Feature.PLACE_SCORE_BITS, (double) unit.top() * unit.scoreBits())
                .add(Feature.PLACE_LABEL_BITS, (double) unit.top() * Cells.addressBits(unit.classes() + unit.top()));
    }

    /** A stream of {@code depth} words of {@code bits} bits. */
    Amounts stream(int bits, int depth) {
        int pointer = Cells.addressBits(depth);
        Amounts amounts = new Amounts().add(Feature.STREAM, 1).add(Feature.STREAM_POINTER_BITS, pointer);
        if (family.fabric().inBlockRam(bits, depth)) {
            return amounts.add(Feature.STREAM_BLOCK, 1)
                    .add(Feature.STREAM_BLOCK_POINTER_BITS, pointer)
                    .ram(Cells.blockRam(family, bits, depth));
        }
        return family == Family.ICE40
                ? amounts.add(Feature.STREAM_REGISTERS, (double) bits * depth).add(Feature.STREAM_WORDS, depth)
                : amounts.add(Feature.STREAM_RAM, Cells.lutRam(family, bits, depth));
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
