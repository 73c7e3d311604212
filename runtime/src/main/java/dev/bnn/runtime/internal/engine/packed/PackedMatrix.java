// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.packed;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.util.Arrays;

/**
 * A matrix stage on packed bits: XNOR and popcount. With D differing bits among the fan-in K, the accumulator is K - 2 D.
 * Unused bits are 0 on both sides, so they never differ.
 */
final class PackedMatrix {
    private final Stage.Matrix stage;
    private final Window window;
    /** Number of words that lie side by side in the map: those of a kernel row or, with a dilation, those of a tap. */
    private final int pieceWords;
    /** Number of such pieces in a kernel row. */
    private final int pieces;

    private final int kernelRows;
    private final long[] weights;

    PackedMatrix(Stage.Matrix stage) {
        this.stage = stage;
        int channels = stage.input().channels();
        int group = stage.dense() ? stage.columns() : channels;
        int groups = stage.dense() ? 1 : stage.window().taps();
        int words = (group + 63) >>> 6;
        this.window = stage.window();
        boolean apart = !stage.dense() && window.dilationX() > 1;
        this.kernelRows = stage.dense() ? 1 : window.kernelHeight();
        this.pieces = apart ? window.kernelWidth() : 1;
        this.pieceWords = stage.dense() || apart ? words : window.kernelWidth() * words;
        this.weights =
                new long[stage.binary() ? Math.multiplyExact(stage.output().channels(), groups * words) : 0];
        for (int i = 0; i < stage.weights().length && stage.binary(); i++) {
            if (stage.weights()[i] > 0) {
                int inGroup = i % group;
                weights[i / group * words + (inGroup >>> 6)] |= 1L << inGroup;
            }
        }
    }

    int[] accumulate(PackedBits in) {
        Dims out = stage.output();
        int[] sums = new int[out.size()];
        if (stage.dense()) {
            accumulate(in.flat(), 0, 0, 0, sums, 0);
            return sums;
        }
        PackedBits map = in.padded(window, stage.padValue() > 0);
        int rowStep = window.dilationY() * map.dims().width() * map.words();
        int pieceStep = window.dilationX() * map.words();
        for (int y = 0; y < out.height(); y++) {
            for (int x = 0; x < out.width(); x++) {
                int from = map.pixel(y * window.strideY(), x * window.strideX());
                accumulate(map.data(), from, rowStep, pieceStep, sums, out.index(y, x, 0));
            }
        }
        return sums;
    }

    private void accumulate(long[] data, int from, int rowStep, int pieceStep, int[] sums, int to) {
        int columns = stage.columns();
        int w = 0;
        for (int row = 0; row < stage.output().channels(); row++) {
            int differing = 0;
            for (int ky = 0, start = from; ky < kernelRows; ky++, start += rowStep) {
                for (int piece = 0, at = start; piece < pieces; piece++, at += pieceStep) {
                    for (int i = 0; i < pieceWords; i++) {
                        differing += Long.bitCount(data[at + i] ^ weights[w++]);
                    }
                }
            }
            sums[to + row] = columns - 2 * differing;
        }
    }

    /** Integer sums of weight times value, for bytes, codes, and weights of several bits. */
    int[] accumulate(int[] values) {
        Dims in = stage.input();
        Dims out = stage.output();
        int[] sums = new int[out.size()];
        int[] patch = new int[stage.columns()];
        for (int y = 0; y < out.height(); y++) {
            for (int x = 0; x < out.width(); x++) {
                gather(values, in, y, x, patch);
                int w = 0;
                int to = out.index(y, x, 0);
                for (int row = 0; row < out.channels(); row++) {
                    int sum = 0;
                    for (int value : patch) {
                        sum += stage.weights()[w++] * value;
                    }
                    sums[to + row] = sum;
                }
            }
        }
        return sums;
    }

    private void gather(int[] values, Dims in, int outY, int outX, int[] patch) {
        int at = 0;
        for (int ky = 0; ky < window.kernelHeight(); ky++) {
            int y = window.row(outY, ky);
            for (int kx = 0; kx < window.kernelWidth(); kx++) {
                int x = window.column(outX, kx);
                if (!Window.inside(in, y, x)) {
                    Arrays.fill(patch, at, at + in.channels(), stage.padValue());
                    at += in.channels();
                    continue;
                }
                for (int c = 0, from = in.index(y, x, 0); c < in.channels(); c++) {
                    patch[at++] = values[from + c];
                }
            }
        }
    }
}
