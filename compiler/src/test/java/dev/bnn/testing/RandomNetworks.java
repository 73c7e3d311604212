// SPDX-License-Identifier: Apache-2.0
package dev.bnn.testing;

import dev.bnn.model.Activation;
import dev.bnn.model.Factor;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.Parameters;
import dev.bnn.model.Shape;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Small random networks with random trained parameters, for property tests: the same seed gives the same case. Covers kernels of 1
 * to 5, also rectangular ones, strides, dilations, every padding, pools in all three orders, upsampling, channel shuffles, signs on
 * the input, gammas of both signs and zero, weights and activations of one bit and of several, thresholds that are hit exactly, and
 * output with and without batch normalization.
 */
public final class RandomNetworks {
    /** A network, its parameters, and images in HWC bytes. */
    public record Case(long seed, Network network, Parameters parameters, List<byte[]> images) {}

    private static final ValueSet.ScaledBytes[] SCALES = {
        ValueSet.ScaledBytes.range("-1", "1"),
        ValueSet.ScaledBytes.range("0", "1"),
        ValueSet.ScaledBytes.PLAIN,
        ValueSet.ScaledBytes.range("-128", "127"),
        ValueSet.ScaledBytes.range("-0.4", "4.0115")
    };

    /** Most pixels of a map that is upsampled. */
    private static final int MOST_REPEATED = 36;

    private final Random random;
    /**
     * A generator of its own for average pools, so that the networks without them stay as they were before the tests had any. The
     * generators below serve the same purpose.
     */
    private final Random averages;

    /** A generator for residual adds. */
    private final Random residuals;

    /** A generator for depthwise layers. */
    private final Random channelwise;

    /** A generator for ternary activations. */
    private final Random ternaries;

    /** A generator for windows and paddings that are not the same in all directions, and for dilations. */
    private final Random shapes;

    /** A generator for batch normalizations with numbers at the limits of float32. */
    private final Random ends;

    /** A generator for branches. */
    private final Random branches;

    private final Random grouped;

    /** A generator for upsampling. */
    private final Random upsamples;

    /** A generator for networks that yield a map of classes. */
    private final Random maps;

    /** A generator for channel shuffles. */
    private final Random shuffles;

    /** A generator for max pools with padding. */
    private final Random padded;

    private NetworkBuilder builder;

    private RandomNetworks(long number) {
        long seed = Seeds.of(number);
        // Neighboring seeds of Random give similar first numbers; the multiplication separates them.
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.averages = new Random(seed * 0xC2B2AE3D27D4EB4FL);
        this.residuals = new Random(seed * 0x165667B19E3779F9L);
        this.channelwise = new Random(seed * 0x27D4EB2F165667C5L);
        this.ternaries = new Random(seed * 0x85EBCA77C2B2AE63L);
        this.shapes = new Random(seed * 0xD6E8FEB86659FD93L);
        this.ends = new Random(seed * 0x2545F4914F6CDD1DL);
        this.branches = new Random(seed * 0x9FB21C651E98DF25L);
        this.grouped = new Random(seed * 0xB5026F5AA96619E9L);
        this.upsamples = new Random(seed * 0xA0761D6478BD642FL);
        this.maps = new Random((seed + 4) * 0x1D8E4E27C47D124FL);
        this.shuffles = new Random(seed * 0xE7037ED1A0B428DBL);
        this.padded = new Random(seed * 0x8EBC6AF09C88C6E3L);
    }

    public static Case generate(long seed) {
        RandomNetworks r = new RandomNetworks(seed);
        Network network = r.network("random" + seed);
        return new Case(seed, network, r.parameters(network), r.images(network));
    }

    /** Parameters and images for a network that comes from elsewhere. */
    public static Case of(long seed, Network network) {
        RandomNetworks r = new RandomNetworks(seed);
        return new Case(seed, network, r.parameters(network), r.images(network));
    }

    /** Parameters for a network that comes from elsewhere. */
    public static Parameters parameters(long seed, Network network) {
        return new RandomNetworks(seed).parameters(network);
    }

