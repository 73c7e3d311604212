// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.Memory;

/**
 * What each unit costs. Logic is fitted to Verilog units of the same structure that yosys 0.23 mapped to seven-series
 * primitives; memories follow from what the device's cells hold. docs/estimates.md has the measurements and the errors.
 */
public final class Costs {
    /** Control of a unit with a counter or two. */
    private static final int CONTROL = 50;

    /** Words of a memory in one limb of a weight word: what a C++ literal can hold. */
    private static final int LIMB = 64;

    /** Thresholds of more words than this go to block RAM. */
    private static final int LUT_THRESHOLDS = 512;

    /** Words of a stream that shift registers hold; deeper ones take block RAM. */
    private static final int SHIFT_REGISTER = 128;

    /** Width and height of the inputs of a multiplier. */
    private static final int DSP_WIDE = 25;

    private static final int DSP_NARROW = 18;

    /**
     * What stands around the pipeline on a board: DMA to and from memory, interconnect, control port, reset. Assumed,
     * since it is not ours: a plain DMA with 64 bit data.
     */
    public static final Resources SHELL = new Resources(4_000, 5_000, 6, 0, 0);

    private Costs() {}

    /** A unit without the stream behind it. */
    public static Resources of(Unit unit) {
        if (unit instanceof MatrixUnit m) {
            return matrix(m);
        } else if (unit instanceof Unit.Window w) {
            long rows = w.kernel() + w.stride();
            long bits = w.inBits();
            // A memory for each row of the ring, and the choice among them.
            long lut = 2 * CONTROL + rows * Memories.lutRam(bits, w.in().width()) + bits * Memories.multiplexer(rows);
            return new Resources(lut, CONTROL + 2 * bits, 0, 0, 0);
        } else if (unit instanceof Unit.Width w) {
            return width(w.inBits(), w.outBits());
        } else if (unit instanceof Unit.ByteThreshold t) {
            long channels = t.shape().channels();
            return new Resources(CONTROL + 5 * channels, CONTROL + channels, 0, 0, 0);
        } else if (unit instanceof Unit.Pool p) {
            return new Resources(CONTROL + p.inBits(), CONTROL + 2L * p.inBits(), 0, 0, 0);
        } else if (unit instanceof Unit.SumPool p) {
            return sums(p, p.out().channels(), p.sumBits(), p.levels());
        } else if (unit instanceof Unit.Add a) {
            return sums(a, a.out().channels(), a.sumBits(), a.levels());
        } else if (unit instanceof Unit.LabelSelect l) {
            return labels(l);
        }
        return new Resources(CONTROL + unit.outBits(), CONTROL + unit.outBits(), 0, 0, 0);
    }

    /** By channel an adder, and a comparison a level. */
    private static Resources sums(Unit unit, long channels, long bits, long levels) {
        long lut = CONTROL + channels * bits * (1 + levels);
        return new Resources(lut, CONTROL + channels * bits + unit.outBits(), 0, 0, 0);
    }

    /** By place a comparison, of two bits a look-up table, and a choice between the new score and the place before. */
    private static Resources labels(Unit.LabelSelect unit) {
        long label = Integer.SIZE - Integer.numberOfLeadingZeros(unit.classes() - 1);
        long place = unit.scoreBits() + label;
        long lut = CONTROL + unit.top() * Memories.ceilDiv(unit.scoreBits(), 2) + (unit.top() - 1) * place;
        return new Resources(lut, CONTROL + unit.top() * place, 0, 0, 0);
    }

    /** The weights of a matrix unit, apart from its logic. Each processing element has a table of its own. */
    public static Resources weights(MatrixUnit m, Memory memory) {
        int width = m.folding().simd() * m.weightBits();
        Resources limbs = Resources.NONE;
        for (int low = 0; low < width; low += LIMB) {
            limbs = limbs.plus(table(m, memory, Math.min(LIMB, width - low), m.weightWords()));
        }
        return times(limbs, m.folding().pe());
    }

    /** A table of constants, or of what is loaded at run time. */
    private static Resources table(MatrixUnit m, Memory memory, long width, long depth) {
        return m.folding().loadable() ? Memories.ram(memory, width, depth) : Memories.rom(memory, width, depth);
    }

    /** What stores the thresholds of a matrix unit. */
    public static Memory thresholds(MatrixUnit.Thresholded m) {
        return thresholdWords(m) > LUT_THRESHOLDS ? Memory.BLOCK : Memory.LUT;
    }

    /** True where a stream is deep enough for block RAM. */
    public static boolean inBlockRam(int depth) {
        return depth > SHIFT_REGISTER;
    }

