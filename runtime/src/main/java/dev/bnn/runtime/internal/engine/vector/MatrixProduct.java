// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.util.Arrays;

/**
 * A matrix stage on bits or on integers, for one image or for several, whose positions then lie side by side. The innermost
 * loop goes over positions, or over outputs where there are many more of these. Each instance has its own buffers, allocated
 * at first use, and serves one thread at a time.
 */
abstract class MatrixProduct {
    private static final int LEAST_RUN = 16;
    /** The bit of an int that is 1 where it is negative. */
    private static final int SIGN = 31;
    /** Accumulators kept until their bits are collected. */
    static final int TOGETHER = 4;

    /** The stage; {@link PairedProduct} works on half of it. */
    final Stage.Matrix stage;

    final int outputs;
    /** Values under a window: words of bits, or integers. */
    final int taps;
    /** Values under the taps: [tap][position of the run]. */
    int[][] under = {};

    /** The input, [plane][position]: words of bits, or the integers of a channel. */
    private final int[][] planes;

    private final WindowGather windows;
    /** Output positions of an image. */
    private final int positions;
    /** Most positions worked on at a time. */
    private final int longestRun;
    /** Positions that the buffers hold. */
    private int room;

    int[][] accumulators;
    private int[] byOutput;
    private int[] words;
    private int[] column;

    /** @param longestRun positions whose values stay in a cache */
    MatrixProduct(Stage.Matrix stage, int[][] planes, int taps, int longestRun) {
        this.stage = stage;
        this.planes = planes;
        this.taps = taps;
        this.longestRun = Math.max(LEAST_RUN, longestRun);
        windows = new WindowGather(stage.input(), stage.output(), stage.window());
        positions = stage.output().positions();
        outputs = stage.output().channels();
    }

    /** The stage's sum for an accumulator that started at 0. */
    abstract int sum(int accumulator);

    /** What padded positions of a plane hold. */
    abstract int pad(int plane);

    /** Computes the accumulators of one output at n gathered positions, all starting at {@code start}. */
    abstract void alongPositions(int output, int start, int[] into, int n);

    /** Adds to the accumulators of all outputs at one gathered position. */
    abstract void alongOutputs(int position, int[] into);

    /** Makes buffers for runs of that many positions. */
    void allocate(int run) {
        under = new int[taps][run];
    }

    /** Computes what all outputs share, from n gathered positions. */
    void computeShared(int n) {}

    /**
     * Bits of images: 1 where the accumulator, which starts at its offset, ends negative.
     *
     * @param images this stage's products, each with the image's input
     * @param outs where each image's bits go
     */
    final void bits(MatrixProduct[] images, ThresholdOffsets offsets, BitPlanes[] outs) {
        int total = images.length * positions;
        boolean byPositions = byPositions(total);
        int run = run(total);
        for (int from = 0; from < total; from += run) {
            int n = Math.min(run, total - from);
            gather(images, from, n);
            if (byPositions) {
                computeShared(n);
                bitsByPositions(offsets, outs, from, n);
            } else {
                bitsByOutputs(offsets, outs, from, n);
            }
        }
    }

    /**
     * Codes of images: how many of a channel's thresholds a sum reaches.
     *
     * @param levels the offsets of each threshold
     * @param outs where each image's codes go: [image][channel][position]
     */
    final void codes(MatrixProduct[] images, ThresholdOffsets[] levels, int[][][] outs) {
        int total = images.length * positions;
        boolean byPositions = byPositions(total);
        int run = run(total);
        for (int from = 0; from < total; from += run) {
            int n = Math.min(run, total - from);
            gather(images, from, n);
            if (byPositions) {
                computeShared(n);
                for (int o = 0; o < outputs; o++) {
                    codesByPositions(levels, outs, o, from, n);
                }
            } else {
                codesByOutputs(levels, outs, from, n);
            }
        }
    }

