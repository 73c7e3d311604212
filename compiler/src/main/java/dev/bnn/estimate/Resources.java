// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import java.util.List;
import java.util.Map;

/**
 * What a unit, or a whole design, takes of a device.
 *
 * @param lut look-up tables of six inputs
 * @param ff flip-flops
 * @param bram18 block RAM halves of 18 kbit
 * @param uram ultra RAMs of 288 kbit
 * @param dsp multipliers
 */
public record Resources(long lut, long ff, long bram18, long uram, long dsp) {
    /** The words of the language for its kinds, in their order. */
    public static final List<String> KINDS = List.of("lut", "ff", "bram18", "uram", "dsp");

    /** More of any kind than a design takes. */
    public static final long ANY = 100_000_000;

    /** So much of the kinds that are named, and any amount of the others. */
    public static Resources limits(Map<String, Long> most) {
        long[] by =
                KINDS.stream().mapToLong(kind -> most.getOrDefault(kind, ANY)).toArray();
        return new Resources(by[0], by[1], by[2], by[3], by[4]);
    }

    /** Nothing. */
    public static final Resources NONE = new Resources(0, 0, 0, 0, 0);

    /** So much of each kind, in the order of {@link #KINDS}. */
    public List<Long> amounts() {
        return List.of(lut, ff, bram18, uram, dsp);
    }

    public Resources plus(Resources other) {
        return new Resources(lut + other.lut, ff + other.ff, bram18 + other.bram18, uram + other.uram, dsp + other.dsp);
    }

    /** The difference by kind, which may be negative. */
    public Resources minus(Resources other) {
        return new Resources(lut - other.lut, ff - other.ff, bram18 - other.bram18, uram - other.uram, dsp - other.dsp);
    }

    /** The greater of each kind. */
    public Resources most(Resources other) {
        return new Resources(
                Math.max(lut, other.lut),
                Math.max(ff, other.ff),
                Math.max(bram18, other.bram18),
                Math.max(uram, other.uram),
                Math.max(dsp, other.dsp));
    }

    /** The lesser of each kind. */
    public Resources least(Resources other) {
        return new Resources(
                Math.min(lut, other.lut),
                Math.min(ff, other.ff),
                Math.min(bram18, other.bram18),
                Math.min(uram, other.uram),
                Math.min(dsp, other.dsp));
    }

    /** True where no kind takes more than the other's. */
    public boolean within(Resources other) {
        return lut <= other.lut && ff <= other.ff && bram18 <= other.bram18 && uram <= other.uram && dsp <= other.dsp;
    }
}
