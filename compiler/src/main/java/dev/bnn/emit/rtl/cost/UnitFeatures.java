// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.Padding;
import dev.bnn.model.Window;
import java.util.stream.IntStream;

/** The features of each unit of the RTL library, by the sizes of its modules. */
final class UnitFeatures implements Unit.Visitor<Amounts> {
    /**
     * Width of the counter with which a narrowed bit takes two look-up tables of six inputs and a multiplexer. With a narrower
     * counter it takes one look-up table. A wider counter is compared first; on UltraScale+, only one that is at least two bits
     * wider.
     */
    private static final int CHOSEN_TWICE = 5;

    /**
     * Yosys resets the register of a padding by its counters if these have at most this many bits; on UltraScale+ they must also
     * have more than {@link #RESET_ABOVE}.
     */
    private static final int RESET_BY = 8;

    private static final int RESET_ABOVE = 6;

    /** Inputs that each look-up table of six inputs adds to a multiplexer. */
    private static final int CHOICES = 3;

    private final Family family;
    private final KnownConstants constants = new KnownConstants();

    UnitFeatures(Family family) {
        this.family = family;
    }

    @Override
    public Amounts mvtu(MatrixUnit.Mvtu unit) {
        KnownConstants.Known known = constants.of(unit);
        return new MatrixFeatures(family, unit, known).kept().thresholds(unit).amounts();
    }

    @Override
    public Amounts depthwise(MatrixUnit.Depthwise unit) {
        KnownConstants.Known known = constants.of(unit);
        return new MatrixFeatures(family, unit, known).inTurn().thresholds(unit).amounts();
    }

    @Override
    public Amounts scores(MatrixUnit.Scores unit) {
        KnownConstants.Known known = constants.of(unit);
        return new MatrixFeatures(family, unit, known).kept().scores(unit).amounts();
    }

    @Override
    public Amounts byteThreshold(Unit.ByteThreshold unit) {
        return new Amounts()
                .add(Feature.THRESHOLD, 1)
                .add(Feature.THRESHOLD_CHANNELS, unit.shape().channels());
    }

    @Override
    public Amounts pad(Unit.Pad unit) {
        int rows = Cells.addressBits(unit.out().height());
        int columns = Cells.addressBits(unit.out().width());
        Padding sides = unit.padding();
        int inside = compared(sides.top(), unit.in().height(), unit.out().height())
                + compared(sides.left(), unit.in().width(), unit.out().width());
        return new Amounts()
                .add(Feature.PAD, 1)
                .add(Feature.PAD_COUNTER_BITS, rows + columns)
                .add(
                        Feature.PAD_WIDE_COUNTERS,
                        IntStream.of(rows, columns).filter(this::wide).count())
                .add(Feature.PAD_BITS, unit.inBits())
                .add(Feature.PAD_CHOSEN_BITS, resets(inside) ? 0 : unit.inBits());
    }

    /** Whether a counter has more bits than a look-up table of iCE40. */
    private boolean wide(int bits) {
        return family == Family.ICE40 && bits > Cells.FOUR_INPUTS;
    }

    /** Whether yosys 0.23 resets the register of a padding by counters of {@code bits} bits; otherwise look-up tables choose the word. */
    private boolean resets(int bits) {
        return bits <= RESET_BY && (family != Family.XCUP || bits > RESET_ABOVE);
    }

    /** Bits of a counter that decide whether it lies between two borders. */
    private static int compared(int before, int size, int whole) {
        int zeros = Math.min(zeros(before), zeros(before + size));
        return Math.max(0, Cells.addressBits(whole) - zeros);
    }

    /** Trailing zeros of a number; all its bits for 0. */
    private static int zeros(int number) {
        return Integer.numberOfTrailingZeros(number);
    }

