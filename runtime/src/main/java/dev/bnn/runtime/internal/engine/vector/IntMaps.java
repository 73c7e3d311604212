// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.engine.Trace;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.util.Arrays;

/** Operations of {@link VectorEngine} on maps of integers: [channel][position]. */
final class IntMaps {
    private IntMaps() {}

    static int[][] empty(Dims dims) {
        return new int[dims.channels()][dims.positions()];
    }

    /**
     * Splits an image's bytes, channels fastest, into planes. Three channels have a loop of their own, whose stride C2 knows.
     */
    static void planes(byte[] bytes, int[][] planes) {
        if (planes.length == 3) {
            int[] red = planes[0];
            int[] green = planes[1];
            int[] blue = planes[2];
            for (int p = 0; p < red.length; p++) {
                red[p] = bytes[3 * p] & 0xff;
                green[p] = bytes[3 * p + 1] & 0xff;
                blue[p] = bytes[3 * p + 2] & 0xff;
            }
            return;
        }
        for (int c = 0; c < planes.length; c++) {
            int[] plane = planes[c];
            for (int p = 0, at = c; p < plane.length; p++, at += planes.length) {
                plane[p] = bytes[at] & 0xff;
            }
        }
    }

    /** Writes bits as -1 and +1. */
    static void signs(BitPlanes bits, int[][] into) {
        for (int c = 0; c < into.length; c++) {
            int[] words = bits.data()[c / BitPlanes.BITS];
            for (int p = 0; p < words.length; p++) {
                into[c][p] = (words[p] >>> c << 1 & 2) - 1;
            }
        }
    }

    /** Writes planes in HWC order. */
    static void flatten(int[][] planes, int[] into) {
        for (int c = 0; c < planes.length; c++) {
            for (int p = 0; p < planes[c].length; p++) {
                into[p * planes.length + c] = planes[c][p];
            }
        }
    }

    /** Codes of sums in HWC order. */
    static void threshold(Stage.Threshold t, int[] values, int[][] out) {
        int width = t.input().width();
        for (int c = 0; c < out.length; c++) {
            for (int p = 0; p < out[c].length; p++) {
                out[c][p] = t.code(values[p * out.length + c], p / width, p % width, c);
            }
        }
    }

    /** Bits of sums in HWC order. */
    static void bits(Stage.Threshold t, int[] values, BitPlanes out) {
        int width = t.input().width();
        int channels = t.input().channels();
        out.clear();
        for (int i = 0; i < values.length; i++) {
            int c = i % channels;
            int p = i / channels;
            out.data()[c / BitPlanes.BITS][p] |= t.code(values[i], p / width, p % width, c) << c;
        }
    }

    /** Bits of bytes in planes. */
    static void bits(int[][] planes, ThresholdOffsets offsets, int[] accumulators, BitPlanes out) {
        int positions = accumulators.length;
        out.clear();
        for (int c = 0; c < planes.length; c++) {
            Arrays.fill(accumulators, offsets.common(c));
            offsets.correct(c, 0, positions, accumulators, 0, 0);
            VectorLoops.subtract(accumulators, planes[c], positions);
            VectorLoops.collect(out.data()[c / BitPlanes.BITS], accumulators, c % BitPlanes.BITS, positions);
        }
    }

    /** Sums of windows, in HWC order. */
    static void sum(Stage.Sum s, int[][] in, int[] out) {
        int width = s.output().width();
        for (int i = 0; i < out.length; i++) {
            int c = i % in.length;
            int p = i / in.length;
            int[] plane = in[c];
            out[i] = (int) s.of(at -> plane[at / in.length], p / width, p % width, c);
        }
    }

    /** Sums of two maps, in HWC order. */
    static void add(Stage.Add add, int[][] a, int[][] b, int[] out) {
        for (int c = 0; c < a.length; c++) {
            for (int p = 0; p < a[c].length; p++) {
                out[p * a.length + c] = add.of(a[c][p], b[c][p], c);
            }
        }
    }

    static void pool(Stage.Pool p, int[][] in, int[][] out) {
        for (int c = 0; c < out.length; c++) {
            pool(p, in[c], out[c], p.min()[c]);
        }
    }

    private static void pool(Stage.Pool p, int[] from, int[] to, boolean min) {
        int width = p.input().width();
        Window window = p.window();
        for (int i = 0; i < to.length; i++) {
            int y = i / p.output().width();
            int x = i % p.output().width();
            int best = from[window.row(y, 0) * width + window.column(x, 0)];
            for (int tap = 1; tap < window.taps(); tap++) {
                int row = window.row(y, tap / window.kernelWidth());
                int v = from[row * width + window.column(x, tap % window.kernelWidth())];
                best = min ? Math.min(best, v) : Math.max(best, v);
            }
            to[i] = best;
        }
    }

    /** The values in HWC order. */
    static long[] values(int[][] planes) {
        int[] values = new int[planes.length * planes[0].length];
        flatten(planes, values);
        return Trace.longs(values);
    }
}
