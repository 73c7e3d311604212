// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.Padding;
import dev.bnn.model.Window;
import dev.bnn.model.target.Memory;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.sim.unit.RtlLatency;

/** Units of the pipeline as instances of the modules of the library. */
final class RtlUnits implements Unit.Visitor<Instance> {
    /** Most words of a table of thresholds in look-up tables; a larger table goes to block RAM. */
    private static final int LUT_WORDS = 512;

    private final RtlFabric fabric;

    RtlUnits(RtlFabric fabric) {
        this.fabric = fabric;
    }

    @Override
    public Instance mvtu(MatrixUnit.Mvtu unit) {
        Instance instance = new Instance(unit.name(), starts(unit) ? "bnnlib_mvtu" : "bnnlib_mvtu_levels")
                .with("ROWS", unit.weights().rows())
                .with("COLUMNS", unit.weights().columns())
                .with("PE", unit.folding().pe())
                .with("SIMD", unit.folding().simd());
        if (unit.groups() > 1) {
            instance.with("GROUPS", unit.groups());
        }
        return thresholds(unit, weights(unit, instance, starts(unit)));
    }

    @Override
    public Instance depthwise(MatrixUnit.Depthwise unit) {
        Instance instance = new Instance(unit.name(), starts(unit) ? "bnnlib_depthwise" : "bnnlib_depthwise_levels")
                .with("CHANNELS", unit.weights().rows())
                .with("TAPS", unit.weights().columns())
                .with("PE", unit.folding().pe());
        return thresholds(unit, weights(unit, instance, starts(unit)));
    }

    @Override
    public Instance scores(MatrixUnit.Scores unit) {
        Instance instance = new Instance(unit.name(), "bnnlib_scores")
                .with("ROWS", unit.weights().rows())
                .with("COLUMNS", unit.weights().columns())
                .with("PE", unit.folding().pe())
                .with("SIMD", unit.folding().simd())
                .with("SCORE", unit.scoreBits());
        weights(unit, instance, false).load("load_multipliers").load("load_addends");
        if (unit.folding().loadable()) {
            return instance.with("SUM", unit.accumulatorBits()).with("MULTIPLIER", unit.scoreBits());
        }
        MatrixNumbers numbers = MatrixNumbers.of(unit);
        int bits = Math.min(MatrixNumbers.signedBits(unit.multiplier()), unit.scoreBits());
        int pe = unit.folding().pe();
        HexWords multipliers = new HexWords(pe * bits);
        HexWords addends = new HexWords(pe * unit.scoreBits());
        for (int fold = 0; fold < unit.rowFolds(); fold++) {
            for (int row = fold * pe; row < (fold + 1) * pe; row++) {
                multipliers.field(unit.multiplier()[row], bits);
                addends.field(numbers.addend(unit, row), unit.scoreBits());
            }
            multipliers.end();
            addends.end();
        }
        return instance.with("SUM", numbers.sumBits())
                .with("MULTIPLIER", bits)
                .memory("MULTIPLIERS", "multipliers", multipliers)
                .memory("ADDENDS", "addends", addends);
    }

    /**
     * Adds what all matrix units have: how they multiply, and their weights in the order in which they use them.
     *
     * @param constant true if the module has no inputs for parameters
     */
    private Instance weights(MatrixUnit unit, Instance instance, boolean constant) {
        MatrixNumbers numbers = MatrixNumbers.of(unit);
        instance.with("KIND", numbers.kind().ordinal())
                .with("ELEMENT", unit.elementBits())
                .with("WEIGHT", unit.weightBits())
                .with("DOT", numbers.dotBits())
                .with("DOT_LATENCY", RtlLatency.dot(unit, fabric))
                .with("STAGED", fabric.staged() ? 1 : 0)
                .with("MEMORY", style(unit.folding().memory()));
        if (!constant) {
            instance.load("load_weights");
        }
        return unit.folding().loadable()
                ? instance.with("LOADABLE", 1)
                : instance.memory("WEIGHTS", "weights", unit.accept(new WeightWords()));
    }

