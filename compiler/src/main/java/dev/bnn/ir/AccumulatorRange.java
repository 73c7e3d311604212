// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The accumulators that can occur with the actual weights: lo, lo + step, ..., hi by position class and channel. */
public record AccumulatorRange(PositionClasses classes, long[][] lo, long[][] hi, long step) {
    private static final int BYTE_MAX = 255;

    /** The bytes of the image themselves. */
    private static AccumulatorRange ofBytes(TensorType type) {
        long[][] lo = new long[1][type.shape().channels()];
        long[][] hi = new long[1][type.shape().channels()];
        Arrays.fill(hi[0], BYTE_MAX);
        return new AccumulatorRange(PositionClasses.single(type.shape()), lo, hi, 1);
    }

    /** The accumulators that a node yields: sums, or the bytes of the image; empty if it yields something else. */
    public static Optional<AccumulatorRange> of(Ir ir, Node node) {
        if (node.op() instanceof Op.Input) {
            return Optional.of(ofBytes(node.type()));
        }
        return node.op() instanceof Op.Summing sums ? Optional.of(sums.range(ir.inputTypes(node))) : Optional.empty();
    }

    /** The accumulators of weights on bytes, levels or bits. */
    static AccumulatorRange ofLinear(Op.Linear linear, TensorType input) {
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
        return new AccumulatorRange(sums.classes(), lo, hi, in.step());
    }

    /**
     * The accumulators of sums with one value of each type, negated in the channels of {@code minus}.
     *
     * @param out shape of the sums
     */
    static AccumulatorRange ofTerms(List<TensorType> terms, boolean[] minus, Shape out) {
        long min = 0;
        long max = 0;
        long step = 0;
        for (TensorType term : terms) {
            ValueSet.Integers values = integers(term.values());
            min += values.lo();
            max += values.hi();
            step = gcd(values.step(), step);
        }
        long[][] lo = new long[1][minus.length];
        long[][] hi = new long[1][minus.length];
        for (int c = 0; c < minus.length; c++) {
            lo[0][c] = minus[c] ? -max : min;
            hi[0][c] = minus[c] ? -min : max;
        }
        return new AccumulatorRange(PositionClasses.single(out), lo, hi, step);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static ValueSet.Integers integers(ValueSet values) {
        return values.integers().orElseThrow(() -> new IllegalArgumentException("sums over values that are " + values));
    }

    /** This range with all positions in one class: from the min to the max accumulator of each channel. */
    public AccumulatorRange anywhere() {
        int channels = lo[0].length;
        long[] min = lo[0].clone();
        long[] max = hi[0].clone();
        boolean even = true;
        for (int k = 1; k < lo.length; k++) {
            for (int c = 0; c < channels; c++) {
                even &= (lo[k][c] - lo[0][c]) % 2 == 0;
                min[c] = Math.min(min[c], lo[k][c]);
                max[c] = Math.max(max[c], hi[k][c]);
            }
        }
        return new AccumulatorRange(classes.merged(), new long[][] {min}, new long[][] {max}, even ? step : 1);
    }

    /** The accumulators of the same sums with the weights of some channels negated. */
    public AccumulatorRange negated(boolean[] channels) {
        long[][] min = new long[lo.length][];
        long[][] max = new long[lo.length][];
        for (int k = 0; k < lo.length; k++) {
            min[k] = lo[k].clone();
            max[k] = hi[k].clone();
            for (int c = 0; c < channels.length; c++) {
                if (channels[c]) {
                    min[k][c] = -hi[k][c];
                    max[k][c] = -lo[k][c];
                }
            }
        }
        return new AccumulatorRange(classes, min, max, step);
    }

    /** Number of accumulators over all position classes and channels. */
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
