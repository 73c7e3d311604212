// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.product;

import dev.bnn.runtime.internal.engine.vector.loops.VectorLoops;
import dev.bnn.runtime.internal.engine.vector.planes.BitPlanes;
import dev.bnn.runtime.internal.engine.vector.planes.ThresholdOffsets;
import dev.bnn.runtime.internal.engine.vector.planes.WindowGather;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.util.Arrays;

/**
 * A matrix stage on bits or on integers, for one image or for several, whose positions then lie side by side. The innermost loop
 * runs over positions, or over outputs if there are many more of them. Each instance has its own buffers, allocated at first use,
 * and serves one thread at a time.
 */
public abstract class MatrixProduct {
    private static final int LEAST_RUN = 16;
    /** The bit of an int that is 1 if the int is negative. */
    private static final int SIGN = 31;
    /** Number of accumulators kept until their bits are collected. */
    static final int TOGETHER = 4;
    /** Number of levels of codes of two bits. */
    private static final int THREE = 3;

    /** The stage; {@link PairedProduct} works on half of it. */
    final Stage.Matrix stage;

    final int outputs;
    /** Number of values under a window: words of bits, or integers. */
    final int taps;
    /** Values under the taps: [tap][position of the run]. Bit planes lie side by side, each with all positions of the run. */
    int[][] under = {};
    /** Number of positions of the run. */
    int side;

    /** The input, [plane][position]: words of bits, bit plane after bit plane, or the integers of a channel. */
    private final int[][] planes;

    private final int bitPlanes;

    private final WindowGather windows;
    /** Number of output positions of an image. */
    private final int positions;
    /** Maximum number of positions processed at a time. */
    private final int longestRun;
    /** Positions that the buffers hold. */
    private int room;

    int[][] accumulators;
    /** The initial values of the accumulators of some outputs. */
    private final int[] starts = new int[TOGETHER];
    /** Accumulators of some positions, by output. */
    private int[][] byOutput;
    /** Their initial values. */
    private final int[][] startsByOutput = new int[TOGETHER][];

    private final int[] zeros;
    /** The bits of a word of channels: [plane][position of the run]. They are 0 except while bits are being collected. */
    private int[][] words = {};

    private int[] column;

    /**
     * @param planes the input
     * @param bitPlanes number of bits per value, if the input consists of words of bits; otherwise 1
     * @param taps words or integers under a window of one bit plane
     * @param longestRun positions whose values stay in a cache
     */
    MatrixProduct(Stage.Matrix stage, int[][] planes, int bitPlanes, int taps, int longestRun) {
        this.stage = stage;
        this.planes = planes;
        this.bitPlanes = bitPlanes;
        this.taps = taps;
        this.longestRun = Math.max(LEAST_RUN, longestRun);
        windows = new WindowGather(stage.input(), stage.output(), stage.window());
        positions = stage.output().positions();
        outputs = stage.output().channels();
        zeros = new int[outputs];
    }

    /** The value of the padded positions of a plane. */
    abstract int pad(int plane);

    /**
     * Computes the {@link #accumulators} of {@code count} outputs, at most {@link #TOGETHER}, starting at {@code output}, at n
     * gathered positions.
     *
     * @param starts the initial value of the accumulators of each output
     */
    abstract void alongPositions(int output, int[] starts, int count, int n);

    /**
     * Computes the accumulators of all outputs at {@code count} gathered positions, at most {@link #TOGETHER}, starting at
     * {@code position}.
     *
     * @param starts by position, the initial values of the accumulators of the outputs
     * @param into by position, the accumulators of the outputs
     */
    abstract void alongOutputs(int position, int[][] starts, int count, int[][] into);

    /** Makes buffers for runs of that many positions. */
    void allocate(int run) {
        int[][] rows = VectorLoops.rows(taps + TOGETHER, bitPlanes * run);
        under = Arrays.copyOf(rows, taps);
        accumulators = Arrays.copyOfRange(rows, taps, rows.length);
    }

    /** Computes what all outputs share, from n gathered positions. */
    void computeShared(int n) {}

    /**
     * Computes the bits or codes of images: how many of a channel's thresholds a sum reaches. An accumulator starts at the offset
     * of the first threshold and is raised from each threshold to the next; it is negative if the sum reaches the current
     * threshold.
     *
     * @param images this stage's products, each with the image's input
     * @param levels the offsets of the first threshold, then the differences from each to the next
     * @param outs receives the bits or codes of each image
     */
    public final void planes(MatrixProduct[] images, ThresholdOffsets[] levels, BitPlanes[] outs) {
        int total = images.length * positions;
        boolean byPositions = byPositions(total);
        int run = run(total);
        collectPlanes(outs[0].planes());
        for (int from = 0; from < total; from += run) {
            int n = Math.min(run, total - from);
            gather(images, from, n);
            if (byPositions) {
                computeShared(n);
                byPositions(levels, outs, from, n);
            } else {
                byOutputs(levels, outs, from, n);
            }
        }
    }