    /** A stream: shift registers of 32 words with pointers, or block RAM. The formula is FINN's for its FIFOs. */
    public static Resources stream(int bits, int depth) {
        long pointers = 2L * (Integer.SIZE - Integer.numberOfLeadingZeros(depth - 1));
        return inBlockRam(depth)
                ? new Resources(CONTROL + 2 * pointers, CONTROL, Memories.blockRam(bits, depth), 0, 0)
                : new Resources(
                        Memories.ceilDiv(depth, 32) * Memories.ceilDiv(bits, 2) + pointers, bits + pointers, 0, 0, 0);
    }

    /** The streams that a unit of a pipeline writes, before depths are sized. */
    public static Resources stream(Unit unit) {
        Resources one = stream(unit.outBits(), Dataflow.LEAST_DEPTH);
        return unit instanceof Unit.Fork ? one.plus(one) : one;
    }

    private static Resources matrix(MatrixUnit m) {
        long pe = m.folding().pe();
        long simd = m.folding().simd();
        long accumulator = m.accumulatorBits();
        long vector = m.rowFolds() > 1 ? vector(m) : 0;
        long lut = CONTROL + vector + pe * (lanes(m) + accumulator);
        long sumBits = Long.SIZE
                - Long.numberOfLeadingZeros(simd)
                + (m.counts() ? 1 : m.elementBits() + 1)
                + (m.weightBits() - 1);
        // A depthwise unit has a sum for each of its channels.
        long held = m instanceof MatrixUnit.Depthwise ? m.weights().rows() : pe;
        long ff = CONTROL + 2L * m.inBits() + held * accumulator + pe * sumBits;
        Resources total =
                new Resources(lut, ff, 0, 0, 0).plus(weights(m, m.folding().memory()));
        if (m instanceof MatrixUnit.Thresholded t) {
            // The first comparison shares its carry chain with the accumulator; each further level has its own.
            long further = (t.levels() - 1) * accumulator + (t.levels() > 1 ? t.levels() : 0);
            return total.plus(times(table(t, thresholds(t), t.levels() * accumulator, thresholdWords(t)), pe))
                    .plus(new Resources(pe * further, 0, 0, 0, 0));
        }
        MatrixUnit.Scores s = (MatrixUnit.Scores) m;
        long multipliers = Memories.ceilDiv(s.scoreBits(), DSP_WIDE) * Memories.ceilDiv(accumulator, DSP_NARROW);
        Resources tables = times(table(s, Memory.LUT, s.scoreBits(), s.rowFolds()), 2 * pe);
        return total.plus(tables)
                .plus(new Resources(pe * s.scoreBits(), pe * 2 * s.scoreBits(), 0, 0, pe * multipliers));
    }

    /** What keeps the input for all row folds: the whole vector, or the present pixel, which is shifted. */
    private static long vector(MatrixUnit m) {
        return m instanceof MatrixUnit.Depthwise ? m.inBits() : Memories.lutRam(m.inBits(), m.columnFolds());
    }

    /** Products and their sum, of all lanes of a processing element. */
    private static long lanes(MatrixUnit m) {
        long simd = m.folding().simd();
        long element = m.elementBits();
        long weight = m.weightBits();
        if (m.counts()) {
            // XNOR and popcount of a bit.
            return Memories.ceilDiv(11 * simd, 4);
        }
        if (weight == 1) {
            // A byte added or subtracted was measured as 36; the adders are in proportion to the bits.
            return 4 * (element + 1) * simd;
        }
        // Not measured: FINN-R's model of a product of so many bits, and its adder.
        long bits = element + weight;
        return simd * ((2 * Memories.ceilDiv(bits, 6) - 1) * bits + 2 * bits);
    }

    private static long thresholdWords(MatrixUnit.Thresholded m) {
        return (long) m.rowFolds() * m.classes().count();
    }

    /** Where one width divides the other a shift by a fixed distance will do; else any of many positions is possible. */
    private static Resources width(long in, long out) {
        if (in % out == 0) {
            return new Resources(2 * in + 6, in + 6, 0, 0, 0);
        } else if (out % in == 0) {
            return new Resources(10, out + 6, 0, 0, 0);
        }
        long held = in + out;
        long positions = held / gcd(in, out);
        return new Resources(Math.round(0.8 * held * Math.log(positions) / Math.log(2)), held + 10, 0, 0, 0);
    }

    private static Resources times(Resources one, long count) {
        return new Resources(
                one.lut() * count, one.ff() * count, one.bram18() * count, one.uram() * count, one.dsp() * count);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
