// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.packed;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.engine.Trace;
import dev.bnn.runtime.internal.engine.packed.PackedEngine.Run;
import dev.bnn.runtime.internal.engine.packed.PackedEngine.Step;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Prepares the steps of {@link PackedEngine}, stage by stage. */
final class PackedSteps implements Stage.Visitor<Step> {
    private final Map<String, Step> steps = new LinkedHashMap<>();
    /** For each stage, how to get its map after it has run, as integers. */
    private final Map<String, Function<Run, int[]>> maps = new HashMap<>();
    /** Names of the stages whose maps residual adds read. */
    private final Set<String> added = new HashSet<>();
    /** Names of the stages whose maps are bits. */
    private final Set<String> bitMaps = new HashSet<>();
    /** Whether the latest map consists of bits; otherwise it consists of bytes or codes. */
    private boolean bits;

    private PackedSteps() {}

    /** The steps of all stages but the last, whose scores the engine computes. */
    static List<Step> of(CompiledNetwork network) {
        PackedSteps prepared = new PackedSteps();
        for (Stage stage : network.stages()) {
            prepared.steps.put(stage.name(), stage.accept(prepared));
            prepared.maps.put(stage.name(), prepared.integers());
            if (prepared.bits) {
                prepared.bitMaps.add(stage.name());
            }
        }
        return List.copyOf(prepared.steps.values());
    }

    @Override
    public Step matrix(Stage.Matrix m) {
        PackedMatrix[] groups = new PackedMatrix[m.groups()];
        Arrays.setAll(groups, g -> new PackedMatrix(m.group(g)));
        int channels = m.input().channels() / m.groups();
        if (bits && m.binary()) {
            return run -> sums(run, m, joined(m, g -> groups[g].accumulate(run.bits.part(g * channels, channels))));
        }
        Function<Run, int[]> in = integers();
        return run -> {
            int[] values = in.apply(run);
            sums(run, m, joined(m, g -> groups[g].accumulate(part(values, m.input(), g * channels, channels))));
        };
    }

    /** Merges the sums of all groups, so that the sums of a position lie side by side. */
    private static int[] joined(Stage.Matrix m, IntFunction<int[]> group) {
        if (m.groups() == 1) {
            return group.apply(0);
        }
        int[] all = new int[m.output().size()];
        int channels = m.output().channels();
        int each = channels / m.groups();
        for (int g = 0; g < m.groups(); g++) {
            int[] sums = group.apply(g);
            for (int pixel = 0; pixel < m.output().positions(); pixel++) {
                System.arraycopy(sums, pixel * each, all, pixel * channels + g * each, each);
            }
        }
        return all;
    }

    /** {@code channels} channels of a map, starting at {@code first}. */
    private static int[] part(int[] values, Dims dims, int first, int channels) {
        if (channels == dims.channels()) {
            return values;
        }
        int[] part = new int[dims.positions() * channels];
        for (int pixel = 0; pixel < dims.positions(); pixel++) {
            System.arraycopy(values, pixel * dims.channels() + first, part, pixel * channels, channels);
        }
        return part;
    }

    @Override
    public Step depthwise(Stage.Depthwise d) {
        Function<Run, int[]> in = integers();
        return run -> sums(run, d, sums(d, in.apply(run)));
    }

    @Override
    public Step threshold(Stage.Threshold t) {
        bits = t.levels() == 1;
        return bits ? run -> bits(run, t, bits(t, run.sums)) : run -> values(run, t, codes(t, run.sums));
    }

    @Override
    public Step pool(Stage.Pool p) {
        return bits ? run -> bits(run, p, pool(p, run.bits)) : run -> values(run, p, pool(p, run.values));
    }

    @Override
    public Step sum(Stage.Sum s) {
        Function<Run, int[]> in = integers();
        return run -> sums(run, s, sum(s, in.apply(run)));
    }

    @Override
    public Step shuffle(Stage.Shuffle s) {
        return bits ? run -> bits(run, s, run.bits.shuffled(s)) : run -> values(run, s, shuffled(s, run.values));
    }

    private static int[] shuffled(Stage.Shuffle s, int[] in) {
        int[] out = new int[in.length];
        int channels = s.input().channels();
        for (int c = 0; c < channels; c++) {
            int from = s.source(c) - c;
            for (int i = c; i < out.length; i += channels) {
                out[i] = in[i + from];
            }
        }
        return out;
    }

    @Override
    public Step upsample(Stage.Upsample u) {
        return bits ? run -> bits(run, u, upsample(u, run.bits)) : run -> values(run, u, upsample(u, run.values));
    }