    /** Measurements show that a loop over half as many positions is as fast, since it yields the bits of many words at once. */
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
            byOutput = VectorLoops.rows(TOGETHER, outputs);
            words = new int[0][];
        }
        return run;
    }

    /** Makes room for that many bits of a value, all 0. */
    void collectPlanes(int planes) {
        if (words.length < planes) {
            words = VectorLoops.rows(planes, room);
        }
    }

    /** Positions that the buffers hold. */
    final int room() {
        return room;
    }

    /** Gathers n positions, counted over all images, into {@link #under}. */
    private void gather(MatrixProduct[] images, int from, int n) {
        side = n;
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
        int words = planes.length / bitPlanes;
        int rowTaps = window.kernelWidth() * words;
        for (int kx = 0; kx < window.kernelWidth(); kx++) {
            for (int plane = 0; plane < planes.length; plane++) {
                int tap = kx * words + plane % words;
                int first = plane / words * other.side + at;
                if (window.strideY() == 1) {
                    other.gatherColumn(planes[plane], kx, pad(plane), from, to, tap, first);
                } else {
                    for (int ky = 0; ky < window.kernelHeight(); ky++) {
                        int[] into = other.under[tap + ky * rowTaps];
                        windows.gather(planes[plane], ky, kx, pad(plane), from, to, into, first);
                    }
                }
            }
        }
    }

    /** For a vertical stride of 1, the taps of a kernel column see the same values, each shifted down by some rows. */
    private void gatherColumn(int[] plane, int kx, int pad, int from, int to, int tap, int at) {
        int width = stage.output().width();
        int first = from / width;
        Window window = stage.window();
        int rows = (to - 1) / width - first + window.spanHeight();
        if (column == null) {
            column = new int[(stage.output().height() + window.spanHeight() - 1) * width];
        }
        windows.column(plane, kx, pad, first, rows, column);
        int rowTaps = window.kernelWidth() * planes.length / bitPlanes;
        for (int ky = 0; ky < window.kernelHeight(); ky++) {
            int start = from - first * width + ky * window.dilationY() * width;
            System.arraycopy(column, start, under[tap + ky * rowTaps], at, to - from);
        }
    }

    private void byPositions(ThresholdOffsets[] levels, BitPlanes[] outs, int from, int n) {
        for (int w = 0; w < outs[0].words(); w++) {
            int last = Math.min(outputs, BitPlanes.BITS * (w + 1));
            for (int o = BitPlanes.BITS * w; o < last; o += TOGETHER) {
                int count = Math.min(TOGETHER, last - o);
                for (int i = 0; i < count; i++) {
                    starts[i] = start(levels[0].common(o + i));
                }
                alongPositions(o, starts, count, n);
                for (int i = 0; i < count; i++) {
                    correct(levels[0], o + i, accumulators[i], from, n);
                }
                if (levels.length == THREE && levels[1].uniform()) {
                    for (int i = 0; i < count; i++) {
                        int second = rise(levels[1].common(o + i));
                        int third = second + rise(levels[2].common(o + i));
                        collectThree(accumulators[i], second, third, (o + i) % BitPlanes.BITS, n);
                    }
                    continue;
                }
                collect(1, o % BitPlanes.BITS, count, n);
                for (int level = 2; level <= levels.length; level++) {
                    for (int i = 0; i < count; i++) {
                        VectorLoops.plus(accumulators[i], rise(levels[level - 1].common(o + i)), n);
                        correct(levels[level - 1], o + i, accumulators[i], from, n);
                    }
                    collect(level, o % BitPlanes.BITS, count, n);
                }
            }
            scatter(outs, w, from, n);
        }
    }

    /** The start of an accumulator with this offset. */
    int start(int offset) {
        return offset;
    }

    /** By how much to raise an accumulator when its offset rises by {@code more}. */
    int rise(int more) {
        return more;
    }

    private void correct(ThresholdOffsets offsets, int output, int[] accumulator, int from, int n) {
        for (int at = 0; at < n && !offsets.uniform(); ) {
            int position = (from + at) % positions;
            int count = Math.min(n - at, positions - position);
            correct(offsets, output, position, count, accumulator, at);
            at += count;
        }
    }

    /** Corrects the accumulators at positions with another offset than the common one. */
    void correct(ThresholdOffsets offsets, int output, int position, int count, int[] accumulator, int at) {
        offsets.correct(output, position, position + count, accumulator, at, 0);
    }

    /**
     * Collects the bits of the first {@code count} accumulators. Bit k of the number of reached levels flips at each level that
     * is a multiple of 2^k, so it is the parity of the number of such levels reached.
     *
     * @param level from 1
     * @param bit place of the first accumulator's bit in a word
     */
    void collect(int level, int bit, int count, int n) {
        for (int k = 0; k <= Integer.numberOfTrailingZeros(level); k++) {
            if (count == TOGETHER) {
                int[][] a = accumulators;
                VectorLoops.collect(words[k], a[0], a[1], a[2], a[3], bit, n);
            } else {
                for (int i = 0; i < count; i++) {
                    VectorLoops.collect(words[k], accumulators[i], bit + i, n);
                }
            }
        }
    }

    /** Collects all three levels of codes of two bits at once. */
    void collectThree(int[] accumulator, int second, int third, int bit, int n) {
        VectorLoops.collectThree(words[0], words[1], accumulator, second, third, bit, n);
    }

    private void scatter(BitPlanes[] outs, int w, int from, int n) {
        int planes = outs[0].planes();
        int step = outs[0].words();
        for (int at = 0; at < n; ) {
            int position = (from + at) % positions;
            int count = Math.min(n - at, positions - position);
            for (int k = 0; k < planes; k++) {
                scatter(k, outs[(from + at) / positions].data()[step * k + w], position, count, at);
            }
            at += count;
        }
        for (int k = 0; k < planes; k++) {
            clear(k, n);
        }
    }

    /** Moves {@code count} words of a plane, beginning at {@code at}, to an image's positions. */
    void scatter(int plane, int[] out, int position, int count, int at) {
        System.arraycopy(words[plane], at, out, position, count);
    }

    void clear(int plane, int n) {
        Arrays.fill(words[plane], 0, n, 0);
    }

    private void byOutputs(ThresholdOffsets[] levels, BitPlanes[] outs, int from, int n) {
        for (int i = 0; i < n; i += TOGETHER) {
            int count = Math.min(TOGETHER, n - i);
            for (int r = 0; r < count; r++) {
                startsByOutput[r] = levels[0].at((from + i + r) % positions);
            }
            alongOutputs(i, startsByOutput, count, byOutput);
            for (int r = 0; r < count; r++) {
                int at = from + i + r;
                reached(levels, byOutput[r], outs[at / positions], at % positions);
            }
        }
    }

    /** Packs the codes of all outputs at a position: the number of levels that their accumulators reach. */
    private void reached(ThresholdOffsets[] levels, int[] accumulators, BitPlanes into, int position) {
        int planes = into.planes();
        int step = into.words();
        int[][] out = into.data();
        for (int level = 1; level <= levels.length; level++) {
            if (level > 1) {
                VectorLoops.add(accumulators, levels[level - 1].at(position), outputs);
            }
            for (int w = 0; w < step; w++) {
                int first = BitPlanes.BITS * w;
                int bits = VectorLoops.bits(accumulators, SIGN, first, Math.min(BitPlanes.BITS, outputs - first));
                if (level == 1) {
                    out[w][position] = bits;
                    for (int k = 1; k < planes; k++) {
                        out[step * k + w][position] = 0;
                    }
                } else {
                    for (int k = 0; k <= Integer.numberOfTrailingZeros(level); k++) {
                        out[step * k + w][position] ^= bits;
                    }
                }
            }
        }
    }

    /** Computes the accumulators, starting at 0, in HWC order. */
    public void raw(int[] into) {
        boolean byPositions = byPositions(positions);
        MatrixProduct[] image = {this};
        int run = run(positions);
        for (int from = 0; from < positions; from += run) {
            int n = Math.min(run, positions - from);
            gather(image, from, n);
            if (byPositions) {
                computeShared(n);
                for (int o = 0; o < outputs; o++) {
                    alongPositions(o, zeros, 1, n);
                    for (int i = 0; i < n; i++) {
                        into[(from + i) * outputs + o] = accumulators[0][i];
                    }
                }
            } else {
                startsByOutput[0] = zeros;
                for (int i = 0; i < n; i++) {
                    alongOutputs(i, startsByOutput, 1, byOutput);
                    System.arraycopy(byOutput[0], 0, into, (from + i) * outputs, outputs);
                }
            }
        }
    }
}
