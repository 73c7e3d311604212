// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.channels;

import dev.bnn.runtime.internal.engine.vector.planes.BitPlanes;
import dev.bnn.runtime.internal.engine.vector.planes.CountedSums;
import dev.bnn.runtime.internal.engine.vector.planes.WeightPlanes;
import dev.bnn.runtime.internal.engine.vector.planes.WindowGather;
import dev.bnn.runtime.internal.network.Stage;

/**
 * Per-channel sums on bits and codes in planes: depthwise convolutions, sums of windows, and sums of two maps. It counts the
 * channels of a word together ({@link SlicedCounters}) and unpacks nothing. The counts are those of {@link CountedSums}, except
 * that instead of subtracting the sum V of the values it adds the largest possible V minus V, so that no count is negative.
 */
public final class SlicedSums {
    private final Form form;
    private final Taps taps;
    private final SlicedCounters counters;
    private final int[] less;

    /** The words under the taps of the windows. */
    @FunctionalInterface
    public interface Taps {
        /**
         * The words by position. They are valid until the caller asks for those of the third tap after this one.
         *
         * @param index of the words in the data of a map
         */
        int[] under(int index, int tap);
    }

    /**
     * Describes what an operation counts; all threads share it.
     *
     * @param channels of the maps
     * @param planes number of bits per value of the maps
     * @param weights by word of channels, plane of weights and tap
     * @param shifts the power of two of each plane of weights
     * @param most the largest count
     * @param more how much a count exceeds the count of {@code sums}
     */
    public record Form(
            int channels, int planes, int[][][] weights, int[] shifts, CountedSums sums, long more, long most) {
        /**
         * Sums of weights times values.
         *
         * @param rows [channel][tap]
         * @param top the largest code; 1 for bits
         */
        static Form of(byte[] rows, int channels, int weightBits, int limit, int top) {
            WeightPlanes planes = new WeightPlanes(weightBits);
            int taps = rows.length / channels;
            int count = planes.count() + (planes.oneMore() ? 1 : 0);
            int[][][] weights = new int[BitPlanes.words(channels)][count][taps];
            for (int i = 0; i < rows.length; i++) {
                int channel = i / taps;
                for (int q = 0; q < count; q++) {
                    // The extra plane has weights of +1, from which exactly the 0 bits differ.
                    int bit = q == planes.count() ? 1 : planes.bit(rows[i], q);
                    weights[channel / BitPlanes.BITS][q][i % taps] |= bit << channel;
                }
            }
            int[] shifts = new int[count];
            for (int q = 0; q < planes.count(); q++) {
                shifts[q] = planes.shift(q);
            }
            int codes = (1 << BitPlanes.planes(top)) - 1;
            long more = planes.oneMore() ? (long) taps * codes : 0;
            return new Form(
                    channels,
                    BitPlanes.planes(top),
                    weights,
                    shifts,
                    CountedSums.of(rows, channels, weightBits, limit, top),
                    more,
                    (long) taps * codes * planes.total() + more);
        }

        /** The sums of a depthwise convolution. */
        public static Form of(Stage.Depthwise d, int top) {
            return of(d.weights(), d.input().channels(), d.weightBits(), d.limit(), top);
        }

        /** The sum of two maps. */
        public static Form of(Stage.Add add, int top) {
            byte[] rows = new byte[2 * add.minus().length];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = (byte) (add.minus()[i / 2] ? -1 : 1);
            }
            return of(rows, add.minus().length, 1, 1, top);
        }

        public SlicedLimits limits(Stage.Threshold t) {
            // Every count is less than the largest count plus 1, so that limit is always reached.
            return new SlicedLimits(
                    t,
                    slices(),
                    (channel, threshold) -> Math.max(0, Math.min(most + 1, sums.below(channel, threshold) + more)));
        }

        private int taps() {
            return weights[0][0].length;
        }

        private int slices() {
            return Long.SIZE - Long.numberOfLeadingZeros(most + 1);
        }
    }

    /** An instance serves one thread at a time. */
    public SlicedSums(Form form, Taps taps, int positions) {
        this.form = form;
        this.taps = taps;
        counters = new SlicedCounters(form.most() + 1, positions);
        less = new int[positions];
    }

    /**
     * True if counting the channels of a word together takes fewer operations than summing channel by channel.
     *
     * @param top the largest code; 1 for bits
     */
    public static boolean pays(Stage.Depthwise d, int top) {
        int channels = d.input().channels();
        return 2 * d.weightBits() * BitPlanes.planes(top) * BitPlanes.words(channels) <= channels;
    }

    /** The taps of the sum of two maps. */
    public static Taps pair(BitPlanes a, BitPlanes b) {
        return (index, tap) -> (tap == 0 ? a : b).data()[index];
    }

    /** The taps of a depthwise convolution of a map; its windows are gathered tap by tap. */
    public static Taps windows(Stage.Depthwise d, BitPlanes in) {
        WindowGather gather = new WindowGather(d.input(), d.output(), d.window());
        int width = d.window().kernelWidth();
        int code = in.planes() == 1 ? Math.max(0, d.padValue()) : d.padValue();
        int positions = d.output().positions();
        int[][] under = new int[SlicedCounters.TOGETHER][positions];
        return (index, tap) -> {
            int[] words = under[tap % under.length];
            int pad = -(code >>> index / in.words() & 1);
            gather.gather(in.data()[index], tap / width, tap % width, pad, 0, positions, words, 0);
            return words;
        };
    }

    /** The bits or codes of thresholds. */
    public void planes(SlicedLimits limits, BitPlanes out) {
        out.clear();
        for (int w = 0; w < form.weights().length; w++) {
            count(w);
            limits.apply(counters.slices(), w, out, less);
        }
    }

    /** The sums in HWC order. */
    public int[] flat(int[] into) {
        for (int w = 0; w < form.weights().length; w++) {
            count(w);
            int first = BitPlanes.BITS * w;
            int last = Math.min(form.channels(), first + BitPlanes.BITS);
            for (int i = 0; i < less.length; i++) {
                for (int c = first; c < last; c++) {
                    into[i * form.channels() + c] = form.sums().sum(c, count(c, i) - form.more());
                }
            }
        }
        return into;
    }

    private long count(int channel, int position) {
        long count = 0;
        for (int p = counters.slices().length - 1; p >= 0; p--) {
            count = count << 1 | counters.slices()[p][position] >>> channel & 1;
        }
        return count;
    }

    private void count(int word) {
        counters.clear();
        int words = form.weights().length;
        for (int k = 0; k < form.planes(); k++) {
            for (int t = 0; t < form.taps(); t += SlicedCounters.TOGETHER) {
                int[][] under = new int[Math.min(SlicedCounters.TOGETHER, form.taps() - t)][];
                for (int i = 0; i < under.length; i++) {
                    under[i] = taps.under(words * k + word, t + i);
                }
                for (int q = 0; q < form.shifts().length; q++) {
                    counters.count(under, form.weights()[word][q], t, form.shifts()[q] + k);
                }
            }
        }
    }
}
