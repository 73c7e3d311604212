// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.SumUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.Shape;
import dev.bnn.model.target.Memory;

/**
 * The resources of each unit of HLS. Logic is fitted to Verilog units of the same structure that yosys 0.23 mapped to seven-series
 * primitives. Memories follow from the sizes of the device's cells. docs/estimates.md has the measurements and the errors.
 */
public final class Costs implements CostModel, Unit.Visitor<Resources> {
    /** Control of a unit with a counter or two. */
    private static final int CONTROL = 50;

    /** Thresholds of more words than this go to block RAM. */
    private static final int LUT_THRESHOLDS = 512;

    /** Words of a stream that shift registers hold; deeper ones take block RAM. */
    private static final int SHIFT_REGISTER = 128;

    /** Width and height of the inputs of a multiplier. */
    private static final int DSP_WIDE = 25;

    private static final int DSP_NARROW = 18;

    /**
     * The shell around a pipeline on a board with a processor: DMA, interconnect, control port and reset. These are the vendor's
     * blocks, so the figures are assumptions, for a DMA with 64 bits of data.
     */
    public static final Resources SHELL = new Resources(4_000, 5_000, 6, 0, 0);

    private final int weightWord;

    /** @param weightWord largest width of a memory of weights; a processing element with wider words has several memories */
    public Costs(int weightWord) {
        this.weightWord = weightWord;
    }

    @Override
    public Resources unit(Unit unit) {
        return unit.accept(this);
    }

    @Override
    public Resources shell(Shape image) {
        return SHELL;
    }

    /** The kind of memory for the thresholds of a matrix unit. */
    public Memory thresholds(MatrixUnit.Thresholded unit) {
        return thresholdWords(unit) > LUT_THRESHOLDS ? Memory.BLOCK : Memory.LUT;
    }

    /** True if a stream is so deep that it is in block RAM. */
    public boolean inBlockRam(int depth) {
        return depth > SHIFT_REGISTER;
    }

    /** Shift registers of 32 words with pointers, or block RAM. The formula is FINN's for its FIFOs. */
    @Override
    public Resources stream(int bits, int depth) {
        long pointers = 2L * (Integer.SIZE - Integer.numberOfLeadingZeros(depth - 1));
        return inBlockRam(depth)
                ? new Resources(CONTROL + 2 * pointers, CONTROL, Memories.blockRam(bits, depth), 0, 0)
                : new Resources(
                        Memories.ceilDiv(depth, 32) * Memories.ceilDiv(bits, 2) + pointers, bits + pointers, 0, 0, 0);
    }

    @Override
    public Resources byteThreshold(Unit.ByteThreshold unit) {
        long channels = unit.shape().channels();
        return new Resources(CONTROL + 5 * channels, CONTROL + channels, 0, 0, 0);
    }

    @Override
    public Resources pad(Unit.Pad unit) {
        return outputRegister(unit);
    }

    @Override
    public Resources window(Unit.Window unit) {
        long rows = unit.rows();
        long bits = unit.inBits();
        // One memory per row of the ring, a multiplexer between them, and one between groups.
        long groups = unit.outBits() * Memories.multiplexer(unit.groups());
        long lut = 2 * CONTROL
                + rows * Memories.lutRam(bits, unit.in().width())
                + bits * Memories.multiplexer(rows)
                + groups;
        return new Resources(lut, CONTROL + 2 * bits, 0, 0, 0);
    }

    /** If one width divides the other, words are shifted by a fixed distance, else by one of many. */
    @Override
    public Resources width(Unit.Width unit) {
        long in = unit.inBits();
        long out = unit.outBits();
        if (in % out == 0) {
            return new Resources(2 * in + 6, in + 6, 0, 0, 0);
        }
        if (out % in == 0) {
            return new Resources(10, out + 6, 0, 0, 0);
        }
        long held = in + out;
        long positions = held / gcd(in, out);
        return new Resources(Math.round(0.8 * held * Math.log(positions) / Math.log(2)), held + 10, 0, 0, 0);
    }

    @Override
    public Resources sumPool(Unit.SumPool unit) {
        return sums(unit);
    }

    @Override
    public Resources pool(Unit.Pool unit) {
        return new Resources(CONTROL + unit.inBits(), CONTROL + 2L * unit.inBits(), 0, 0, 0);
    }

    @Override
    public Resources shuffle(Unit.Shuffle unit) {
        return outputRegister(unit);
    }

    /** An output register, and LUT RAM that keeps a row. */
    @Override
    public Resources upsample(Unit.Upsample unit) {
        return outputRegister(unit).plus(new Resources(Memories.lutRam(unit.inBits(), unit.buffered()), 0, 0, 0, 0));
    }

    @Override
    public Resources fork(Unit.Fork unit) {
        return outputRegister(unit);
    }

    @Override
    public Resources add(Unit.Add unit) {
        return sums(unit);
    }

    @Override
    public Resources concat(Unit.Concat unit) {
        return outputRegister(unit);
    }

