// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.model.target.ResourceKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Resources of a device that a unit or a design takes.
 *
 * @param lut look-up tables of six inputs
 * @param ff flip-flops
 * @param bram18 block RAM halves of 18 kbit
 * @param uram ultra RAMs of 288 kbit
 * @param dsp multipliers
 */
public record Resources(long lut, long ff, long bram18, long uram, long dsp) {
    /** Nothing. */
    public static final Resources NONE = new Resources(0, 0, 0, 0, 0);

    /** More of each kind than any design takes. */
    public static final long ANY = 100_000_000;

    /** An amount of each kind. */
    public static Resources of(ToLongFunction<ResourceKind> amount) {
        return new Resources(
                amount.applyAsLong(ResourceKind.LUT),
                amount.applyAsLong(ResourceKind.FF),
                amount.applyAsLong(ResourceKind.BRAM18),
                amount.applyAsLong(ResourceKind.URAM),
                amount.applyAsLong(ResourceKind.DSP));
    }

    /** An amount of one kind, and nothing of the others. */
    public static Resources of(ResourceKind kind, long amount) {
        return of(k -> k == kind ? amount : 0);
    }

    /** The given amounts, by the word of the kind, and {@link #ANY} of the other kinds. */
    public static Resources limits(Map<String, Long> max) {
        return of(kind -> max.getOrDefault(kind.word(), ANY));
    }

    /** The amount of a kind. */
    public long amount(ResourceKind kind) {
        return switch (kind) {
            case LUT -> lut;
            case FF -> ff;
            case BRAM18 -> bram18;
            case URAM -> uram;
            case DSP -> dsp;
        };
    }

    /** The amount of each kind, in the order of {@link ResourceKind}. */
    public List<Long> amounts() {
        return Arrays.stream(ResourceKind.values()).map(this::amount).toList();
    }

    public Resources plus(Resources other) {
        return new Resources(lut + other.lut, ff + other.ff, bram18 + other.bram18, uram + other.uram, dsp + other.dsp);
    }

    /** The difference by kind, which may be negative. */
    public Resources minus(Resources other) {
        return new Resources(lut - other.lut, ff - other.ff, bram18 - other.bram18, uram - other.uram, dsp - other.dsp);
    }

    public Resources times(long factor) {
        return new Resources(lut * factor, ff * factor, bram18 * factor, uram * factor, dsp * factor);
    }

    /** The smaller amount of each kind. */
    public Resources min(Resources other) {
        return of(kind -> Math.min(amount(kind), other.amount(kind)));
    }

    /** True if the amount of each kind is at most that of the other. */
    public boolean within(Resources other) {
        return lut <= other.lut && ff <= other.ff && bram18 <= other.bram18 && uram <= other.uram && dsp <= other.dsp;
    }
}
