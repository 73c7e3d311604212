// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.planes;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.engine.vector.loops.VectorLoops;
import dev.bnn.runtime.internal.network.Stage;
import java.util.Arrays;

/**
 * A feature map of bits or codes, each bit of a value in a plane of its own: bit b of {@code data[words * k + w][p]} is bit k of
 * channel 32 w + b at position p, row by row. With one plane the values are -1 and +1, and the bit 1 stands for +1; with several
 * they are the codes 0, 1, 2, ... Bits above the last channel are 0.
 *
 * @param planes number of bits per value
 */
public record BitPlanes(Dims dims, int planes, int[][] data) {
    public static final int BITS = 32;

    /** A map in which all bits are 0. */
    public static BitPlanes empty(Dims dims, int planes) {
        return new BitPlanes(dims, planes, new int[planes * words(dims.channels())][dims.positions()]);
    }

    /** Number of bits of a code, if {@code top} is the largest: 1 for bits, 2 for codes up to 3. */
    public static int planes(int top) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(top);
    }

    /** Words that hold one bit of each channel. */
    public int words() {
        return data.length / planes;
    }

    /** Sets all bits to 0. */
    public void clear() {
        for (int[] plane : data) {
            Arrays.fill(plane, 0);
        }
    }

    /** One bit per channel, as words. */
    public static int[] mask(boolean[] channels) {
        int[] mask = new int[words(channels.length)];
        for (int c = 0; c < channels.length; c++) {
            mask[c / BITS] |= channels[c] ? 1 << c : 0;
        }
        return mask;
    }

    /** Repeats each pixel of a map down and across. */
    public static void upsample(Stage.Upsample u, BitPlanes in, BitPlanes out) {
        int width = u.output().width();
        for (int plane = 0; plane < in.data.length; plane++) {
            int[] from = in.data[plane];
            int[] to = out.data[plane];
            for (int y = 0; y < u.input().height(); y++) {
                int first = y * u.rows() * width;
                int pixel = y * u.input().width();
                for (int x = 0; x < width; x += u.columns()) {
                    Arrays.fill(to, first + x, first + x + u.columns(), from[pixel]);
                    pixel++;
                }
                for (int below = 1; below < u.rows(); below++) {
                    System.arraycopy(to, first, to, first + below * width, width);
                }
            }
        }
    }

    /** Copies the channels of a map in another order. */
    public static void shuffle(Stage.Shuffle s, BitPlanes in, BitPlanes out) {
        out.clear();
        for (int c = 0; c < s.input().channels(); c++) {
            int source = s.source(c);
            for (int k = 0; k < in.planes; k++) {
                int[] from = in.data[in.words() * k + source / BITS];
                int[] to = out.data[out.words() * k + c / BITS];
                for (int p = 0; p < to.length; p++) {
                    to[p] |= (from[p] >>> source & 1) << c;
                }
            }
        }
    }

    /** Copies the channels of maps, one map after the other. */
    public static void concat(BitPlanes out, BitPlanes... parts) {
        out.clear();
        int channels = 0;
        for (BitPlanes part : parts) {
            for (int i = 0; i < part.data.length; i++) {
                append(part.data[i], channels + BITS * (i % part.words()), i / part.words(), out);
            }
            channels += part.dims.channels();
        }
    }

    /** Fills another map with channels of this one, starting at {@code first}. */
    public void part(int first, BitPlanes out) {
        for (int i = 0; i < out.data.length; i++) {
            int word = i % out.words();
            int from = first + BITS * word;
            int at = words() * (i / out.words()) + from / BITS;
            int mask = mask(out.dims.channels(), word);
            int[] low = data[at];
            int[] to = out.data[i];
            for (int p = 0; p < to.length; p++) {
                to[p] = low[p] >>> from & mask;
            }
            if (from % BITS > 0 && from / BITS + 1 < words()) {
                int[] high = data[at + 1];
                for (int p = 0; p < to.length; p++) {
                    to[p] |= high[p] << -from & mask;
                }
            }
        }
    }

    /** Inserts the bits of a word at each position, after the first {@code channels} channels. */
    private static void append(int[] from, int channels, int plane, BitPlanes out) {
        int word = channels / BITS;
        int[] low = out.data[out.words() * plane + word];
        for (int p = 0; p < from.length; p++) {
            low[p] |= from[p] << channels;
        }
        if (channels % BITS > 0 && word + 1 < out.words()) {
            int[] high = out.data[out.words() * plane + word + 1];
            for (int p = 0; p < from.length; p++) {
                high[p] |= from[p] >>> -channels;
            }
        }
    }

    /** Words that hold {@code bits} bits. */
    public static int words(int bits) {
        return (bits + BITS - 1) / BITS;
    }

    /** The used bits of word w, if {@code bits} bits are used in total. */
    public static int mask(int bits, int w) {
        int used = Math.min(BITS, bits - BITS * w);
        return used == BITS ? -1 : (1 << used) - 1;
    }

    /** Writes plane after plane, each as one vector of bits in HWC order, without gaps between the positions. */
    public void flatten(int[] flat) {
        int length = flat.length / planes;
        for (int k = 0; k < planes; k++) {
            flatten(words() * k, flat, length * k, length);
        }
    }

    private void flatten(int first, int[] flat, int from, int length) {
        int channels = dims.channels();
        int positions = dims.positions();
        int words = words();
        if (channels % BITS == 0) {
            for (int p = 0, at = from; p < positions; p++) {
                for (int w = first; w < first + words; w++) {
                    flat[at++] = data[w][p];
                }
            }
            return;
        }
        if (channels == 1) {
            for (int w = 0; w < length; w++) {
                flat[from + w] = VectorLoops.bits(data[first], 0, BITS * w, Math.min(BITS, positions - BITS * w));
            }
            return;
        }
        Arrays.fill(flat, from, from + length, 0);
        int at = from * BITS;
        for (int p = 0; p < positions; p++) {
            for (int w = first, left = channels; left > 0; w++, left -= BITS) {
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

    /** The code of a channel at a position, or -1 and +1 for a bit. */
    public int value(int channel, int position) {
        int code = 0;
        for (int k = planes - 1; k >= 0; k--) {
            code = code << 1 | data[words() * k + channel / BITS][position] >>> channel & 1;
        }
        return planes == 1 ? 2 * code - 1 : code;
    }

    /** The values in HWC order. */
    public long[] values() {
        long[] values = new long[dims.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i % dims.channels(), i / dims.channels());
        }
        return values;
    }
}