    @Override
    public Amounts window(Unit.Window unit) {
        Window window = unit.window();
        long width = unit.in().width();
        long ring = unit.rows() * width;
        long row = Math.max(unit.fill(), Math.max(unit.writesPerRow(), unit.readsPerRow()));
        int address = Cells.addressBits(ring);
        // Rows of the ring begin at multiples of the width, whose low zeros take no cells.
        int rowAddress = Math.max(0, address - Long.numberOfTrailingZeros(width));
        int counters = Cells.addressBits(row + 1)
                + Cells.addressBits(unit.in().pixels() + 1)
                + Cells.addressBits(unit.out().height())
                + Cells.addressBits(window.kernelHeight())
                + Cells.addressBits(window.kernelWidth())
                + 2 * Cells.addressBits(width + window.strideX() + window.spanWidth())
                + address
                + 2 * rowAddress
                + 2 * Cells.addressBits(unit.groups());
        Amounts amounts = new Amounts()
                .add(Feature.WINDOW, 1)
                .add(Feature.WINDOW_COUNTER_BITS, counters)
                .add(Feature.WINDOW_WRAPPED_BITS, Long.bitCount(ring) == 1 ? 0 : address + 2 * rowAddress)
                .add(Feature.WINDOW_CHOICE, unit.outBits() * Cells.ceilDiv(unit.groups() - 1L, CHOICES));
        if (Cells.ramInBlocks(family, unit.inBits(), ring)) {
            return amounts.ram(BlockRam.ram(family, unit.inBits(), ring).count());
        }
        // A block RAM contains the register of the word that is read.
        amounts.add(Feature.WINDOW_BITS, unit.inBits());
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
            boolean twice = counter == CHOSEN_TWICE && family != Family.ICE40
                    || counter == CHOSEN_TWICE + 1 && family == Family.XCUP;
            return amounts.add(Feature.NARROWED_BITS, in).add(Feature.NARROWED_FAR_BITS, twice ? in : 0);
        }
        if (in == common) {
            return amounts.add(Feature.WIDENED_BITS, out);
        }
        // An input word can begin at any multiple of the common divisor in an output word.
        return amounts.add(Feature.SHIFTED_BITS, (double) in + out)
                .add(Feature.PLACED_BITS, (double) in * out / common);
    }

    @Override
    public Amounts sumPool(Unit.SumPool unit) {
        ConstantLevels levels = ConstantLevels.of(family, unit);
        return levels.addTo(new Amounts(), unit)
                .add(Feature.CHANNEL_SUMS, 1)
                .add(Feature.POOL_SUM_BITS, (double) levels.channels() * unit.sumBits());
    }

    @Override
    public Amounts add(Unit.Add unit) {
        ConstantLevels levels = ConstantLevels.of(family, unit);
        return levels.addTo(new Amounts(), unit)
                .add(Feature.CHANNEL_SUMS, 1)
                .add(Feature.ADDED_BITS, added(unit, levels))
                .add(Feature.COMPARED_SUM_BITS, levels.comparedBits());
    }

    /**
     * Codes are added in a carry chain. The sum of two bits takes a look-up table per bit, which on iCE40 shares the cell of its
     * register.
     */
    private long added(Unit.Add unit, ConstantLevels levels) {
        if (unit.elementBits() > 1) {
            return levels.channels() * unit.elementBits();
        }
        return family == Family.ICE40 ? 0 : levels.comparedBits();
    }

    @Override
    public Amounts pool(Unit.Pool unit) {
        return new Amounts()
                .add(Feature.POOL, 1)
                .add(unit.elementBits() == 1 ? Feature.POOLED_BITS : Feature.POOLED_CODE_BITS, unit.inBits())
                .add(
                        Feature.POOLED_CODE_TABLES,
                        (double) unit.inBits() / unit.elementBits() * Cells.greater(family, unit.elementBits()));
    }

    @Override
    public Amounts shuffle(Unit.Shuffle unit) {
        return new Amounts().add(Feature.SHUFFLE, 1).add(Feature.SHUFFLE_BITS, unit.inBits());
    }

    @Override
    public Amounts upsample(Unit.Upsample unit) {
        boolean repeatsRows = unit.factor().rows() > 1;
        int counters = Cells.addressBits(unit.factor().rows())
                + (repeatsRows ? Cells.addressBits(unit.in().width()) : 0)
                + Cells.addressBits(unit.factor().columns());
        Amounts amounts = new Amounts()
                .add(Feature.UPSAMPLE, 1)
                .add(Feature.UPSAMPLE_COUNTER_BITS, counters)
                .add(Feature.UPSAMPLE_BITS, unit.inBits());
        if (!repeatsRows || unit.in().width() == 1) {
            return amounts;
        }
        amounts.add(Feature.UPSAMPLE_CHOSEN_BITS, unit.inBits());
        if (Cells.ramInBlocks(family, unit.inBits(), unit.buffered())) {
            return amounts.ram(
                    BlockRam.ram(family, unit.inBits(), unit.buffered()).count());
        }
        return family == Family.ICE40
                ? amounts.add(Feature.UPSAMPLE_RAM, (double) unit.inBits() * unit.buffered())
                : amounts.add(Feature.UPSAMPLE_RAM, Cells.singlePort(family, unit.inBits(), unit.buffered()));
    }

    @Override
    public Amounts fork(Unit.Fork unit) {
        return new Amounts().add(Feature.FORK, 1).add(Feature.FORK_BITS, unit.inBits());
    }

    /** Its registers are those of a stream copy as wide as its result. */
    @Override
    public Amounts concat(Unit.Concat unit) {
        return new Amounts().add(Feature.FORK, 1).add(Feature.FORK_BITS, unit.outBits());
    }

    @Override
    public Amounts labelSelect(Unit.LabelSelect unit) {
        double scores = (double) unit.top() * unit.scoreBits();
        double labels = (double) unit.top() * Cells.addressBits(unit.classes() + unit.top());
        return new Amounts()
                .add(Feature.LABEL, 1)
                .add(Feature.LABEL_COUNTER_BITS, Cells.addressBits(unit.classes() + unit.top()))
                .add(Feature.PLACES, unit.top())
                .add(Feature.PLACE_SCORE_BITS, scores)
                .add(Feature.PLACE_COMPARED_TABLES, (double) unit.top() * Cells.compared(family, unit.scoreBits()))
                .add(Feature.MOVED_SCORE_BITS, scores - unit.scoreBits())
                .add(Feature.PLACE_LABEL_BITS, labels)
                .add(Feature.MOVED_LABEL_BITS, unit.top() > 1 ? labels : 0);
    }

    /** A stream of {@code depth} words of {@code bits} bits. */
    Amounts stream(int bits, int depth) {
        int pointer = Cells.addressBits(depth);
        Amounts amounts = new Amounts().add(Feature.STREAM, 1).add(Feature.STREAM_POINTER_BITS, pointer);
        if (family.fabric().inBlockRam(bits, depth)) {
            return amounts.add(Feature.STREAM_BLOCK, 1)
                    .add(Feature.STREAM_BLOCK_POINTER_BITS, pointer)
                    .ram(BlockRam.ram(family, bits, depth).count());
        }
        return family == Family.ICE40
                ? amounts.add(Feature.STREAM_REGISTERS, (double) bits * depth).add(Feature.STREAM_WORDS, depth)
                : amounts.add(Feature.STREAM_RAM, Cells.lutRam(family, bits, depth));
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
