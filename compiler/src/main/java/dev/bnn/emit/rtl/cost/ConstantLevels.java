// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import dev.bnn.dataflow.SumUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The comparisons that are left in a unit that sums per channel, since its thresholds are constants. A threshold of 0 is always
 * reached, equal thresholds of a channel share one comparison, and a bit of a count that equals one of its inputs takes no look-up
 * table.
 */
final class ConstantLevels {
    /** Look-up tables of four inputs per bit of a count that depends on more than four inputs. */
    private static final int FOUR_COUNTS = 3;

    /**
     * The cells that count the thresholds of a group that are reached.
     *
     * @param tables look-up tables of six inputs
     * @param fourTables look-up tables of four inputs
     */
    private record Count(int tables, int fourTables, int registers) {}

    /** By the {@link #shape} of a group. */
    private static final Map<Integer, Count> COUNTS = new ConcurrentHashMap<>();

    /** Channels whose result depends on their sum. */
    private long channels;

    /** Of these, the channels whose sum is subtracted from the largest sum. */
    private long subtracted;

    /** Bits of sums that are compared. */
    private long registers;

    /** Look-up tables of the comparisons. */
    private long compared;

    /** Registers of the results of the comparisons. */
    private long reached;

    /** Look-up tables that count, per group, the thresholds that are reached. */
    private long counted;

    /** Registers of these counts. */
    private long counts;

    private ConstantLevels() {}

    static ConstantLevels of(Family family, SumUnit unit) {
        ConstantLevels all = new ConstantLevels();
        int levels = unit.levels();
        for (int channel = 0; channel < unit.minus().length; channel++) {
            int[] thresholds = Arrays.copyOfRange(unit.thresholds(), channel * levels, (channel + 1) * levels);
            all.channel(family, thresholds, unit.sumBits(), unit.minus()[channel]);
        }
        return all;
    }

    /** Adds the features of the levels. With several groups, a tree adds up their counts. */
    Amounts addTo(Amounts amounts, SumUnit unit) {
        amounts.add(Feature.SUBTRACTED_BITS, (double) subtracted * unit.sumBits())
                .add(Feature.LEVEL_TABLES, compared)
                .add(Feature.LEVEL_REGISTERS, reached)
                .add(Feature.LEVEL_COUNTS, counted)
                .add(Feature.LEVEL_COUNT_BITS, counts);
        if (unit.levels() > Cells.GROUP) {
            Tree tree = Tree.count(unit.levels());
            amounts.add(Feature.TREE_ADDERS, channels * tree.adders())
                    .add(Feature.LEVEL_COUNT_BITS, channels * Cells.addressBits(unit.levels() + 1L));
        }
        return amounts;
    }

    /** Channels whose result depends on their sum. */
    long channels() {
        return channels;
    }

    /** Bits of sums that are compared. */
    long comparedBits() {
        return registers;
    }

    /** Adds a channel, whose thresholds ascend. */
    private void channel(Family family, int[] thresholds, int bits, boolean minus) {
        int lowest = bits;
        for (int i = 0; i < thresholds.length; i++) {
            if (thresholds[i] > 0 && (i == 0 || thresholds[i] != thresholds[i - 1])) {
                int zeros = Integer.numberOfTrailingZeros(thresholds[i]);
                lowest = Math.min(lowest, zeros);
                // A comparison with the power of two of the highest bit is that bit.
                compared += bits - zeros == 1 ? 0 : Cells.comparedWithConstant(family, bits - zeros);
                reached++;
            }
        }
        if (lowest == bits) {
            return;
        }
        channels++;
        subtracted += minus ? 1 : 0;
        registers += minus ? bits : bits - lowest;
        for (int from = 0; thresholds.length > 1 && from < thresholds.length; from += Cells.GROUP) {
            Count of = COUNTS.computeIfAbsent(
                    shape(Arrays.copyOfRange(thresholds, from, Math.min(thresholds.length, from + Cells.GROUP))),
                    ConstantLevels::count);
            counted += family == Family.ICE40 ? of.fourTables() : of.tables();
            counts += of.registers();
        }
    }

    /**
     * Encodes a group in octal digits after a leading 1: how often each of its different thresholds occurs, then how many
     * thresholds are always reached.
     */
    private static int shape(int[] thresholds) {
        int always = 0;
        int shape = 1;
        for (int i = 0; i < thresholds.length; i++) {
            if (thresholds[i] <= 0) {
                always++;
            } else if (i > 0 && thresholds[i] == thresholds[i - 1]) {
                shape++;
            } else {
                shape = (shape << 3) + 1;
            }
        }
        return (shape << 3) + always;
    }

    /** A bit of the count that depends on one input is a wire; one that depends on several is a look-up table. */
    private static Count count(int shape) {
        int always = shape & 7;
        int inputs = 0;
        int[] times = new int[Cells.GROUP];
        for (int left = shape >> 3; left > 1; left >>= 3) {
            times[inputs++] = left & 7;
        }
        int tables = 0;
        int fourTables = 0;
        int registers = 0;
        for (int bit = 0; bit < 3; bit++) {
            int depends = 0;
            for (int input = 0; input < inputs; input++) {
                for (int set = 0; set < 1 << inputs; set++) {
                    if (bit(sum(times, set, inputs) + always, bit)
                            != bit(sum(times, set ^ 1 << input, inputs) + always, bit)) {
                        depends++;
                        break;
                    }
                }
            }
            tables += depends > 1 ? 1 : 0;
            fourTables += depends > Cells.FOUR_INPUTS ? FOUR_COUNTS : depends > 1 ? 1 : 0;
            registers += depends > 0 ? 1 : 0;
        }
        return new Count(tables, fourTables, registers);
    }

    private static int sum(int[] times, int set, int inputs) {
        int sum = 0;
        for (int input = 0; input < inputs; input++) {
            sum += (set >> input & 1) * times[input];
        }
        return sum;
    }

    private static int bit(int number, int place) {
        return number >> place & 1;
    }
}