    private Network network(String name) {
        boolean signed = chance(0.2);
        int layers = between(0, 3);
        ValueSet.ScaledBytes scale = SCALES[random.nextInt(SCALES.length)];
        builder = NetworkBuilder.named(name);
        builder.input(between(1, 4), between(1, 9), between(1, 9), scale);
        if (signed) {
            if (chance(0.3)) {
                pool();
            }
            builder.sign();
            shuffle(8);
        }
        if (channelwise.nextInt(7) == 0) {
            depthwise();
        }
        if (grouped.nextInt(8) == 0) {
            groups();
        }
        for (int i = 0; i < layers; i++) {
            if (chance(0.75)) {
                conv();
            } else {
                maybeFlatten();
                builder.dense(channels(), weights());
            }
            behind();
            if (grouped.nextInt(4) == 0) {
                groups();
            }
            if (branches.nextInt(4) == 0) {
                projection();
            }
            if (branches.nextInt(4) == 0) {
                concat();
            }
            for (int depth = 2; depth > 0 && residuals.nextInt(5) == 0; depth--) {
                residual();
            }
            if (upsamples.nextInt(5) == 0) {
                upsample();
            }
            if (upsamples.nextInt(5) == 0) {
                hourglass();
            }
            if (shuffles.nextInt(6) == 0) {
                shuffledGroups();
            }
            shuffle(8);
        }
        boolean map = maps.nextInt(5) == 0;
        if (!map) {
            maybeFlatten();
        }
        WeightType last = weights();
        if (map) {
            scoreMap(between(2, 6), last);
        } else {
            builder.dense(between(2, 6), last);
        }
        // A single layer over bytes has too many sums for a fixed point that keeps their order.
        if ((signed || layers > 0) && last.bits() < 5 && chance(0.4)) {
            norm();
        }
        return builder.build();
    }

    private void conv() {
        Shape in = builder.type().shape();
        int amount = chance(0.5) ? between(1, 2) : 0;
        int most = Math.min(5, Math.min(in.height(), in.width()) + 2 * amount);
        int kernel = between(1, most);
        int channels = channels();
        Window window = Window.square(kernel, between(1, 2));
        Padding padding = new Padding(amount, between(-1, 1));
        if (shapes.nextInt(3) == 0) {
            padding = padding(padding.value());
            window = window(padding.around(in), 4, 5, true);
            padding = reaching(window, padding);
        }
        builder.conv(channels, window, padding, weights());
    }

    /**
     * The last layer of a network that yields a class at each position. If its window does not cover the map, it pads by a value of
     * its input.
     */
    private void scoreMap(int classes, WeightType weights) {
        Shape in = builder.type().shape();
        List<Integer> values = IntStream.rangeClosed(-1, 1)
                .filter(v -> takes(builder.type().values(), v))
                .boxed()
                .toList();
        int most = values.isEmpty() ? 0 : 2;
        int value = values.isEmpty() ? 0 : values.get(maps.nextInt(values.size()));
        Padding padding = new Padding(
                maps.nextInt(most + 1), maps.nextInt(most + 1), maps.nextInt(most + 1), maps.nextInt(most + 1), value);
        Window window = new Window(
                1 + maps.nextInt(Math.min(3, in.height())),
                1 + maps.nextInt(Math.min(3, in.width())),
                1 + maps.nextInt(2),
                1 + maps.nextInt(2),
                1,
                1);
        builder.conv(classes, window, reaching(window, padding), weights);
    }

    /** Whether an edge can carry a number; the hardware pads the image with byte 0. */
    private static boolean takes(ValueSet values, int number) {
        return values instanceof ValueSet.ScaledBytes bytes
                ? bytes.low().compareTo(BigDecimal.valueOf(number)) == 0
                : values.integers()
                        .filter(v -> number >= v.lo() && number <= v.hi() && (number - v.lo()) % v.step() == 0)
                        .isPresent();
    }

