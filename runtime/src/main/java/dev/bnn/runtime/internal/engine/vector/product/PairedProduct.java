// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.product;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.engine.vector.loops.VectorLoops;
import dev.bnn.runtime.internal.engine.vector.planes.IntMaps;
import dev.bnn.runtime.internal.engine.vector.planes.ThresholdOffsets;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.util.Arrays;

/**
 * {@link ByteProduct} on two positions in one int: the lower 16 bits hold a position of the upper half of the map, the upper
 * 16 bits the position half the map further down. Sums, differences and offsets are exact in both as long as an accumulator
 * has 16 bits.
 */
final class PairedProduct extends ByteProduct {
    private static final int HALF = 16;
    /** Added to the lower accumulator, so that it is never negative and never borrows from the upper one. */
    private static final int BIAS = 1 << HALF - 1;

    private final Stage.Matrix whole;
    private final int[][] planes;
    private final int[][] pairs;
    /** The values for the upper 16 bits of the pairs of a channel. */
    private final int[] upper;
    /** The product on single positions, used to compute the sums themselves. */
    private final ByteProduct single;

    private final int halfPositions;
    private final int wholePositions;
    private int[][] lower = {};

    /** @param planes the input: [channel][position] */
    PairedProduct(Stage.Matrix whole, Weights weights, int[][] planes) {
        this(whole, upper(whole), weights, planes);
    }

    private PairedProduct(Stage.Matrix whole, Stage.Matrix upper, Weights weights, int[][] planes) {
        this(whole, upper, weights, planes, IntMaps.empty(upper.input()));
    }

    private PairedProduct(Stage.Matrix whole, Stage.Matrix upper, Weights weights, int[][] planes, int[][] pairs) {
        super(upper, weights, pairs);
        this.whole = whole;
        this.planes = planes;
        this.pairs = pairs;
        this.upper = new int[upper.input().positions()];
        single = new ByteProduct(whole, weights, planes);
        halfPositions = upper.output().positions();
        wholePositions = whole.output().positions();
    }

    /**
     * True if values are not negative, accumulators fit in 16 bits, and there are enough positions.
     *
     * @param top the largest value of the input; 1 for -1 and +1
     */
    static boolean fits(Stage.Matrix m, int top) {
        return top > 1
                && (long) top * m.columns() < BIAS / 2 - 1
                && rows(m) * m.output().width() > m.output().channels();
    }

    /** Output rows of the upper half. */
    private static int rows(Stage.Matrix m) {
        return (m.output().height() + 1) / 2;
    }

    /** The stage on the upper half of the padded input. */
    private static Stage.Matrix upper(Stage.Matrix m) {
        Dims in = m.input();
        Window window = m.window();
        int height = (rows(m) - 1) * window.strideY() + window.spanHeight();
        return new Stage.Matrix(
                m.name(),
                new Dims(in.channels(), height, window.left() + in.width() + window.right()),
                new Dims(m.output().channels(), rows(m), m.output().width()),
                window.unpadded(),
                0,
                m.weights(),
                m.weightBits());
    }

    @Override
    void gatherInto(MatrixProduct other, int from, int to, int at) {
        if (from == 0) {
            pair();
        }
        super.gatherInto(other, from, to, at);
    }

    private void pair() {
        int further = rows(whole) * whole.window().strideY();
        for (int c = 0; c < pairs.length; c++) {
            copy(planes[c], 0, pairs[c]);
            copy(planes[c], further, upper);
            VectorLoops.pair(pairs[c], upper, pairs[c].length);
        }
    }

    /** Copies rows of the padded input, beginning with row {@code first}. */
    private void copy(int[] plane, int first, int[] into) {
        Dims in = whole.input();
        Window window = whole.window();
        int width = stage.input().width();
        int top = Math.max(0, window.top() - first);
        int end = Math.min(stage.input().height(), window.top() + in.height() - first);
        Arrays.fill(into, whole.padValue());
        if (width == in.width() && top < end) {
            int row = first + top - window.top();
            System.arraycopy(plane, row * width, into, top * width, (end - top) * width);
            return;
        }
        for (int y = top; y < end; y++) {
            int row = first + y - window.top();
            System.arraycopy(plane, row * in.width(), into, y * width + window.left(), in.width());
        }
    }

    @Override
    void allocate(int run) {
        super.allocate(run);
        lower = new int[0][];
    }

    @Override
    void collectPlanes(int planes) {
        super.collectPlanes(planes);
        if (lower.length < planes) {
            lower = VectorLoops.rows(planes, room());
        }
    }

    @Override
    int start(int offset) {
        return offset + BIAS + (offset << HALF);
    }

    @Override
    int rise(int more) {
        return more + (more << HALF);
    }

    @Override
    void correct(ThresholdOffsets offsets, int output, int position, int count, int[] accumulator, int at) {
        offsets.correct(output, position, position + count, accumulator, at, 0);
        int end = Math.min(wholePositions, halfPositions + position + count);
        offsets.correct(output, halfPositions + position, end, accumulator, at, HALF);
    }

    /**
     * Collects the signs of the upper accumulators, and bit 15 of the lower ones, which is the complement of their sign because
     * of the bias.
     */
    @Override
    void collect(int level, int bit, int count, int n) {
        super.collect(level, bit, count, n);
        for (int k = 0; k <= Integer.numberOfTrailingZeros(level); k++) {
            if (count == TOGETHER) {
                int[][] a = accumulators;
                VectorLoops.collect15(lower[k], a[0], a[1], a[2], a[3], bit, n);
            } else {
                for (int i = 0; i < count; i++) {
                    VectorLoops.collect15(lower[k], accumulators[i], bit + i, n);
                }
            }
        }
    }

    @Override
    void collectThree(int[] accumulator, int second, int third, int bit, int n) {
        super.collectThree(accumulator, second, third, bit, n);
        VectorLoops.collectThree15(lower[0], lower[1], accumulator, second, third, bit, n);
    }

    @Override
    void scatter(int plane, int[] out, int position, int count, int at) {
        System.arraycopy(lower[plane], at, out, position, count);
        int further = Math.min(count, wholePositions - halfPositions - position);
        super.scatter(plane, out, halfPositions + position, further, at);
    }

    @Override
    void clear(int plane, int n) {
        super.clear(plane, n);
        Arrays.fill(lower[plane], 0, n, 0);
    }

    @Override
    public void raw(int[] into) {
        single.raw(into);
    }
}
