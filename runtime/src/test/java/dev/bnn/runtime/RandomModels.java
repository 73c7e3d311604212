// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import dev.bnn.runtime.internal.format.BnnWriter;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Random compiled networks: channels below, at and above a word, maps of every size, padding, strides, dilations, all pools,
 * repeated pixels, channel shuffles, residual adds, branches, bits and codes, weights of one bit and of several; scores of an image or
 * of a map.
 */
public final class RandomModels {
    private static final int[] CHANNELS = {1, 2, 3, 7, 31, 32, 33, 63, 64, 65, 96, 130};

    /** Maximum number of positions of a map whose pixels are repeated. */
    private static final int MOST_REPEATED = 100;

    private final Random random;
    /** A separate generator, so that models without depthwise stages, adds and sums do not change when these do. */
    private final Random channelwise;

    private final Random residual;
    private final Random branches;
    private final Random grouped;
    private final Random upsamples;
    private final Random maps;
    private final Random shuffles;
    private final Random padded;
    /** Maps of bits and codes that a residual add may read again. */
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private final List<Stage> stages = new ArrayList<>();
    private Dims dims;
    /** Largest value of the latest map: 255 for bytes, 1 for bits. */
    private int top = 255;
    /** Fan-in of the latest stage with sums, and its largest weight. */
    private int fanIn = 1;

    private int limit = 1;

    private record Kept(Dims dims, int top) {}

    private RandomModels(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        channelwise = new Random(seed * 0x165667B19E3779F9L);
        residual = new Random(seed * 0x27D4EB2F165667C5L);
        branches = new Random(seed * 0xC2B2AE3D27D4EB4FL);
        grouped = new Random(seed * 0xB5026F5AA96619E9L);
        upsamples = new Random(seed * 0x9FB21C651E98DF25L);
        maps = new Random(seed * 0xD6E8FEB86659FD93L);
        shuffles = new Random(seed * 0xA0761D6478BD642FL);
        padded = new Random(seed * 0x8EBC6AF09C88C6E3L);
    }

    public static BnnModel model(long seed) {
        return new RandomModels(seed).build();
    }

    public static byte[] image(long seed, BnnModel model) {
        return image(seed, model.network());
    }

    public static byte[] image(long seed, CompiledNetwork network) {
        byte[] image = new byte[network.input().size()];
        new Random(seed).nextBytes(image);
        return image;
    }

    /** Writes a model as its file. */
    public static void write(BnnModel model, OutputStream out) throws IOException {
        BnnWriter.write(model.network(), out);
    }

    private BnnModel build() {
        Dims input = new Dims(between(1, 4), between(1, 20), between(1, 20));
        dims = input;
        depthwise(4);
        if (grouped.nextInt(6) == 0) {
            groups();
        }
        if (stages.isEmpty() && random.nextInt(4) == 0) {
            threshold();
        } else {
            conv();
            threshold();
        }
        for (int i = between(0, 3); i > 0; i--) {
            if (random.nextBoolean() && dims.height() > 1 && dims.width() > 1) {
                pool();
            }
            if (random.nextBoolean()) {
                conv();
            } else {
                dense(channels());
            }
            threshold();
            depthwise(3);
            groups();
            sum();
            add();
            branch();
            concat();
            shuffle();
            upsample();
        }
        int classes = between(2, 12);
        if (maps.nextInt(4) == 0) {
            Window window = window();
            matrix(over(window, classes), window, top > 1 ? maps.nextInt(top + 1) : maps.nextBoolean() ? 1 : -1);
        } else {
            dense(classes);
        }
        List<String> names = new ArrayList<>();
        long[] multiplier = new long[classes];
        long[] addend = new long[classes];
        for (int c = 0; c < classes; c++) {
            names.add("class " + c);
            multiplier[c] = between(-3, 3);
            addend[c] = between(-50, 50);
        }
        stages.add(new Stage.Score("scores", dims, multiplier, addend, 0.125));
        return BnnModel.of(new CompiledNetwork("random", input, names, stages));
    }

    private void conv() {
        Window window = window();
        int pad = top > 1 ? between(0, top) : random.nextBoolean() ? 1 : -1;
        matrix(over(window, channels()), window, pad);
    }

    /** Windows that fit; in half of the cases, square windows without dilation. */
    private Window window() {
        if (random.nextBoolean()) {
            int kernel = between(1, Math.min(4, Math.min(dims.height(), dims.width())));
            return Window.of(kernel, kernel, between(1, 3), between(0, kernel - 1));
        }
        int top = between(0, 2);
        int bottom = between(0, 2);
        int left = between(0, 2);
        int right = between(0, 2);
        int kernelHeight = between(1, Math.min(4, top + dims.height() + bottom));
        int kernelWidth = between(1, Math.min(5, left + dims.width() + right));
        return new Window(
                kernelHeight,
                kernelWidth,
                between(1, 3),
                between(1, 3),
                dilation(kernelHeight, top + dims.height() + bottom),
                dilation(kernelWidth, left + dims.width() + right),
                top,
                bottom,
                left,
                right);
    }

