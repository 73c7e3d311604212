// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.packed;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;

/**
 * A feature map of bits (1 stands for +1), packed into words along the channels: pixel (y, x) starts at word
 * {@code (y * width + x) * words}. Bits above the last channel are 0.
 */
record PackedBits(Dims dims, int words, long[] data) {
    static PackedBits empty(Dims dims) {
        int words = (dims.channels() + 63) >>> 6;
        return new PackedBits(dims, words, new long[Math.multiplyExact(dims.height() * dims.width(), words)]);
    }

    int pixel(int y, int x) {
        return (y * dims.width() + x) * words;
    }

    /** The map with a window's padding, filled with {@code bit}. */
    PackedBits padded(Window window, boolean bit) {
        if (!window.padded()) {
            return this;
        }
        PackedBits out = empty(new Dims(
                dims.channels(),
                window.top() + dims.height() + window.bottom(),
                window.left() + dims.width() + window.right()));
        if (bit) {
            for (int i = 0; i < out.data.length; i++) {
                out.data[i] = mask(dims.channels(), i % words);
            }
        }
        for (int y = 0; y < dims.height(); y++) {
            System.arraycopy(
                    data, pixel(y, 0), out.data, out.pixel(y + window.top(), window.left()), dims.width() * words);
        }
        return out;
    }

    /** {@code channels} channels, starting at {@code first}, as a map of their own. */
    PackedBits part(int first, int channels) {
        if (channels == dims.channels()) {
            return this;
        }
        PackedBits out = empty(new Dims(channels, dims.height(), dims.width()));
        for (int i = 0; i < out.data.length; i++) {
            int word = i % out.words;
            int from = first + 64 * word;
            int at = i / out.words * words + (from >>> 6);
            long bits = data[at] >>> from;
            if ((from & 63) > 0 && (from >>> 6) + 1 < words) {
                bits |= data[at + 1] << -from;
            }
            out.data[i] = bits & mask(channels, word);
        }
        return out;
    }

    /** The map with its channels in another order. */
    PackedBits shuffled(Stage.Shuffle shuffle) {
        PackedBits out = empty(dims);
        for (int c = 0; c < dims.channels(); c++) {
            int source = shuffle.source(c);
            for (int pixel = 0; pixel < data.length; pixel += words) {
                out.data[pixel + (c >>> 6)] |= (data[pixel + (source >>> 6)] >>> source & 1) << c;
            }
        }
        return out;
    }

    /** All bits as one vector in HWC order, without gaps between the pixels. */
    long[] flat() {
        if ((dims.channels() & 63) == 0) {
            return data;
        }
        long[] flat = new long[(dims.size() + 63) >>> 6];
        int at = 0;
        for (int p = 0; p < data.length; p += words) {
            for (int left = dims.channels(), w = p; left > 0; left -= 64, w++) {
                int count = Math.min(left, 64);
                flat[at >>> 6] |= data[w] << at;
                if ((at & 63) + count > 64) {
                    flat[(at >>> 6) + 1] |= data[w] >>> -at;
                }
                at += count;
            }
        }
        return flat;
    }

    /** Bits as -1 and +1 in HWC order. */
    long[] values() {
        long[] values = new long[dims.size()];
        for (int i = 0; i < values.length; i++) {
            int channel = i % dims.channels();
            long word = data[i / dims.channels() * words + (channel >>> 6)];
            values[i] = (word >>> channel & 1) != 0 ? 1 : -1;
        }
        return values;
    }

    /** The used bits of a pixel's word. */
    static long mask(int channels, int word) {
        int used = Math.min(64, channels - word * 64);
        return used == 64 ? -1L : (1L << used) - 1;
    }
}