    /** A grouped convolution, sometimes with one channel per group, and the layers that yield bits or levels from it. */
    private void groups() {
        Shape in = builder.type().shape();
        List<Integer> divisors = IntStream.rangeClosed(1, in.channels())
                .filter(d -> in.channels() % d == 0)
                .boxed()
                .toList();
        int groups = divisors.get(grouped.nextInt(divisors.size()));
        int kernel = 1 + grouped.nextInt(3);
        Window window = new Window(kernel, 1 + grouped.nextInt(3), 1 + grouped.nextInt(2), 1, 1, 1);
        Padding padding =
                new Padding(window.kernelHeight() / 2, window.kernelWidth() / 2, 0, 1, grouped.nextInt(3) - 1);
        WeightType[] types = {WeightType.BIPOLAR, WeightType.BIPOLAR, WeightType.TERNARY, WeightType.INT4};
        int channels = groups * (1 + grouped.nextInt(groups > 9 ? 2 : 4));
        Padding reaching = reaching(window, padding);
        if (window.fits(reaching.around(in))) {
            builder.conv(channels, window, reaching, groups, types[grouped.nextInt(types.length)]);
            shuffle(6);
            if (grouped.nextInt(10) > 0) {
                builder.batchNorm(grouped.nextBoolean() ? BigDecimal.ZERO : NetworkBuilder.DEFAULT_EPS, 0.1);
            }
            boolean sign = grouped.nextInt(10) < 6;
            builder.quantize(sign ? Activation.SIGN : levels(2 + grouped.nextInt(2), grouped.nextBoolean()));
            shuffle(3);
        }
    }

    /** Two grouped convolutions with a shuffle between them, which no weights can absorb, sometimes with a depthwise layer. */
    private void shuffledGroups() {
        int groups = 2 + shuffles.nextInt(3);
        int channels = groups * (2 + shuffles.nextInt(3));
        if (builder.type().shape().channels() % groups > 0) {
            shuffledConv(channels, 1, 1);
        }
        shuffledConv(channels, 1 + 2 * shuffles.nextInt(2), groups);
        String before = last();
        builder.shuffle(shuffles.nextInt(3) > 0 ? groups : channels / groups);
        if (shuffles.nextInt(4) == 0) {
            builder.add(before);
            builder.quantize(shuffledLevels());
        } else if (shuffles.nextInt(3) == 0) {
            builder.depthwise(3, 1, new Padding(1, shuffles.nextInt(3) - 1), WeightType.BIPOLAR);
            builder.batchNorm();
            builder.quantize(shuffledLevels());
        }
        shuffledConv(groups * (1 + shuffles.nextInt(4)), 1, groups);
    }

    private void shuffledConv(int channels, int kernel, int groups) {
        WeightType type = shuffles.nextInt(3) > 0 ? WeightType.BIPOLAR : WeightType.TERNARY;
        Padding padding = new Padding(kernel / 2, shuffles.nextInt(3) - 1);
        builder.conv(channels, Window.square(kernel, 1), padding, groups, type);
        builder.batchNorm(shuffles.nextBoolean() ? BigDecimal.ZERO : NetworkBuilder.DEFAULT_EPS, 0.1);
        builder.quantize(shuffledLevels());
    }

    private Activation shuffledLevels() {
        return shuffles.nextInt(3) > 0
                ? Activation.SIGN
                : new Activation(2 + shuffles.nextInt(2), shuffles.nextBoolean());
    }

    /** In one of {@code cases} cases, a channel shuffle. */
    private void shuffle(int cases) {
        if (shuffles.nextInt(cases) == 0) {
            int channels = builder.type().shape().channels();
            int[] divisors = IntStream.rangeClosed(1, channels)
                    .filter(d -> channels % d == 0)
                    .toArray();
            builder.shuffle(divisors[shuffles.nextInt(divisors.length)]);
        }
    }

    /** A padding of up to two rows and columns on each side. */
    private Padding padding(int value) {
        return new Padding(shapes.nextInt(3), shapes.nextInt(3), shapes.nextInt(3), shapes.nextInt(3), value);
    }

    /** The padding, reduced so that no window sees only padding. */
    private static Padding reaching(Window window, Padding padding) {
        int rows = window.spanHeight() - 1;
        int columns = window.spanWidth() - 1;
        return new Padding(
                Math.min(rows, padding.top()),
                Math.min(rows, padding.bottom()),
                Math.min(columns, padding.left()),
                Math.min(columns, padding.right()),
                padding.value());
    }

    /** A window that fits, with a bound on its rows and columns. */
    private Window window(Shape in, int height, int width, boolean dilated) {
        int kernelHeight = 1 + shapes.nextInt(Math.min(height, in.height()));
        int kernelWidth = 1 + shapes.nextInt(Math.min(width, in.width()));
        return new Window(
                kernelHeight,
                kernelWidth,
                1 + shapes.nextInt(2),
                1 + shapes.nextInt(3),
                dilated ? dilation(kernelHeight, in.height()) : 1,
                dilated ? dilation(kernelWidth, in.width()) : 1);
    }