    private Instance thresholds(MatrixUnit.Thresholded unit, Instance instance) {
        MatrixNumbers numbers = MatrixNumbers.of(unit);
        if (unit.classes().count() > 1) {
            positions(unit, instance);
        }
        int words = unit.classes().count() * unit.rowFolds();
        int memory = style(words > LUT_WORDS ? Memory.BLOCK : Memory.LUT);
        if (starts(unit)) {
            int sum = numbers.sumBits(unit);
            return instance.with("SUM", sum)
                    .with("START_MEMORY", memory)
                    .memory("STARTS", "starts", Thresholds.starts(unit, numbers, sum));
        }
        boolean loadable = unit.folding().loadable();
        int sum = loadable ? unit.accumulatorBits() : numbers.sumBits(unit);
        instance.with("SUM", sum)
                .with("LEVELS", unit.levels())
                .with("LEVELS_LATENCY", RtlLatency.levels(unit.levels()))
                .with("CODE", unit.resultBits())
                .with("THRESHOLD_MEMORY", memory);
        instance.load("load_thresholds");
        return loadable ? instance : instance.memory("THRESHOLDS", "thresholds", Thresholds.levels(unit, numbers, sum));
    }

    /** Whether the sums start from minus the threshold. */
    private static boolean starts(MatrixUnit.Thresholded unit) {
        return unit.levels() == 1 && !unit.folding().loadable();
    }

    /** Adds the offsets that locate the thresholds of a position in their table: one per row and one per column. */
    private static void positions(MatrixUnit.Thresholded unit, Instance instance) {
        int[] rows = unit.classes().rows();
        int[] columns = unit.classes().columns();
        int bits = MatrixNumbers.unsignedBits((long) (unit.classes().count() - 1) * unit.rowFolds());
        HexWords ofRows = new HexWords(rows.length * bits);
        for (int row : rows) {
            ofRows.field((long) row * unit.classes().columnClasses() * unit.rowFolds(), bits);
        }
        HexWords ofColumns = new HexWords(columns.length * bits);
        for (int column : columns) {
            ofColumns.field((long) column * unit.rowFolds(), bits);
        }
        instance.with("HEIGHT", rows.length)
                .with("WIDTH", columns.length)
                .with("CLASSES", unit.classes().count())
                .with("OFFSET", bits)
                .verilog("ROW_OFFSETS", rows.length * bits + "'h" + ofRows.end().digits())
                .verilog(
                        "COLUMN_OFFSETS",
                        columns.length * bits + "'h" + ofColumns.end().digits());
    }

    @Override
    public Instance byteThreshold(Unit.ByteThreshold unit) {
        int bits = Byte.SIZE + 1;
        HexWords word = new HexWords(bits * unit.thresholds().length);
        for (int threshold : unit.thresholds()) {
            word.field(threshold, bits);
        }
        return new Instance(unit.name(), "bnnlib_threshold")
                .with("CHANNELS", unit.thresholds().length)
                .constant("thresholds", bits * unit.thresholds().length, word.end());
    }

    @Override
    public Instance pad(Unit.Pad unit) {
        HexWords border = new HexWords(unit.inBits());
        for (int element : unit.border()) {
            border.field(element, unit.elementBits());
        }
        Padding p = unit.padding();
        Instance instance = new Instance(unit.name(), unit.trained() ? "bnnlib_surround" : "bnnlib_pad")
                .with("BITS", unit.inBits())
                .with("HEIGHT", unit.in().height())
                .with("WIDTH", unit.in().width());
        Instance sides = p.isUniform()
                ? instance.with("AMOUNT", p.top())
                : instance.with("ABOVE", p.top())
                        .with("BELOW", p.bottom())
                        .with("BEFORE", p.left())
                        .with("BEHIND", p.right());
        return unit.trained()
                ? sides.constant("border", unit.inBits(), border.end())
                : sides.verilog("BORDER", unit.inBits() + "'h" + border.end().digits());
    }

    @Override
    public Instance window(Unit.Window unit) {
        Window w = unit.window();
        Instance instance = new Instance(unit.name(), "bnnlib_window")
                .with("BITS", unit.inBits())
                .with("HEIGHT", unit.in().height())
                .with("WIDTH", unit.in().width())
                .with("KERNEL", w.kernelHeight())
                .with("STRIDE", w.strideY());
        if (!w.isSquare()) {
            instance.with("KERNEL_X", w.kernelWidth())
                    .with("STRIDE_X", w.strideX())
                    .with("DILATION_Y", w.dilationY())
                    .with("DILATION_X", w.dilationX());
        }
        if (unit.groups() > 1) {
            instance.with("GROUPS", unit.groups());
        }
        return instance.with("STYLE", fabric == RtlFabric.LUT_RAM ? 1 : 0);
    }

