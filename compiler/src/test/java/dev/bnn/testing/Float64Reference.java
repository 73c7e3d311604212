// SPDX-License-Identifier: Apache-2.0
package dev.bnn.testing;

import dev.bnn.model.Activation;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Padding;
import dev.bnn.model.Parameters;
import dev.bnn.model.Shape;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import dev.bnn.pass.Reference;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The definition of a network, layer by layer, which shares no code with IR, passes or engines. Values are float64; what is not
 * exact in float64 is computed with 200 digits and rounded down.
 */
public final class Float64Reference implements Reference {
    private static final MathContext DIGITS = new MathContext(200);
    /** Far below the difference of any two different numbers, and far above the error of 200 digits. */
    private static final BigDecimal TINY = new BigDecimal("1e-170");

    private final Map<String, BigDecimal> inverses = new HashMap<>();
    private final Network network;
    private final Parameters parameters;

    public Float64Reference(Network network, Parameters parameters) {
        this.network = network;
        this.parameters = parameters;
    }

    @Override
    public Map<String, double[]> trace(byte[] image) {
        Map<String, double[]> trace = new LinkedHashMap<>();
        ValueSet.ScaledBytes scale = network.inputScale();
        double[] bytes = new double[image.length];
        double[] values = new double[image.length];
        for (int i = 0; i < image.length; i++) {
            bytes[i] = image[i] & 0xff;
            values[i] = onBytes(scale, bytes[i], 1, 0);
        }
        boolean raw = true;
        for (Layer layer : network.layers()) {
            if (layer instanceof Layer.Weighted w) {
                values = raw ? weigh(w, bytes, scale) : weigh(w, values, null);
                raw = false;
            } else if (layer instanceof Layer.Add a) {
                double[] other = trace.get(a.from());
                double[] sums = new double[values.length];
                for (int i = 0; i < sums.length; i++) {
                    sums[i] = values[i] + other[i];
                }
                values = sums;
            } else if (layer instanceof Layer.Concat c) {
                double[] first = trace.get(c.from());
                int pixels = c.output().shape().pixels();
                double[] all = new double[first.length + values.length];
                for (int p = 0; p < pixels; p++) {
                    int channels = first.length / pixels;
                    int others = values.length / pixels;
                    System.arraycopy(first, p * channels, all, p * (channels + others), channels);
                    System.arraycopy(values, p * others, all, p * (channels + others) + channels, others);
                }
                values = all;
            } else if (layer instanceof Layer.Upsample u) {
                Shape to = u.output().shape();
                double[] all = new double[to.size()];
                for (int i = 0; i < all.length; i++) {
                    int y = i / to.channels() / to.width() / u.factor().rows();
                    int x = i / to.channels() % to.width() / u.factor().columns();
                    all[i] = values[u.input().shape().index(y, x, i % to.channels())];
                }
                values = all;
            } else if (layer instanceof Layer.Shuffle s) {
                values = shuffled(values, s.channels().groups(), s.channels().channels());
            } else if (layer instanceof Layer.Branch b) {
                values = trace.get(b.from());
            } else if (!(layer instanceof Layer.Dropout || layer instanceof Layer.Flatten)) {
                values = apply(layer, values);
                raw = false;
            }
            trace.put(layer.name(), values);
        }
        return trace;
    }

    /** In each pixel, channel j of group g becomes channel g of part j. */
    private static double[] shuffled(double[] values, int groups, int channels) {
        double[] shuffled = new double[values.length];
        int each = channels / groups;
        for (int pixel = 0; pixel < values.length; pixel += channels) {
            for (int g = 0; g < groups; g++) {
                for (int j = 0; j < each; j++) {
                    shuffled[pixel + j * groups + g] = values[pixel + g * each + j];
                }
            }
        }
        return shuffled;
    }

    private double[] weigh(Layer.Weighted layer, double[] in, ValueSet.ScaledBytes scale) {
        float[] latent = parameters.values(layer.name(), "weight");
        Shape from = layer.input().shape();
        Shape to = layer.output().shape();
        Window window = new Window(from.height(), from.width(), 1, 1, 1, 1);
        Padding padding = Padding.NONE;
        int groups = 1;
        if (layer instanceof Layer.Conv c) {
            window = c.window();
            padding = c.padding();
            groups = c.groups();
        }
        if (layer instanceof Layer.Depthwise d) {
            window = d.window();
            padding = d.padding();
            groups = from.channels();
        }
        int kernelHeight = window.kernelHeight();
        int kernelWidth = window.kernelWidth();
        int padValue = padding.value();
        int seen = from.channels() / groups;
        double[] out = new double[to.size()];
        for (int o = 0; o < to.channels(); o++) {
            for (int y = 0; y < to.height(); y++) {
                for (int x = 0; x < to.width(); x++) {
                    double sum = 0;
                    double valid = 0;
                    double padded = 0;
                    for (int ky = 0; ky < kernelHeight; ky++) {
                        for (int kx = 0; kx < kernelWidth; kx++) {
                            for (int i = 0; i < seen; i++) {
                                int tap = ((o * kernelHeight + ky) * kernelWidth + kx) * seen + i;
                                int channel = o / (to.channels() / groups) * seen + i;
                                double w = weight(layer.weights(), latent[tap]);
                                int iy = y * window.strideY() + ky * window.dilationY() - padding.top();
                                int ix = x * window.strideX() + kx * window.dilationX() - padding.left();
                                if (iy < 0 || ix < 0 || iy >= from.height() || ix >= from.width()) {
                                    padded += w;
                                } else {
                                    valid += w;
                                    sum += w * in[(iy * from.width() + ix) * from.channels() + channel];
                                }
                            }
                        }
                    }
                    out[(y * to.width() + x) * to.channels() + o] =
                            scale == null ? sum + padValue * padded : onBytes(scale, sum, valid, padValue * padded);
                }
            }
        }
        return out;
    }