    private int dilation(int kernel, int extent) {
        return kernel == 1 ? 1 : 1 + shapes.nextInt(Math.min(3, (extent - 1) / (kernel - 1)));
    }

    /** Adds what follows a layer: batch normalization, sign or levels, and a pool in one of three places. */
    private void behind() {
        int place = random.nextInt(5);
        if (place == 0) {
            pool();
        }
        shuffle(12);
        if (chance(0.9)) {
            norm();
        }
        if (place == 1) {
            pool();
        }
        shuffle(12);
        builder.quantize(chance(0.6) ? Activation.SIGN : levels(between(2, 4), chance(0.5)));
        shuffle(12);
        if (place == 2) {
            pool();
            if (chance(0.3)) {
                pool();
            }
        }
        if (averages.nextInt(7) == 0) {
            average();
        }
        if (channelwise.nextInt(7) == 0) {
            depthwise();
        }
        if (chance(0.2)) {
            builder.dropout(0.2);
        }
    }

    /** Levels of {@code bits} bits, or sometimes ternary ones. */
    private Activation levels(int bits, boolean signed) {
        return ternaries.nextInt(5) == 0 ? Activation.TERNARY : new Activation(bits, signed);
    }

    /** A depthwise convolution, and the layers that yield bits or levels from it. */
    private void depthwise() {
        Shape in = builder.type().shape();
        int amount = channelwise.nextInt(3);
        int most = Math.min(5, Math.min(in.height(), in.width()) + 2 * amount);
        WeightType[] types = {WeightType.BIPOLAR, WeightType.BIPOLAR, WeightType.TERNARY, WeightType.INT4};
        Window window = Window.square(1 + channelwise.nextInt(most), 1 + channelwise.nextInt(2));
        Padding padding = new Padding(amount, channelwise.nextInt(3) - 1);
        if (shapes.nextInt(3) == 0) {
            padding = padding(padding.value());
            window = window(padding.around(in), 4, 5, true);
            padding = reaching(window, padding);
        }
        builder.depthwise(window, padding, types[channelwise.nextInt(types.length)]);
        if (channelwise.nextInt(10) > 0) {
            builder.batchNorm(channelwise.nextBoolean() ? BigDecimal.ZERO : NetworkBuilder.DEFAULT_EPS, 0.1);
        }
        boolean sign = channelwise.nextInt(10) < 6;
        builder.quantize(sign ? Activation.SIGN : levels(2 + channelwise.nextInt(3), channelwise.nextBoolean()));
    }

    /** An average pool over bits or levels, and the layers that yield bits or levels from it. */
    private void average() {
        Shape in = builder.type().shape();
        int most = Math.min(3, Math.min(in.height(), in.width()));
        Window window = Window.square(1 + averages.nextInt(most), 1 + averages.nextInt(2));
        builder.avgPool(shapes.nextInt(3) == 0 ? window(in, 3, 3, false) : window);
        if (averages.nextInt(10) > 0) {
            builder.batchNorm(averages.nextBoolean() ? BigDecimal.ZERO : NetworkBuilder.DEFAULT_EPS, 0.1);
        }
        boolean sign = averages.nextInt(10) < 6;
        builder.quantize(sign ? Activation.SIGN : levels(2 + averages.nextInt(3), averages.nextBoolean()));
    }