    private void codesByPositions(ThresholdOffsets[] levels, int[][][] outs, int output, int from, int n) {
        alongPositions(output, 0, accumulators[0], n);
        for (ThresholdOffsets level : levels) {
            VectorLoops.plus(accumulators[1], accumulators[0], level.common(output), n);
            correct(level, output, accumulators[1], from, n);
            VectorLoops.countNegative(words, accumulators[1], n);
        }
        for (int at = 0; at < n; ) {
            int position = (from + at) % positions;
            int count = Math.min(n - at, positions - position);
            System.arraycopy(words, at, outs[(from + at) / positions][output], position, count);
            at += count;
        }
        clear(n);
    }

    private void codesByOutputs(ThresholdOffsets[] levels, int[][][] outs, int from, int n) {
        for (int i = 0; i < n; i++) {
            int position = (from + i) % positions;
            int[][] out = outs[(from + i) / positions];
            Arrays.fill(byOutput, 0);
            alongOutputs(i, byOutput);
            for (int o = 0; o < outputs; o++) {
                int code = 0;
                for (ThresholdOffsets level : levels) {
                    code += byOutput[o] + level.at(position)[o] >>> SIGN;
                }
                out[o][position] = code;
            }
        }
    }

    /** Measured: a loop over half as many positions is as fast, since it yields the bits of many words at once. */
    private boolean byPositions(int total) {
        return 2 * total > outputs;
    }

    /** The length of runs that are about equally long. */
    private int run(int total) {
        int runs = (total + longestRun - 1) / longestRun;
        int run = (total + runs - 1) / runs;
        if (run > room) {
            room = run;
            allocate(run);
            accumulators = new int[TOGETHER][run];
            byOutput = new int[outputs];
            words = new int[run];
        }
        return run;
    }

    /** Gathers n positions, counted over all images, into {@link #under}. */
    private void gather(MatrixProduct[] images, int from, int n) {
        for (int at = 0; at < n; ) {
            int position = (from + at) % positions;
            int count = Math.min(n - at, positions - position);
            images[(from + at) / positions].gatherInto(this, position, position + count, at);
            at += count;
        }
    }

    /**
     * Gathers the positions {@code from} to {@code to - 1} of this image into another product's {@link #under}, beginning at
     * {@code at}.
     */
    void gatherInto(MatrixProduct other, int from, int to, int at) {
        Window window = stage.window();
        int rowTaps = window.kernelWidth() * planes.length;
        for (int kx = 0; kx < window.kernelWidth(); kx++) {
            for (int plane = 0; plane < planes.length; plane++) {
                int tap = kx * planes.length + plane;
                if (window.strideY() == 1) {
                    other.gatherColumn(planes[plane], kx, pad(plane), from, to, tap, at);
                } else {
                    for (int ky = 0; ky < window.kernelHeight(); ky++) {
                        int[] into = other.under[tap + ky * rowTaps];
                        windows.gather(planes[plane], ky, kx, pad(plane), from, to, into, at);
                    }
                }
            }
        }
    }

    /** Where windows lie one row below the other, the taps of a kernel column see the same values, each further down. */
    private void gatherColumn(int[] plane, int kx, int pad, int from, int to, int tap, int at) {
        int width = stage.output().width();
        int first = from / width;
        Window window = stage.window();
        int rows = (to - 1) / width - first + window.spanHeight();
        if (column == null) {
            column = new int[(stage.output().height() + window.spanHeight() - 1) * width];
        }
        windows.column(plane, kx, pad, first, rows, column);
        int rowTaps = window.kernelWidth() * planes.length;
        for (int ky = 0; ky < window.kernelHeight(); ky++) {
            int start = from - first * width + ky * window.dilationY() * width;
            System.arraycopy(column, start, under[tap + ky * rowTaps], at, to - from);
        }
    }