    private int dilation(int kernel, int extent) {
        return kernel == 1 ? between(1, 3) : between(1, Math.min(3, (extent - 1) / (kernel - 1)));
    }

    /** Windows of a pool, none of which is larger than 3 x 3. */
    private Window poolWindow(Random from) {
        int height = 1 + from.nextInt(Math.min(3, dims.height()));
        int width = 1 + from.nextInt(Math.min(3, dims.width()));
        return new Window(height, width, 1 + from.nextInt(2), 1 + from.nextInt(2), 1, 1, 0, 0, 0, 0);
    }

    private Dims over(Window w, int channels) {
        int spanWidth = (w.kernelWidth() - 1) * w.dilationX() + 1;
        return new Dims(
                channels,
                (w.top() + dims.height() + w.bottom() - w.spanHeight()) / w.strideY() + 1,
                (w.left() + dims.width() + w.right() - spanWidth) / w.strideX() + 1);
    }

    private void dense(int outputs) {
        matrix(new Dims(outputs, 1, 1), Window.of(dims.height(), dims.width(), 1, 0), 0);
    }

    private void matrix(Dims out, Window window, int pad) {
        matrix(out, window, pad, 1, random);
    }

    /** In one of three cases, a convolution in groups and thresholds. */
    private void groups() {
        if (grouped.nextInt(3) > 0) {
            return;
        }
        int[] divisors = IntStream.rangeClosed(1, dims.channels())
                .filter(d -> dims.channels() % d == 0)
                .toArray();
        int groups = divisors[grouped.nextInt(divisors.length)];
        Window window = window();
        int pad = top > 1 ? grouped.nextInt(top + 1) : grouped.nextBoolean() ? 1 : -1;
        matrix(over(window, groups * (1 + grouped.nextInt(groups > 8 ? 3 : 20))), window, pad, groups, grouped);
        threshold();
    }

    private void matrix(Dims out, Window window, int pad, int groups, Random random) {
        int width = random.nextInt(4) == 0 ? between(2, 8) : 1;
        byte[] weights = weights(out.channels() * window.taps() * (dims.channels() / groups), width);
        String name = "matrix" + stages.size();
        Stage.Matrix m = new Stage.Matrix(name, dims, out, window, pad, groups, weights, width);
        stages.add(m);
        fanIn = m.columns();
        limit = m.limit();
        dims = out;
    }

    /** In one of {@code cases} cases, a depthwise stage and thresholds. */
    private void depthwise(int cases) {
        if (channelwise.nextInt(cases) > 0) {
            return;
        }
        Window window = window();
        Dims out = over(window, dims.channels());
        int pad = top > 1 ? between(0, top) : random.nextBoolean() ? 1 : -1;
        int width = random.nextInt(3) == 0 ? between(2, 8) : 1;
        byte[] weights = weights(dims.channels() * window.taps(), width);
        Stage.Depthwise d = new Stage.Depthwise("depthwise" + stages.size(), dims, out, window, pad, weights, width);
        stages.add(d);
        fanIn = d.taps();
        limit = d.limit();
        dims = out;
        threshold();
    }