    /** One or two layers whose result is added to their input, and the layers that yield bits or levels from the sums. */
    private void residual() {
        String from = last();
        int channels = builder.type().shape().channels();
        Activation levels = builder.layers().stream()
                .filter(Layer.Quantize.class::isInstance)
                .map(l -> ((Layer.Quantize) l).activation())
                .reduce((a, b) -> b)
                .orElseThrow();
        if (residuals.nextInt(3) == 0) {
            WeightType type = residuals.nextBoolean() ? WeightType.BIPOLAR : WeightType.TERNARY;
            builder.conv(1 + residuals.nextInt(6), 3, 1, new Padding(1, residuals.nextInt(3) - 1), type);
            residualNorm();
            builder.quantize(residuals.nextBoolean() ? Activation.SIGN : levels(2, true));
        }
        if (channelwise.nextInt(4) == 0) {
            builder.depthwise(3, 1, new Padding(1, channelwise.nextInt(3) - 1), WeightType.BIPOLAR);
            residualNorm();
            builder.quantize(channelwise.nextBoolean() ? Activation.SIGN : levels(2, false));
        }
        int kernel = residuals.nextBoolean() ? 3 : 1;
        Padding padding = new Padding(kernel / 2, residuals.nextInt(3) - 1);
        if (builder.type().shape().channels() == channels && channelwise.nextInt(4) == 0) {
            builder.depthwise(kernel, 1, padding, WeightType.TERNARY);
        } else {
            builder.conv(channels, kernel, 1, padding, WeightType.BIPOLAR);
        }
        residualNorm();
        builder.quantize(levels);
        shuffle(8);
        builder.add(from);
        shuffle(8);
        if (residuals.nextInt(10) > 0) {
            residualNorm();
        }
        boolean pool = residuals.nextInt(4) == 0;
        if (pool && residuals.nextBoolean()) {
            builder.maxPool(1, 1);
        }
        builder.quantize(
                residuals.nextBoolean() ? Activation.SIGN : levels(2 + residuals.nextInt(2), residuals.nextBoolean()));
        if (pool) {
            Shape in = builder.type().shape();
            builder.maxPool(1 + residuals.nextInt(Math.min(2, Math.min(in.height(), in.width()))), 1);
        }
    }

    /** A residual with layers in its shortcut; both branches reduce the map equally and end with equally many channels. */
    private void projection() {
        String from = last();
        Activation levels = branchLevels();
        int channels = 1 + branches.nextInt(6);
        Shape in = builder.type().shape();
        int stride = 1 + branches.nextInt(2);
        if (branches.nextInt(3) == 0) {
            branchConv(1 + branches.nextInt(6), 3, 1, branchLevels());
        }
        branchConv(channels, branches.nextBoolean() ? 3 : 1, stride, levels);
        String end = last();
        builder.branch(from);
        boolean pool = stride > 1 && branches.nextInt(3) == 0 && in.height() % 2 == 0 && in.width() % 2 == 0;
        if (pool) {
            builder.maxPool(2, 2);
        }
        branchConv(channels, 1, pool ? 1 : stride, levels);
        builder.add(end);
        if (branches.nextInt(10) > 0) {
            branchNorm();
        }
        builder.quantize(branchLevels());
    }

    /** The concatenation of two or three branches, one of which may be the input of the others. */
    private void concat() {
        String from = last();
        Activation levels = builder.layers().stream()
                .filter(Layer.Quantize.class::isInstance)
                .map(l -> ((Layer.Quantize) l).activation())
                .reduce((a, b) -> b)
                .orElseThrow();
        int count = 2 + branches.nextInt(2);
        int empty = branches.nextInt(2 * count);
        int stride = empty < count ? 1 : 1 + branches.nextInt(2);
        String joined = from;
        for (int branch = 0; branch < count; branch++) {
            if (branch > 0) {
                builder.branch(from);
            }
            if (branch != empty) {
                if (branches.nextInt(4) == 0) {
                    branchConv(1 + branches.nextInt(4), 3, 1, branchLevels());
                }
                branchConv(1 + branches.nextInt(5), branches.nextBoolean() ? 3 : 1, stride, levels);
            }
            if (branch > 0) {
                builder.concat(joined);
            }
            joined = last();
        }
    }

    /** Upsamples a map once or twice while it is not large. */
    private void upsample() {
        for (int count = 1 + upsamples.nextInt(2); count > 0; count--) {
            if (builder.type().shape().pixels() <= MOST_REPEATED) {
                builder.upsample(new Factor(1 + upsamples.nextInt(3), 1 + upsamples.nextInt(3)));
                if (upsamples.nextInt(3) == 0) {
                    repeatedPool();
                }
            }
        }
    }

    /** A branch whose map shrinks and grows back to its size; its channels are put after those of its input. */
    private void hourglass() {
        String from = last();
        Shape in = builder.type().shape();
        Activation levels = builder.layers().stream()
                .filter(Layer.Quantize.class::isInstance)
                .map(l -> ((Layer.Quantize) l).activation())
                .reduce((a, b) -> b)
                .orElseThrow();
        Factor factor = new Factor(divisor(in.height()), divisor(in.width()));
        builder.maxPool(new Window(factor.rows(), factor.columns(), factor.rows(), factor.columns(), 1, 1));
        builder.conv(1 + upsamples.nextInt(5), 3, 1, new Padding(1, upsamples.nextInt(3) - 1), WeightType.BIPOLAR);
        builder.batchNorm();
        builder.quantize(levels);
        builder.upsample(factor);
        String end = last();
        builder.branch(from);
        builder.concat(end);
        if (upsamples.nextInt(3) == 0) {
            repeatedPool();
        }
    }

