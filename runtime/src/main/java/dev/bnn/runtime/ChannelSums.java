// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import java.util.Arrays;
import java.util.Map;

/** Sums of a {@link Stage.Depthwise}: in HWC order for {@link PackedEngine}, and in planes as a step of {@link VectorEngine}. */
final class ChannelSums {
    private final Stage.Depthwise stage;
    private final Windows windows;
    private final int[][] in;
    /** What lies under a tap, and sums: one an output position. */
    private final int[] under;

    private final int[] sums;

    /** @param in the input: [channel][position]; an instance is for one thread */
    ChannelSums(Stage.Depthwise stage, int[][] in) {
        this.stage = stage;
        this.in = in;
        windows = new Windows(stage.input(), stage.output(), stage.stride(), stage.padding());
        under = new int[stage.output().height() * stage.output().width()];
        sums = new int[under.length];
    }

    /** Of bytes, codes, or -1 and +1. */
    static int[] of(Stage.Depthwise d, int[] values) {
        Dims in = d.input();
        Dims out = d.output();
        int channels = in.channels();
        int[] sums = new int[out.size()];
        for (int pixel = 0; pixel < out.height() * out.width(); pixel++) {
            int y0 = pixel / out.width() * d.stride() - d.padding();
            int x0 = pixel % out.width() * d.stride() - d.padding();
            for (int tap = 0; tap < d.taps(); tap++) {
                int y = y0 + tap / d.kernel();
                int x = x0 + tap % d.kernel();
                boolean inside = y >= 0 && y < in.height() && x >= 0 && x < in.width();
                for (int c = 0; c < channels; c++) {
                    int value = inside ? values[in.index(y, x, c)] : d.padValue();
                    sums[pixel * channels + c] += d.weights()[c * d.taps() + tap] * value;
                }
            }
        }
        return sums;
    }

    /** The sums in HWC order. */
    VectorEngine.Step raw(int[] into) {
        return trace -> {
            flat(into);
            note(trace, into);
        };
    }

    /**
     * The bits of a threshold with one level.
     *
     * @param top no value of the input is larger
     */
    VectorEngine.Step bits(Stage.Threshold t, int top, Planes out) {
        long bound = (long) top * stage.taps() * stage.limit() + 1;
        Offsets offsets = Offsets.of(t, threshold -> IntProduct.offset(bound, threshold))[0];
        return trace -> {
            if (trace != null) {
                int[] raw = new int[stage.output().size()];
                flat(raw);
                note(trace, raw);
            }
            for (int[] plane : out.data()) {
                Arrays.fill(plane, 0);
            }
            for (int c = 0; c < in.length; c++) {
                Arrays.fill(sums, offsets.common(c));
                offsets.correct(c, 0, sums.length, sums, 0, 0);
                add(c, -1);
                Loops.collect(out.data()[c / Planes.BITS], sums, c % Planes.BITS, sums.length);
            }
            if (trace != null) {
                trace.put(t.name(), out.values());
            }
        };
    }

    private void flat(int[] into) {
        for (int c = 0; c < in.length; c++) {
            Arrays.fill(sums, 0);
            add(c, 1);
            for (int p = 0; p < sums.length; p++) {
                into[p * in.length + c] = sums[p];
            }
        }
    }

    /** Adds a channel's sums, or with -1 takes them away. */
    private void add(int channel, int sign) {
        for (int tap = 0; tap < stage.taps(); tap++) {
            windows.gather(
                    in[channel],
                    tap / stage.kernel(),
                    tap % stage.kernel(),
                    stage.padValue(),
                    0,
                    under.length,
                    under,
                    0);
            Loops.addProducts(sums, under, sign * stage.weights()[channel * stage.taps() + tap], sums.length);
        }
    }

    private void note(Map<String, long[]> trace, int[] values) {
        if (trace != null) {
            trace.put(stage.name(), Arrays.stream(values).asLongStream().toArray());
        }
    }
}