    private static PackedBits upsample(Stage.Upsample u, PackedBits in) {
        PackedBits out = PackedBits.empty(u.output());
        repeat(u, in.words(), in.data(), out.data());
        return out;
    }

    private static int[] upsample(Stage.Upsample u, int[] in) {
        int[] out = new int[u.output().size()];
        repeat(u, u.input().channels(), in, out);
        return out;
    }

    /**
     * Copies each pixel to the first of its rows, and that row to the others.
     *
     * @param pixel array elements per pixel
     * @param in an array of the same type as {@code out}
     */
    private static void repeat(Stage.Upsample u, int pixel, Object in, Object out) {
        int row = u.output().width() * pixel;
        for (int y = 0; y < u.input().height(); y++) {
            int first = y * u.rows() * row;
            for (int x = 0; x < u.output().width(); x++) {
                int from = (y * u.input().width() + x / u.columns()) * pixel;
                System.arraycopy(in, from, out, first + x * pixel, pixel);
            }
            for (int below = 1; below < u.rows(); below++) {
                System.arraycopy(out, first, out, first + below * row, row);
            }
        }
    }

    @Override
    public Step add(Stage.Add a) {
        if (added.add(a.from())) {
            Function<Run, int[]> map = maps.get(a.from());
            after(a.from(), run -> run.kept.put(a.from(), map.apply(run)));
        }
        Function<Run, int[]> in = integers();
        return run -> sums(run, a, add(a, in.apply(run), run.kept.get(a.from())));
    }

    /** Has another step run right after a stage. */
    private void after(String stage, Step more) {
        steps.computeIfPresent(stage, (name, step) -> run -> {
            step.on(run);
            more.on(run);
        });
    }

    @Override
    public Step branch(Stage.Branch b) {
        String from = b.from();
        bits = bitMaps.contains(from);
        if (bits) {
            after(from, run -> run.keptBits.put(from, run.bits));
            return run -> bits(run, b, run.keptBits.get(from));
        }
        after(from, run -> run.kept.put(from, run.values));
        return run -> values(run, b, run.kept.get(from));
    }

    @Override
    public Step concat(Stage.Concat c) {
        String from = c.from();
        if (bits) {
            after(from, run -> run.keptBits.put(from, run.bits));
            return run -> bits(run, c, concat(c, run.keptBits.get(from), run.bits));
        }
        after(from, run -> run.kept.put(from, run.values));
        return run -> values(run, c, concat(c, run.kept.get(from), run.values));
    }

    private static PackedBits concat(Stage.Concat c, PackedBits first, PackedBits second) {
        PackedBits out = PackedBits.empty(c.output());
        for (int pixel = 0; pixel < c.output().positions(); pixel++) {
            int to = pixel * out.words();
            System.arraycopy(first.data(), pixel * first.words(), out.data(), to, first.words());
            for (int w = 0; w < second.words(); w++) {
                long word = second.data()[pixel * second.words() + w];
                int at = to + (c.first() >>> 6) + w;
                out.data()[at] |= word << c.first();
                if ((c.first() & 63) > 0 && at + 1 < to + out.words()) {
                    out.data()[at + 1] |= word >>> -c.first();
                }
            }
        }
        return out;
    }

    private static int[] concat(Stage.Concat c, int[] first, int[] second) {
        int[] out = new int[c.output().size()];
        for (int pixel = 0; pixel < c.output().positions(); pixel++) {
            int to = pixel * c.output().channels();
            System.arraycopy(first, pixel * c.first(), out, to, c.first());
            System.arraycopy(
                    second,
                    pixel * c.input().channels(),
                    out,
                    to + c.first(),
                    c.input().channels());
        }
        return out;
    }

    @Override
    public Step score(Stage.Score s) {
        return run -> {};
    }

    /** The latest map as integers. */
    private Function<Run, int[]> integers() {
        return bits ? run -> signs(run.bits) : run -> run.values;
    }

    private static void sums(Run run, Stage stage, int[] sums) {
        run.sums = sums;
        run.trace.note(stage, () -> Trace.longs(sums));
    }

    private static void bits(Run run, Stage stage, PackedBits bits) {
        run.bits = bits;
        run.trace.note(stage, bits::values);
    }

    private static void values(Run run, Stage stage, int[] values) {
        run.values = values;
        run.trace.note(stage, () -> Trace.longs(values));
    }