    private void repeatedPool() {
        Shape in = builder.type().shape();
        builder.maxPool(
                new Window(1 + upsamples.nextInt(Math.min(3, in.height())), 1, 1 + upsamples.nextInt(2), 1, 1, 1));
    }

    /** 1 to 3. */
    private int divisor(int extent) {
        int wanted = 1 + upsamples.nextInt(3);
        return extent % wanted == 0 ? wanted : 1;
    }

    /** A convolution that pads so that only its stride makes the map smaller, and the layers that yield bits or levels from it. */
    private void branchConv(int channels, int kernel, int stride, Activation levels) {
        WeightType[] types = {WeightType.BIPOLAR, WeightType.BIPOLAR, WeightType.TERNARY, WeightType.INT4};
        Padding padding = new Padding(kernel / 2, branches.nextInt(3) - 1);
        builder.conv(channels, kernel, stride, padding, types[branches.nextInt(types.length)]);
        branchNorm();
        builder.quantize(levels);
    }

    private void branchNorm() {
        builder.batchNorm(branches.nextBoolean() ? BigDecimal.ZERO : NetworkBuilder.DEFAULT_EPS, 0.1);
    }

    private Activation branchLevels() {
        return branches.nextBoolean()
                ? Activation.SIGN
                : new Activation(2 + branches.nextInt(2), branches.nextBoolean());
    }

    private String last() {
        return builder.layers().get(builder.layers().size() - 1).name();
    }

    private void residualNorm() {
        builder.batchNorm(residuals.nextBoolean() ? BigDecimal.ZERO : NetworkBuilder.DEFAULT_EPS, 0.1);
    }

    private void norm() {
        builder.batchNorm(chance(0.5) ? BigDecimal.ZERO : NetworkBuilder.DEFAULT_EPS, 0.1);
    }

    private void pool() {
        Shape in = builder.type().shape();
        Window window = Window.square(between(1, Math.min(3, Math.min(in.height(), in.width()))), between(1, 2));
        if (shapes.nextInt(3) == 0) {
            window = window(in, 3, 3, false);
        }
        if (padded.nextInt(3) == 0) {
            padded(in);
        } else {
            builder.maxPool(window);
        }
    }

    /** A pool whose windows may extend beyond the map. */
    private void padded(Shape in) {
        Padding amounts = new Padding(padded.nextInt(3), padded.nextInt(3), padded.nextInt(3), padded.nextInt(3), 0);
        Window window = new Window(
                1 + padded.nextInt(3), 1 + padded.nextInt(3), 1 + padded.nextInt(2), 1 + padded.nextInt(2), 1, 1);
        Padding padding = reaching(window, amounts);
        if (window.fits(padding.around(in))) {
            builder.maxPool(window, padding);
        } else {
            builder.maxPool(1, 1);
        }
    }

    private void maybeFlatten() {
        if (chance(0.5)) {
            builder.flatten();
        }
    }

    private WeightType weights() {
        WeightType[] several = {WeightType.TERNARY, WeightType.INT3, WeightType.INT4, WeightType.INT8};
        return chance(0.6) ? WeightType.BIPOLAR : several[random.nextInt(several.length)];
    }

    private int channels() {
        return chance(0.1) ? between(60, 130) : between(1, 9);
    }

    private Parameters parameters(Network network) {
        Map<String, Parameters.Array> arrays = new LinkedHashMap<>();
        for (Layer layer : network.layers()) {
            if (layer instanceof Layer.Weighted w) {
                // Integers in units of one step: some round to 0, some lie beyond the largest.
                double spread = 0.6 * w.weights().limit();
                float[] latent = new float[w.rows() * w.columns()];
                for (int i = 0; i < latent.length; i++) {
                    latent[i] = chance(0.02) ? 0 : (float) gaussian(spread);
                }
                arrays.put(layer.name() + ".weight", new Parameters.Array(w.weightShape(), latent));
            } else if (layer instanceof Layer.BatchNorm b) {
                norm(arrays, b, typicalSum(network, b));
                boolean scores = layer == network.layers().get(network.layers().size() - 1);
                // Without eps all numbers are round, so float32 is exact.
                if (!scores && b.eps().signum() > 0) {
                    extremes(arrays, b);
                }
            }
        }
        return new Parameters(arrays);
    }

