// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.util.Arrays;

/**
 * A feature map of bits (1 stands for +1) in planes: bit b of {@code data[w][p]} is channel 32 w + b at position p, row by
 * row. Bits above the last channel are 0.
 */
record BitPlanes(Dims dims, int[][] data) {
    static final int BITS = 32;

    static BitPlanes empty(Dims dims) {
        return new BitPlanes(dims, new int[words(dims.channels())][dims.positions()]);
    }

    /** Sets all bits to 0. */
    void clear() {
        for (int[] plane : data) {
            Arrays.fill(plane, 0);
        }
    }

    /** One bit per channel, as words. */
    static int[] mask(boolean[] channels) {
        int[] mask = new int[words(channels.length)];
        for (int c = 0; c < channels.length; c++) {
            mask[c / BITS] |= channels[c] ? 1 << c : 0;
        }
        return mask;
    }

    /**
     * OR over each window; AND in the masked channels, as the complement of the OR of complements.
     *
     * @param flip the mask of those channels
     */
    static void pool(Stage.Pool p, int[] flip, BitPlanes in, BitPlanes out) {
        for (int w = 0; w < flip.length; w++) {
            pool(p, in.data()[w], out.data()[w], flip[w]);
        }
    }

    private static void pool(Stage.Pool p, int[] from, int[] to, int flip) {
        int width = p.input().width();
        Window window = p.window();
        int at = 0;
        for (int y = 0; y < p.output().height(); y++) {
            for (int x = 0; x < p.output().width(); x++) {
                int any = 0;
                for (int ky = 0; ky < window.kernelHeight(); ky++) {
                    int row = window.row(y, ky) * width;
                    for (int kx = 0; kx < window.kernelWidth(); kx++) {
                        any |= from[row + window.column(x, kx)] ^ flip;
                    }
                }
                to[at++] = any ^ flip;
            }
        }
    }

    /** Words that hold {@code bits} bits. */
    static int words(int bits) {
        return (bits + BITS - 1) / BITS;
    }

    /** The used bits of word w, where {@code bits} are used in all. */
    static int mask(int bits, int w) {
        int used = Math.min(BITS, bits - BITS * w);
        return used == BITS ? -1 : (1 << used) - 1;
    }

    /** All bits as one vector in HWC order, without gaps between the positions. */
    void flatten(int[] flat) {
        int channels = dims.channels();
        int positions = dims.positions();
        if (channels % BITS == 0) {
            for (int p = 0, at = 0; p < positions; p++) {
                for (int[] plane : data) {
                    flat[at++] = plane[p];
                }
            }
            return;
        }
        if (channels == 1) {
            for (int w = 0; w < flat.length; w++) {
                flat[w] = VectorLoops.bits(data[0], 0, BITS * w, Math.min(BITS, positions - BITS * w));
            }
            return;
        }
        Arrays.fill(flat, 0);
        int at = 0;
        for (int p = 0; p < positions; p++) {
            for (int w = 0, left = channels; left > 0; w++, left -= BITS) {
                int count = Math.min(left, BITS);
                int word = data[w][p];
                flat[at / BITS] |= word << at;
                if (at % BITS + count > BITS) {
                    flat[at / BITS + 1] |= word >>> -at;
                }
                at += count;
            }
        }
    }

    /** Bits as -1 and +1 in HWC order. */
    long[] values() {
        long[] values = new long[dims.size()];
        for (int i = 0; i < values.length; i++) {
            int channel = i % dims.channels();
            int word = data[channel / BITS][i / dims.channels()];
            values[i] = (word >>> channel & 1) != 0 ? 1 : -1;
        }
        return values;
    }
}