    private byte[] weights(int count, int width) {
        int limit = (1 << width - 1) - 1;
        byte[] weights = new byte[count];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (byte) (width == 1 ? random.nextBoolean() ? 1 : -1 : between(-limit, limit));
        }
        return weights;
    }

    private void threshold() {
        boolean bytes = stages.isEmpty();
        int rowClasses = between(1, Math.min(3, dims.height()));
        int columnClasses = between(1, Math.min(3, dims.width()));
        double spread = Math.sqrt(fanIn) * (top > 1 ? 0.6 * top : 1) * limit;
        int levels = random.nextInt(3) == 0 ? (1 << between(2, 4)) - 1 : 1;
        long[][] thresholds = new long[rowClasses * columnClasses][dims.channels() * levels];
        for (long[] row : thresholds) {
            for (int c = 0; c < row.length; c++) {
                row[c] = switch (random.nextInt(8)) {
                    case 0 -> -fanIn * 300L;
                    case 1 -> fanIn * 300L;
                    case 2 -> random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
                    default -> bytes ? between(0, 256) : Math.round(random.nextGaussian() * spread);
                };
            }
            for (int c = 0; c < dims.channels(); c++) {
                Arrays.sort(row, c * levels, (c + 1) * levels);
            }
        }
        stages.add(new Stage.Threshold(
                "threshold" + stages.size(),
                dims,
                thresholds,
                classes(dims.height(), rowClasses),
                classes(dims.width(), columnClasses),
                columnClasses,
                levels));
        top = levels;
        keep();
    }

    private void keep() {
        kept.put(stages.get(stages.size() - 1).name(), new Kept(dims, top));
    }

    /** In one of three cases, adds an earlier map, possibly the latest one itself, and then thresholds. */
    private void add() {
        List<String> fitting = kept.entrySet().stream()
                .filter(e -> e.getValue().equals(new Kept(dims, top)))
                .map(Map.Entry::getKey)
                .toList();
        if (residual.nextInt(3) > 0) {
            return;
        }
        String from = fitting.get(residual.nextInt(fitting.size()));
        stages.add(new Stage.Add("add" + stages.size(), dims, from, mask()));
        fanIn = 2;
        limit = 1;
        threshold();
    }

    /** In one of four cases, goes back to an earlier map. */
    private void branch() {
        if (branches.nextInt(4) > 0) {
            return;
        }
        List<Map.Entry<String, Kept>> all = List.copyOf(kept.entrySet());
        Map.Entry<String, Kept> from = all.get(branches.nextInt(all.size()));
        dims = from.getValue().dims();
        top = from.getValue().top();
        stages.add(new Stage.Branch("branch" + stages.size(), dims, from.getKey()));
    }

    /** In one of three cases, puts the channels of an earlier map before those of the latest. */
    private void concat() {
        List<Map.Entry<String, Kept>> fitting = kept.entrySet().stream()
                .filter(e -> e.getValue().top() == top
                        && e.getValue().dims().height() == dims.height()
                        && e.getValue().dims().width() == dims.width())
                .toList();
        if (branches.nextInt(3) > 0) {
            return;
        }
        Map.Entry<String, Kept> from = fitting.get(branches.nextInt(fitting.size()));
        Dims out = new Dims(from.getValue().dims().channels() + dims.channels(), dims.height(), dims.width());
        stages.add(new Stage.Concat("concat" + stages.size(), dims, out, from.getKey()));
        dims = out;
        keep();
    }

    /** In one of three cases, repeats the pixels of a map that is not large. */
    private void upsample() {
        if (upsamples.nextInt(3) > 0 || dims.positions() > MOST_REPEATED) {
            return;
        }
        int rows = 1 + upsamples.nextInt(3);
        Dims out = new Dims(dims.channels(), rows * dims.height(), (1 + upsamples.nextInt(3)) * dims.width());
        stages.add(new Stage.Upsample("upsample" + stages.size(), dims, out));
        dims = out;
        keep();
    }

    /** In one of three cases, shuffles the channels in some number of groups. */
    private void shuffle() {
        if (shuffles.nextInt(3) > 0) {
            return;
        }
        int[] divisors = IntStream.rangeClosed(1, dims.channels())
                .filter(g -> dims.channels() % g == 0)
                .toArray();
        stages.add(new Stage.Shuffle("shuffle" + stages.size(), dims, divisors[shuffles.nextInt(divisors.length)]));
        keep();
    }

    /** In one of four cases, sums of windows and thresholds. */
    private void sum() {
        if (residual.nextInt(4) > 0) {
            return;
        }
        Window window = poolWindow(residual);
        Dims out = over(window, dims.channels());
        stages.add(new Stage.Sum("sum" + stages.size(), dims, out, window, mask()));
        dims = out;
        fanIn = window.taps();
        limit = 1;
        threshold();
    }

    private boolean[] mask() {
        boolean[] mask = new boolean[dims.channels()];
        for (int c = 0; c < mask.length; c++) {
            mask[c] = residual.nextBoolean();
        }
        return mask;
    }

    private int[] classes(int extent, int count) {
        return random.ints(extent, 0, count).toArray();
    }

    /**
     * Windows of up to 5 x 5 that may stick out of the map on each side; {@code otherwise} if some window would have no tap on
     * the map.
     */
    private Window sticking(Window otherwise) {
        int height = 1 + padded.nextInt(3);
        int width = 1 + padded.nextInt(3);
        int apart = 1 + padded.nextInt(2);
        Window window = new Window(
                height,
                width,
                1 + padded.nextInt(2),
                1 + padded.nextInt(2),
                apart,
                apart,
                padded.nextInt(height),
                padded.nextInt(height),
                padded.nextInt(width),
                padded.nextInt(width));
        boolean fits = window.top() + dims.height() + window.bottom() > (height - 1) * apart
                && window.left() + dims.width() + window.right() > (width - 1) * apart;
        return fits && touches(window, over(window, 1)) ? window : otherwise;
    }

    private boolean touches(Window window, Dims out) {
        return IntStream.range(0, out.height()).allMatch(y -> window.firstRow(y) < window.endRow(y, dims))
                && IntStream.range(0, out.width()).allMatch(x -> window.firstColumn(x) < window.endColumn(x, dims));
    }

    private void pool() {
        Window window = poolWindow(random);
        if (padded.nextInt(3) == 0) {
            window = sticking(window);
        }
        boolean[] min = new boolean[dims.channels()];
        for (int c = 0; c < min.length; c++) {
            min[c] = random.nextBoolean();
        }
        Dims out = over(window, dims.channels());
        stages.add(new Stage.Pool("pool" + stages.size(), dims, out, window, min));
        dims = out;
        keep();
    }

    private int channels() {
        return CHANNELS[random.nextInt(CHANNELS.length)];
    }

    private int between(int lo, int hi) {
        return lo + random.nextInt(hi - lo + 1);
    }
}