    @Override
    public Instance width(Unit.Width unit) {
        int a = unit.inBits();
        int b = unit.outBits();
        while (b != 0) {
            int rest = a % b;
            a = b;
            b = rest;
        }
        return new Instance(unit.name(), "bnnlib_width")
                .with("IN", unit.inBits())
                .with("OUT", unit.outBits())
                .with("UNIT", a);
    }

    @Override
    public Instance sumPool(Unit.SumPool unit) {
        Instance instance = new Instance(unit.name(), "bnnlib_sum_pool")
                .with("CHANNELS", unit.out().channels())
                .with("ELEMENT", unit.elementBits())
                .with("TAPS", unit.taps());
        return sums(instance, unit.sumBits(), unit.levels(), unit.resultBits(), unit.minus(), unit.thresholds());
    }

    @Override
    public Instance add(Unit.Add unit) {
        Instance instance = new Instance(unit.name(), "bnnlib_add")
                .with("CHANNELS", unit.out().channels())
                .with("ELEMENT", unit.elementBits());
        return sums(instance, unit.sumBits(), unit.levels(), unit.resultBits(), unit.minus(), unit.thresholds());
    }

    private static Instance sums(
            Instance instance, int sumBits, int levels, int resultBits, boolean[] minus, int[] thresholds) {
        HexWords word = new HexWords(sumBits * thresholds.length);
        for (int threshold : thresholds) {
            word.field(threshold, sumBits);
        }
        return instance.with("SUM", sumBits)
                .with("LEVELS", levels)
                .with("LEVELS_LATENCY", RtlLatency.levels(levels))
                .with("CODE", resultBits)
                .constant("minus", minus.length, flags(minus))
                .constant("thresholds", sumBits * thresholds.length, word.end());
    }

    @Override
    public Instance pool(Unit.Pool unit) {
        return new Instance(unit.name(), "bnnlib_pool")
                .with("CHANNELS", unit.out().channels())
                .with("ELEMENT", unit.elementBits())
                .with("TAPS", unit.taps())
                .constant("least", unit.min().length, flags(unit.min()));
    }

    @Override
    public Instance shuffle(Unit.Shuffle unit) {
        return new Instance(unit.name(), "bnnlib_shuffle")
                .with("CHANNELS", unit.out().channels())
                .with("ELEMENT", unit.elementBits())
                .with("GROUPS", unit.channels().groups());
    }

    @Override
    public Instance upsample(Unit.Upsample unit) {
        return new Instance(unit.name(), "bnnlib_upsample")
                .with("BITS", unit.inBits())
                .with("WIDTH", unit.in().width())
                .with("ROWS", unit.factor().rows())
                .with("COLUMNS", unit.factor().columns())
                .with("STYLE", fabric == RtlFabric.LUT_RAM ? 1 : 0);
    }

    private static HexWords flags(boolean[] values) {
        HexWords word = new HexWords(values.length);
        for (boolean value : values) {
            word.field(value ? 1 : 0, 1);
        }
        return word.end();
    }

    @Override
    public Instance fork(Unit.Fork unit) {
        return new Instance(unit.name(), "bnnlib_fork").with("BITS", unit.inBits());
    }

    @Override
    public Instance concat(Unit.Concat unit) {
        return new Instance(unit.name(), "bnnlib_concat")
                .with("FIRST", unit.inBits())
                .with("SECOND", unit.secondBits());
    }

    @Override
    public Instance labelSelect(Unit.LabelSelect unit) {
        return new Instance(unit.name(), "bnnlib_label")
                .with("SCORE", unit.scoreBits())
                .with("CLASSES", unit.classes())
                .with("TOP", unit.top())
                .with("OUT", unit.outBits());
    }

    /** The kind of memory of a table, as {@code bnnlib_rom} numbers it. */
    private int style(Memory memory) {
        if (fabric == RtlFabric.BLOCK_RAM) {
            return 0;
        }
        return switch (memory) {
            case LUT -> 1;
            case BLOCK -> 2;
            case ULTRA -> 3;
        };
    }
}