    private static int[] signs(PackedBits bits) {
        return Arrays.stream(bits.values()).mapToInt(v -> (int) v).toArray();
    }

    private static int[] sums(Stage.Depthwise d, int[] values) {
        Dims in = d.input();
        Dims out = d.output();
        Window window = d.window();
        int channels = in.channels();
        int[] sums = new int[out.size()];
        for (int pixel = 0; pixel < out.positions(); pixel++) {
            for (int tap = 0; tap < d.taps(); tap++) {
                int y = window.row(pixel / out.width(), tap / window.kernelWidth());
                int x = window.column(pixel % out.width(), tap % window.kernelWidth());
                boolean inside = Window.inside(in, y, x);
                for (int c = 0; c < channels; c++) {
                    int value = inside ? values[in.index(y, x, c)] : d.padValue();
                    sums[pixel * channels + c] += d.weights()[c * d.taps() + tap] * value;
                }
            }
        }
        return sums;
    }

    private static int[] codes(Stage.Threshold t, int[] sums) {
        Dims dims = t.input();
        int[] codes = new int[sums.length];
        for (int i = 0; i < codes.length; i++) {
            int position = i / dims.channels();
            codes[i] = t.code(sums[i], position / dims.width(), position % dims.width(), i % dims.channels());
        }
        return codes;
    }

    private static int[] add(Stage.Add add, int[] a, int[] b) {
        int[] result = new int[a.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = add.of(a[i], b[i], i % add.input().channels());
        }
        return result;
    }

    private static int[] sum(Stage.Sum s, int[] in) {
        Dims out = s.output();
        int[] result = new int[out.size()];
        for (int i = 0; i < result.length; i++) {
            int pixel = i / out.channels();
            result[i] = (int) s.of(at -> in[at], pixel / out.width(), pixel % out.width(), i % out.channels());
        }
        return result;
    }

    private static int[] pool(Stage.Pool p, int[] in) {
        Dims out = p.output();
        Window window = p.window();
        int[] result = new int[out.size()];
        for (int i = 0; i < result.length; i++) {
            int c = i % out.channels();
            int y = i / out.channels() / out.width();
            int x = i / out.channels() % out.width();
            int endRow = window.endRow(y, p.input());
            int endColumn = window.endColumn(x, p.input());
            int best = p.min()[c] ? Integer.MAX_VALUE : Integer.MIN_VALUE;
            for (int ky = window.firstRow(y); ky < endRow; ky++) {
                for (int kx = window.firstColumn(x); kx < endColumn; kx++) {
                    int v = in[p.input().index(window.row(y, ky), window.column(x, kx), c)];
                    best = p.min()[c] ? Math.min(best, v) : Math.max(best, v);
                }
            }
            result[i] = best;
        }
        return result;
    }

    private static PackedBits bits(Stage.Threshold t, int[] sums) {
        Dims dims = t.input();
        PackedBits out = PackedBits.empty(dims);
        int at = 0;
        for (int y = 0; y < dims.height(); y++) {
            for (int x = 0; x < dims.width(); x++) {
                long[] thresholds = t.at(y, x);
                int pixel = out.pixel(y, x);
                for (int c = 0; c < thresholds.length; c++) {
                    if (sums[at++] >= thresholds[c]) {
                        out.data()[pixel + (c >>> 6)] |= 1L << c;
                    }
                }
            }
        }
        return out;
    }

    /** A pool of bits: OR over each window; in the masked channels AND, as the complement of the OR of complements. */
    private static PackedBits pool(Stage.Pool p, PackedBits in) {
        PackedBits out = PackedBits.empty(p.output());
        Window window = p.window();
        long[] flip = new long[in.words()];
        for (int c = 0; c < p.min().length; c++) {
            if (p.min()[c]) {
                flip[c >>> 6] |= 1L << c;
            }
        }
        for (int y = 0; y < p.output().height(); y++) {
            int endRow = window.endRow(y, p.input());
            for (int x = 0; x < p.output().width(); x++) {
                int endColumn = window.endColumn(x, p.input());
                for (int w = 0; w < in.words(); w++) {
                    long any = 0;
                    for (int ky = window.firstRow(y); ky < endRow; ky++) {
                        for (int kx = window.firstColumn(x); kx < endColumn; kx++) {
                            any |= in.data()[in.pixel(window.row(y, ky), window.column(x, kx)) + w] ^ flip[w];
                        }
                    }
                    out.data()[out.pixel(y, x) + w] = any ^ flip[w];
                }
            }
        }
        return out;
    }
}
