package dev.bnn.runtime;

import java.util.Arrays;

/**
 * A matrix stage on bits or on bytes. The loop that runs innermost goes over positions or over outputs, whichever are
 * more. An instance has buffers of its own and is for one thread.
 */
abstract class Product {
    /** Values gathered at a time, to stay in the first-level cache. */
    private static final int CACHED = 16384;

    private static final int LEAST_RUN = 16;

    final Stage.Matrix stage;
    final Windows windows;
    final int positions;
    final int outputs;
    final boolean byPositions;
    /** Positions worked on at a time. */
    private final int run;
    /** Values under the taps: [tap][position of the run]. */
    final int[][] under;

    private final int[] accumulators;
    private final int[] words;

    /** @param taps values a window has: words of bits, or bytes */
    Product(Stage.Matrix stage, int taps) {
        this.stage = stage;
        windows = new Windows(stage);
        positions = stage.output().height() * stage.output().width();
        outputs = stage.output().channels();
        byPositions = positions > outputs;
        run = Math.min(positions, Math.max(LEAST_RUN, CACHED / taps));
        under = new int[taps][run];
        accumulators = new int[byPositions ? run : outputs];
        words = new int[run];
    }

    /** Fills {@link #under} for positions from (inclusive) to to (exclusive). */
    abstract void gather(int from, int to);

    /** Adds up one output at so many gathered positions. */
    abstract void alongPositions(int output, int[] into, int n);

    /** Adds up all outputs at one gathered position. */
    abstract void alongOutputs(int position, int[] into);

    /** Bits: 1 where the accumulator, which started at its offset, is negative. */
    final void bits(Offsets offsets, Planes out) {
        for (int from = 0; from < positions; from += run) {
            int to = Math.min(positions, from + run);
            gather(from, to);
            if (byPositions) {
                bitsByPositions(offsets, out, from, to);
            } else {
                for (int p = from; p < to; p++) {
                    System.arraycopy(offsets.at(p), 0, accumulators, 0, outputs);
                    alongOutputs(p - from, accumulators);
                    for (int w = 0; w < out.data().length; w++) {
                        int first = Planes.BITS * w;
                        out.data()[w][p] = Loops.signs(accumulators, first, Math.min(Planes.BITS, outputs - first));
                    }
                }
            }
        }
    }

    private void bitsByPositions(Offsets offsets, Planes out, int from, int to) {
        int n = to - from;
        for (int w = 0; w < out.data().length; w++) {
            Arrays.fill(words, 0, n, 0);
            for (int o = Planes.BITS * w; o < Math.min(outputs, Planes.BITS * (w + 1)); o++) {
                offsets.fill(o, from, to, accumulators);
                alongPositions(o, accumulators, n);
                Loops.collect(words, accumulators, o % Planes.BITS, n);
            }
            System.arraycopy(words, 0, out.data()[w], from, n);
        }
    }

    /** The accumulators themselves, started at 0, in HWC order. */
    final void raw(int[] into) {
        for (int from = 0; from < positions; from += run) {
            int to = Math.min(positions, from + run);
            gather(from, to);
            if (byPositions) {
                for (int o = 0; o < outputs; o++) {
                    Arrays.fill(accumulators, 0);
                    alongPositions(o, accumulators, to - from);
                    for (int p = from; p < to; p++) {
                        into[p * outputs + o] = accumulators[p - from];
                    }
                }
            } else {
                for (int p = from; p < to; p++) {
                    Arrays.fill(accumulators, 0);
                    alongOutputs(p - from, accumulators);
                    System.arraycopy(accumulators, 0, into, p * outputs, outputs);
                }
            }
        }
    }
}