    /** A typical size of the values that a batch normalization reads. */
    private static double typicalSum(Network network, Layer.BatchNorm norm) {
        double typical = 1;
        double level = 1;
        boolean first = true;
        Map<String, Double> levels = new LinkedHashMap<>();
        for (Layer layer : network.layers()) {
            if (layer == norm) {
                break;
            }
            level = layer instanceof Layer.Branch b ? levels.get(b.from()) : level;
            if (layer instanceof Layer.Weighted w) {
                double value = first
                        ? 128
                                * network.inputScale()
                                        .line()
                                        .slope(MathContext.DECIMAL64)
                                        .doubleValue()
                        : 1;
                typical = value * level * Math.sqrt(w.columns()) * w.weights().limit() / 2;
                level = 1;
            } else if (layer instanceof Layer.Add) {
                typical = level;
                level = 1;
            } else if (layer instanceof Layer.AvgPool p) {
                typical = level / Math.sqrt(p.taps());
                level = 1;
            } else if (layer instanceof Layer.Quantize q) {
                level = q.activation().top() / 2.0 + 0.5;
            }
            levels.put(layer.name(), level);
            first &= !(layer instanceof Layer.Weighted || layer instanceof Layer.Quantize);
        }
        return typical;
    }

    private void norm(Map<String, Parameters.Array> arrays, Layer.BatchNorm layer, double typical) {
        int n = layer.input().shape().channels();
        boolean round = layer.eps().signum() == 0;
        float[][] values = new float[4][n];
        for (int c = 0; c < n; c++) {
            values[0][c] = chance(0.1) ? 0 : (float) (round ? between(1, 2) * (chance(0.5) ? 0.5 : -0.5) : gaussian(1));
            values[1][c] = (float) (round ? between(-2, 2) * 0.5 : gaussian(0.5));
            values[2][c] = (float) (round ? Math.rint(gaussian(typical)) : gaussian(typical));
            values[3][c] =
                    (float) (round ? 0.25 : chance(0.05) ? 1e-12 : (0.1 + random.nextDouble()) * typical * typical);
        }
        String[] names = {"gamma", "beta", "mean", "variance"};
        for (int i = 0; i < names.length; i++) {
            arrays.put(layer.name() + "." + names[i], new Parameters.Array(new int[] {n}, values[i]));
        }
    }

    /**
     * Sets the numbers of some channels to the limits of float32, or so that the mean itself occurs. It leaves out scores, which
     * need a fixed point.
     */
    private void extremes(Map<String, Parameters.Array> arrays, Layer.BatchNorm layer) {
        float[] gammas = {0, -0f, 3e38f, -1e30f, 1e-42f, -Float.MIN_VALUE};
        float[] betas = {0, -0f, 0.25f, -1, -1e-42f};
        float[] gamma = arrays.get(layer.name() + ".gamma").values();
        for (int c = 0; c < gamma.length; c++) {
            if (ends.nextInt(8) > 0) {
                continue;
            }
            gamma[c] = ends.nextBoolean() ? gamma[c] : gammas[ends.nextInt(gammas.length)];
            arrays.get(layer.name() + ".beta").values()[c] = betas[ends.nextInt(betas.length)];
            arrays.get(layer.name() + ".mean").values()[c] = ends.nextInt(9) == 0 ? -3e38f : ends.nextInt(17) - 8;
            if (ends.nextBoolean()) {
                arrays.get(layer.name() + ".variance").values()[c] = 0;
            }
        }
    }

    private List<byte[]> images(Network network) {
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            byte[] image = new byte[network.input().shape().size()];
            random.nextBytes(image);
            if (i == 3) {
                Arrays.fill(image, (byte) (chance(0.5) ? 0 : 255));
            }
            images.add(image);
        }
        return images;
    }

    private double gaussian(double size) {
        return random.nextGaussian() * size;
    }

    /** A random number from lo to hi, both included. */
    private int between(int lo, int hi) {
        return lo + random.nextInt(hi - lo + 1);
    }

    private boolean chance(double p) {
        return random.nextDouble() < p;
    }
}