    /** Per rank: one comparator (a LUT per two bits) and, after the first, a 2:1 multiplexer. */
    @Override
    public Resources labelSelect(Unit.LabelSelect unit) {
        long label = Integer.SIZE - Integer.numberOfLeadingZeros(unit.classes() - 1);
        long rank = unit.scoreBits() + label;
        long lut = CONTROL + unit.top() * Memories.ceilDiv(unit.scoreBits(), 2) + (unit.top() - 1) * rank;
        return new Resources(lut, CONTROL + unit.top() * rank, 0, 0, 0);
    }

    @Override
    public Resources mvtu(MatrixUnit.Mvtu unit) {
        long pe = unit.folding().pe();
        return matrix(unit, Memories.lutRam(unit.inBits(), unit.columnFolds()), pe)
                .plus(thresholdCosts(unit));
    }

    /** It holds the current pixel in a shift register, and one sum per channel. */
    @Override
    public Resources depthwise(MatrixUnit.Depthwise unit) {
        return matrix(unit, unit.inBits(), unit.weights().rows()).plus(thresholdCosts(unit));
    }

    @Override
    public Resources scores(MatrixUnit.Scores unit) {
        long pe = unit.folding().pe();
        long bits = unit.scoreBits();
        long multipliers = Memories.ceilDiv(bits, DSP_WIDE) * Memories.ceilDiv(unit.accumulatorBits(), DSP_NARROW);
        return matrix(unit, Memories.lutRam(unit.inBits(), unit.columnFolds()), pe)
                .plus(table(unit, Memory.LUT, bits, unit.rowFolds()).times(2 * pe))
                .plus(new Resources(pe * bits, pe * 2 * bits, 0, 0, pe * multipliers));
    }

    /** Control, and a register for the output. */
    private static Resources outputRegister(Unit unit) {
        return new Resources(CONTROL + unit.outBits(), CONTROL + unit.outBits(), 0, 0, 0);
    }

    /** One adder per channel, and one comparator per level of it. */
    private static Resources sums(SumUnit unit) {
        long adders = (long) unit.out().channels() * unit.sumBits();
        long lut = CONTROL + adders * (1 + unit.levels());
        return new Resources(lut, CONTROL + adders + unit.outBits(), 0, 0, 0);
    }

    /**
     * A matrix unit without the logic after its sums.
     *
     * @param vector LUTs that hold the input if there are several row folds
     * @param sums number of accumulators
     */
    private Resources matrix(MatrixUnit m, long vector, long sums) {
        long pe = m.folding().pe();
        long simd = m.folding().simd();
        long accumulator = m.accumulatorBits();
        long lut = CONTROL + (m.foldsPerVector() > 1 ? vector : 0) + pe * (lanes(m) + accumulator);
        long sumBits = Long.SIZE
                - Long.numberOfLeadingZeros(simd)
                + (m.counts() ? 1 : m.elementBits() + 1)
                + (m.weightBits() - 1);
        long ff = CONTROL + 2L * m.inBits() + sums * accumulator + pe * sumBits;
        return new Resources(lut, ff, 0, 0, 0).plus(weights(m));
    }

    /** One table per processing element. */
    private Resources weights(MatrixUnit m) {
        int width = m.folding().simd() * m.weightBits();
        Resources word = Resources.NONE;
        for (int low = 0; low < width; low += weightWord) {
            word = word.plus(table(m, m.folding().memory(), Math.min(weightWord, width - low), m.weightWords()));
        }
        return word.times(m.folding().pe());
    }

    private Resources thresholdCosts(MatrixUnit.Thresholded m) {
        long pe = m.folding().pe();
        long accumulator = m.accumulatorBits();
        // The first comparison shares its carry chain with the accumulator; each further level has its own.
        long further = (m.levels() - 1) * accumulator + (m.levels() > 1 ? m.levels() : 0);
        return table(m, thresholds(m), m.levels() * accumulator, thresholdWords(m))
                .times(pe)
                .plus(new Resources(pe * further, 0, 0, 0, 0));
    }

    private static long thresholdWords(MatrixUnit.Thresholded m) {
        return (long) m.rowFolds() * m.classes().count();
    }

    /** A table of constants, or of values that are loaded at run time. */
    private static Resources table(MatrixUnit m, Memory memory, long width, long depth) {
        return m.folding().loadable() ? Memories.ram(memory, width, depth) : Memories.rom(memory, width, depth);
    }

    /** The products of all lanes of a processing element, and their sum. */
    private static long lanes(MatrixUnit m) {
        long simd = m.folding().simd();
        long element = m.elementBits();
        long weight = m.weightBits();
        if (m.counts()) {
            // XNOR and popcount of a bit.
            return Memories.ceilDiv(11 * simd, 4);
        }
        if (weight == 1) {
            // 36 was measured for adding or subtracting a byte; adders grow with the bits.
            return 4 * (element + 1) * simd;
        }
        // Not measured: FINN-R's model of a product of this width, and its adder.
        long bits = element + weight;
        return simd * ((2 * Memories.ceilDiv(bits, 6) - 1) * bits + 2 * bits);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
