// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.c;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tables of weights in the order in which the kernels read them: blocks of {@link #LANES} channels side by side. */
final class WeightPlanes {
    /** {@code BNN_LANES} of bnn_kernels.h. */
    static final int LANES = 16;

    private static final int BITS = 32;

    /** Bytes of a window per word. */
    private static final int BYTES = 4;

    private WeightPlanes() {}

    /** A weight of several bits as the kernels store it: an unsigned number. */
    static int stored(byte weight, int weightBits) {
        return weightBits == 1 ? (weight > 0 ? 1 : 0) : weight + (1 << weightBits - 1) - 1;
    }

    /**
     * The bits of a matrix: [block][plane][word][lane].
     *
     * @param weights [channel][column]
     */
    static List<String> bits(byte[] weights, int channels, int columns, int weightBits) {
        List<String> words = new ArrayList<>();
        int count = (columns + BITS - 1) / BITS;
        for (int first = 0; first < channels; first += LANES) {
            int lanes = Math.min(LANES, channels - first);
            for (int plane = 0; plane < weightBits; plane++) {
                for (int word = 0; word < count; word++) {
                    for (int lane = 0; lane < lanes; lane++) {
                        int bits = 0;
                        for (int i = word * BITS; i < Math.min(columns, (word + 1) * BITS); i++) {
                            byte weight = weights[(first + lane) * columns + i];
                            bits |= (stored(weight, weightBits) >> plane & 1) << i % BITS;
                        }
                        words.add(String.format(Locale.ROOT, "0x%08xu", bits));
                    }
                }
            }
        }
        return words;
    }

    /**
     * A matrix on bytes: [block][word of {@link #BYTES} columns][lane][column]; zeros fill the last word.
     *
     * @param weights [channel][column]
     */
    static List<String> bytes(byte[] weights, int channels, int columns) {
        List<String> values = new ArrayList<>();
        for (int first = 0; first < channels; first += LANES) {
            int lanes = Math.min(LANES, channels - first);
            for (int word = 0; word < columns; word += BYTES) {
                for (int lane = 0; lane < lanes; lane++) {
                    for (int column = word; column < word + BYTES; column++) {
                        values.add(
                                column < columns ? Integer.toString(weights[(first + lane) * columns + column]) : "0");
                    }
                }
            }
        }
        return values;
    }

    /**
     * Kernels of a depthwise layer: [tap][channel].
     *
     * @param weights [channel][tap]
     */
    static List<String> taps(byte[] weights, int channels) {
        List<String> values = new ArrayList<>();
        int taps = weights.length / channels;
        for (int tap = 0; tap < taps; tap++) {
            for (int channel = 0; channel < channels; channel++) {
                values.add(Integer.toString(weights[channel * taps + tap]));
            }
        }
        return values;
    }

    /** A bit per channel. */
    static List<String> mask(boolean[] channels) {
        List<String> words = new ArrayList<>();
        for (int first = 0; first < channels.length; first += BITS) {
            int bits = 0;
            for (int c = first; c < Math.min(channels.length, first + BITS); c++) {
                bits |= channels[c] ? 1 << c - first : 0;
            }
            words.add(String.format(Locale.ROOT, "0x%08xu", bits));
        }
        return words;
    }
}
