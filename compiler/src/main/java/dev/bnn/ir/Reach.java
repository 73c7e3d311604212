// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import java.util.Arrays;

/**
 * The accumulators that can occur: lo, lo + step, ..., hi by position class and channel, from the real weights.
 */
public record Reach(PositionClasses classes, long[][] lo, long[][] hi, long step) {
    private static final int BYTE_MAX = 255;

    /** The bytes of the image themselves. */
    public static Reach ofBytes(TensorType type) {
        long[][] lo = new long[1][type.shape().channels()];
        long[][] hi = new long[1][type.shape().channels()];
        Arrays.fill(hi[0], BYTE_MAX);
        return new Reach(PositionClasses.single(type.shape()), lo, hi, 1);
    }

    /** The accumulators of weights on bytes, levels or bits. */
    static Reach ofLinear(Op.Linear linear, TensorType input) {
        Weights weights = linear.weights();
        long pad = linear.padding().value();
        ValueSet.Integers in = integers(input.values());
        TapSums sums = TapSums.of(weights, linear.geometry(input.shape()));
        long[][] lo = new long[sums.classes().count()][weights.rows()];
        long[][] hi = new long[sums.classes().count()][weights.rows()];
        for (int k = 0; k < lo.length; k++) {
            for (int row = 0; row < weights.rows(); row++) {
                long padded = pad * sums.padded()[k][row];
                long positive = sums.positive()[k][row];
                long negative = sums.valid()[k][row] - positive;
                lo[k][row] = padded + positive * in.lo() + negative * in.hi();
                hi[k][row] = padded + positive * in.hi() + negative * in.lo();
            }
        }
        return new Reach(sums.classes(), lo, hi, in.step());
    }

    /** The accumulators of so many levels or bits, negated in the channels of {@code minus}. */
    static Reach ofTerms(int terms, boolean[] minus, TensorType input, Shape out) {
        ValueSet.Integers in = integers(input.values());
        long[][] lo = new long[1][minus.length];
        long[][] hi = new long[1][minus.length];
        for (int c = 0; c < minus.length; c++) {
            lo[0][c] = terms * (minus[c] ? -in.hi() : in.lo());
            hi[0][c] = terms * (minus[c] ? -in.lo() : in.hi());
        }
        return new Reach(PositionClasses.single(out), lo, hi, in.step());
    }

    private static ValueSet.Integers integers(ValueSet values) {
        return values.integers().orElseThrow(() -> new IllegalArgumentException("sums over values that are " + values));
    }

    /** The same with all positions in one class: from the least to the greatest accumulator of each channel. */
    public Reach anywhere() {
        int channels = lo[0].length;
        long[] least = lo[0].clone();
        long[] greatest = hi[0].clone();
        boolean even = true;
        for (int k = 1; k < lo.length; k++) {
            for (int c = 0; c < channels; c++) {
                even &= (lo[k][c] - lo[0][c]) % 2 == 0;
                least[c] = Math.min(least[c], lo[k][c]);
                greatest[c] = Math.max(greatest[c], hi[k][c]);
            }
        }
        return new Reach(classes.merged(), new long[][] {least}, new long[][] {greatest}, even ? step : 1);
    }

    /** Those of the same sums with the weights of some channels negated. */
    public Reach negated(boolean[] channels) {
        long[][] least = new long[lo.length][];
        long[][] greatest = new long[lo.length][];
        for (int k = 0; k < lo.length; k++) {
            least[k] = lo[k].clone();
            greatest[k] = hi[k].clone();
            for (int c = 0; c < channels.length; c++) {
                if (channels[c]) {
                    least[k][c] = -hi[k][c];
                    greatest[k][c] = -lo[k][c];
                }
            }
        }
        return new Reach(classes, least, greatest, step);
    }

    /** How many of them there are, over all position classes and channels. */
    public long count() {
        long values = 0;
        for (int k = 0; k < lo.length; k++) {
            for (int c = 0; c < lo[k].length; c++) {
                values += (hi[k][c] - lo[k][c]) / step + 1;
            }
        }
        return values;
    }

    /** The set of all of them. */
    public ValueSet.Integers values() {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        boolean even = true;
        for (int k = 0; k < lo.length; k++) {
            for (int c = 0; c < lo[k].length; c++) {
                min = Math.min(min, lo[k][c]);
                max = Math.max(max, hi[k][c]);
                even &= (lo[k][c] - lo[0][0]) % 2 == 0;
            }
        }
        return new ValueSet.Integers(min, max, step == 2 && even ? 2 : 1);
    }
}
