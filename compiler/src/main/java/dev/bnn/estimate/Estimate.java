package dev.bnn.estimate;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Unit;
import java.util.List;

/**
 * Cycles and resources of a pipeline by unit, before any vendor tool runs. Look-up tables follow the analytical model
 * of FINN-R (Blott et al. 2018), which is rough for one-bit networks: docs/hardware.md compares it with published designs.
 */
public record Estimate(Dataflow flow, List<UnitEstimate> units) {
    /** Weights of at least this many words go to block RAM; fewer are cheaper in LUTs. */
    private static final int BLOCK_RAM_DEPTH = 128;

    private static final int LUT_RAM_DEPTH = 64;

    public static Estimate of(Dataflow flow) {
        return new Estimate(flow, flow.units().stream().map(Estimate::unit).toList());
    }

    public double lut() {
        return units.stream().mapToDouble(UnitEstimate::lut).sum();
    }

    public long bram18() {
        return units.stream().mapToLong(UnitEstimate::bram18).sum();
    }

    /** True where the rule puts the weights of a matrix unit into block RAM. */
    public static boolean weightsInBlockRam(Unit.Matrix unit) {
        return (long) unit.rowFolds() * unit.columnFolds() >= BLOCK_RAM_DEPTH;
    }

    private static UnitEstimate unit(Unit unit) {
        if (unit instanceof Unit.Matrix m) {
            return matrix(m);
        } else if (unit instanceof Unit.Window w) {
            return window(w);
        } else if (unit instanceof Unit.Width w) {
            return new UnitEstimate(unit, unit.cycles(), w.inBits() + w.outBits(), 0);
        } else if (unit instanceof Unit.ByteThreshold t) {
            return new UnitEstimate(unit, unit.cycles(), 9.0 * t.shape().channels(), 0);
        }
        return new UnitEstimate(unit, unit.cycles(), unit.inBits(), 0);
    }

    private static UnitEstimate matrix(Unit.Matrix m) {
        int pe = m.folding().pe();
        int simd = m.folding().simd();
        int activation = m.elementBits();
        double products = simd * (2 * ceilDiv(1 + activation, 6) - 1) * (1.0 + activation);
        double adders = (1.0 + activation) * (2 * simd - 1);
        double accumulator = m.accumulatorBits();
        double thresholds = 0;
        double comparators = 0;
        if (m instanceof Unit.Mvtu t) {
            long depth = (long) t.rowFolds() * t.classes().count();
            thresholds = accumulator * ceilDiv(depth, LUT_RAM_DEPTH);
            comparators = accumulator;
        }
        double lut = 300 + 1.1 * pe * (products + adders + accumulator + thresholds + comparators);
        long words = (long) m.rowFolds() * m.columnFolds();
        if (weightsInBlockRam(m)) {
            // Each processing element has a memory of its own: the table is partitioned by it.
            return new UnitEstimate(m, m.cycles(), lut, pe * BlockRam.count(simd, words));
        }
        return new UnitEstimate(m, m.cycles(), lut + (double) pe * simd * ceilDiv(words, LUT_RAM_DEPTH), 0);
    }

    private static UnitEstimate window(Unit.Window w) {
        long depth = (long) (w.kernel() + w.stride()) * w.in().width();
        if (depth >= BLOCK_RAM_DEPTH) {
            long banks = w.kernel() + w.stride();
            return new UnitEstimate(w, w.cycles(), 300, banks * BlockRam.count(w.inBits(), w.in().width()));
        }
        return new UnitEstimate(w, w.cycles(), 300 + (double) w.inBits() * ceilDiv(depth, 38), 0);
    }

    private static long ceilDiv(long a, long b) {
        return -Math.floorDiv(-a, b);
    }
}