    private void bitsByPositions(ThresholdOffsets offsets, BitPlanes[] outs, int from, int n) {
        for (int w = 0; w < outs[0].data().length; w++) {
            int last = Math.min(outputs, BitPlanes.BITS * (w + 1));
            for (int o = BitPlanes.BITS * w; o < last; o += TOGETHER) {
                int count = Math.min(TOGETHER, last - o);
                for (int i = 0; i < count; i++) {
                    alongPositions(o + i, start(offsets.common(o + i)), accumulators[i], n);
                    correct(offsets, o + i, accumulators[i], from, n);
                }
                collect(o % BitPlanes.BITS, count, n);
            }
            scatter(outs, w, from, n);
        }
    }

    /** The start of an accumulator with this offset. */
    int start(int offset) {
        return offset;
    }

    private void correct(ThresholdOffsets offsets, int output, int[] accumulator, int from, int n) {
        for (int at = 0; at < n && !offsets.uniform(); ) {
            int position = (from + at) % positions;
            int count = Math.min(n - at, positions - position);
            correct(offsets, output, position, count, accumulator, at);
            at += count;
        }
    }

    /** Corrects the accumulators at positions whose offset is not the common one. */
    void correct(ThresholdOffsets offsets, int output, int position, int count, int[] accumulator, int at) {
        offsets.correct(output, position, position + count, accumulator, at, 0);
    }

    /** Adds the bits of the first {@code count} accumulators to the words, which hold 0 at first. */
    void collect(int bit, int count, int n) {
        collect(words, bit, count, n);
    }

    final void collect(int[] into, int bit, int count, int n) {
        if (count == TOGETHER) {
            VectorLoops.collect(into, accumulators[0], accumulators[1], accumulators[2], accumulators[3], bit, n);
        } else {
            for (int i = 0; i < count; i++) {
                VectorLoops.collect(into, accumulators[i], bit + i, n);
            }
        }
    }

    private void scatter(BitPlanes[] outs, int w, int from, int n) {
        for (int at = 0; at < n; ) {
            int position = (from + at) % positions;
            int count = Math.min(n - at, positions - position);
            scatter(outs[(from + at) / positions].data()[w], w, position, count, at);
            at += count;
        }
        clear(n);
    }

    /** Moves {@code count} words, beginning at {@code at}, to an image's positions. */
    void scatter(int[] out, int w, int position, int count, int at) {
        System.arraycopy(words, at, out, position, count);
    }

    void clear(int n) {
        Arrays.fill(words, 0, n, 0);
    }

    private void bitsByOutputs(ThresholdOffsets offsets, BitPlanes[] outs, int from, int n) {
        for (int i = 0; i < n; i++) {
            int position = (from + i) % positions;
            int[][] out = outs[(from + i) / positions].data();
            System.arraycopy(offsets.at(position), 0, byOutput, 0, outputs);
            alongOutputs(i, byOutput);
            for (int w = 0; w < out.length; w++) {
                int first = BitPlanes.BITS * w;
                out[w][position] = VectorLoops.bits(byOutput, SIGN, first, Math.min(BitPlanes.BITS, outputs - first));
            }
        }
    }

    /** The stage's sums in HWC order. */
    final void sums(int[] into) {
        raw(into);
        for (int i = 0; i < into.length; i++) {
            into[i] = sum(into[i]);
        }
    }

    /** The accumulators, started at 0, in HWC order. */
    void raw(int[] into) {
        boolean byPositions = byPositions(positions);
        MatrixProduct[] image = {this};
        int run = run(positions);
        for (int from = 0; from < positions; from += run) {
            int n = Math.min(run, positions - from);
            gather(image, from, n);
            if (byPositions) {
                computeShared(n);
                for (int o = 0; o < outputs; o++) {
                    alongPositions(o, 0, accumulators[0], n);
                    for (int i = 0; i < n; i++) {
                        into[(from + i) * outputs + o] = accumulators[0][i];
                    }
                }
            } else {
                for (int i = 0; i < n; i++) {
                    Arrays.fill(byOutput, 0);
                    alongOutputs(i, byOutput);
                    System.arraycopy(byOutput, 0, into, (from + i) * outputs, outputs);
                }
            }
        }
    }
}