    /** low * weights + (high - low) * sum / 255 + extra. */
    private static double onBytes(ValueSet.ScaledBytes scale, double sum, double weights, double extra) {
        BigDecimal range = scale.high().subtract(scale.low());
        BigDecimal most = new BigDecimal(255);
        BigDecimal value = range.multiply(new BigDecimal(sum))
                .add(scale.low().multiply(new BigDecimal(weights)).multiply(most))
                .add(new BigDecimal(extra).multiply(most));
        return down(value.divide(most, DIGITS), BigDecimal.ONE);
    }

    /** The greatest float64 not above a number that is computed with many digits from summands of size {@code summands}. */
    private static double down(BigDecimal value, BigDecimal summands) {
        double nearest = value.round(MathContext.DECIMAL128).doubleValue();
        BigDecimal above = new BigDecimal(nearest).subtract(value);
        boolean same = above.abs().compareTo(summands.multiply(TINY)) <= 0;
        return same || above.signum() < 0 ? nearest + 0.0 : Math.nextDown(nearest);
    }

    private double normalized(Layer.BatchNorm norm, int c, double x) {
        BigDecimal[] p = new BigDecimal[4];
        String[] names = {"gamma", "beta", "mean", "variance"};
        for (int i = 0; i < 4; i++) {
            p[i] = new BigDecimal(parameters.values(norm.name(), names[i])[c]);
        }
        BigDecimal inverse = inverses.computeIfAbsent(
                norm.name() + "." + c,
                key -> BigDecimal.ONE.divide(p[3].add(norm.eps()).sqrt(DIGITS), DIGITS));
        BigDecimal scaled = p[0].multiply(new BigDecimal(x).subtract(p[2])).multiply(inverse);
        return down(scaled.add(p[1]), scaled.abs().add(p[1].abs()));
    }

    private static double weight(WeightType type, float latent) {
        if (type == WeightType.BIPOLAR) {
            return latent < 0 ? -1 : 1;
        }
        double most = Math.pow(2, type.bits() - 1) - 1;
        double nearest = Math.rint(latent);
        return nearest > most ? most : nearest < -most ? -most : nearest;
    }

    /** Signed: -1 .. 1 in equal parts, odd values. Unsigned: multiples of a step of 2 / 2^bits, rounded. Ternary: rounded. */
    private static double level(Activation activation, double z) {
        if (activation.levels() == Activation.Levels.TERNARY) {
            return z >= 0.5 ? 1 : z >= -0.5 ? 0 : -1;
        }
        boolean signed = activation.levels() == Activation.Levels.SIGNED;
        double parts = Math.pow(2, activation.bits());
        int reached = 0;
        for (int k = 1; k < parts; k++) {
            double cut = signed ? 2 * k / parts - 1 : (k - 0.5) * 2 / parts;
            reached += z >= cut ? 1 : 0;
        }
        return signed ? 2 * reached - (parts - 1) : reached;
    }

    private double[] apply(Layer layer, double[] in) {
        Shape from = layer.input().shape();
        Shape to = layer.output().shape();
        double[] out = new double[to.size()];
        for (int i = 0; i < out.length; i++) {
            int c = i % to.channels();
            if (layer instanceof Layer.BatchNorm b) {
                out[i] = normalized(b, c, in[i]);
            } else if (layer instanceof Layer.Quantize q) {
                out[i] = level(q.activation(), in[i]);
            } else if (layer instanceof Layer.AvgPool p) {
                int y = i / to.channels() / to.width() * p.window().strideY();
                int x = i / to.channels() % to.width() * p.window().strideX();
                double sum = 0;
                for (int ky = 0; ky < p.window().kernelHeight(); ky++) {
                    for (int kx = 0; kx < p.window().kernelWidth(); kx++) {
                        sum += in[((y + ky) * from.width() + x + kx) * from.channels() + c];
                    }
                }
                out[i] = down(new BigDecimal(sum).divide(new BigDecimal(p.taps()), DIGITS), BigDecimal.ONE);
            } else if (layer instanceof Layer.MaxPool p) {
                Window w = p.window();
                int top = i / to.channels() / to.width() * w.strideY()
                        - p.padding().top();
                int left = i / to.channels() % to.width() * w.strideX()
                        - p.padding().left();
                double best = Double.NEGATIVE_INFINITY;
                for (int y = top; y < top + w.kernelHeight(); y++) {
                    for (int x = left; x < left + w.kernelWidth(); x++) {
                        if (y >= 0 && y < from.height() && x >= 0 && x < from.width()) {
                            best = Math.max(best, in[(y * from.width() + x) * from.channels() + c]);
                        }
                    }
                }
                out[i] = best;
            }
        }
        return out;
    }
}
