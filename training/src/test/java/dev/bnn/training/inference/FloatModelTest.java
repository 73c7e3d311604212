// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.data.ImageSet;
import dev.bnn.data.SplitMix64;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Normalization;
import dev.bnn.model.Padding;
import dev.bnn.model.Parameters;
import dev.bnn.model.Shape;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import dev.bnn.training.Nets;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatModelTest {
    static Parameters randomParameters(Network network, long seed) {
        SplitMix64 random = SplitMix64.of(seed, 8, 8);
        Map<String, Parameters.Array> arrays = new LinkedHashMap<>();
        for (Layer layer : network.layers()) {
            if (layer instanceof Layer.Weighted w) {
                arrays.put(w.name() + ".weight", array(random, (int) w.weightCount(), -1, 1));
            } else if (layer instanceof Layer.BatchNorm b) {
                int c = b.output().shape().channels();
                arrays.put(b.name() + ".gamma", array(random, c, -1, 1));
                arrays.put(b.name() + ".beta", array(random, c, -1, 1));
                arrays.put(b.name() + ".mean", array(random, c, -4, 4));
                arrays.put(b.name() + ".variance", array(random, c, 0.5, 20));
            }
        }
        return new Parameters(arrays);
    }

    private static Parameters.Array array(SplitMix64 random, int n, double from, double to) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.between(from, to);
        }
        values[0] = 0;
        return new Parameters.Array(new int[] {n}, values);
    }

    /** A second, separate definition in float64, which goes tap by tap and treats padding as a value like any other. */
    private static double[] expected(
            Layer layer, double[] real, Map<String, double[]> before, byte[] bytes, Network network, Parameters p) {
        if (layer instanceof Layer.Conv c) {
            return windows(c, c.window(), c.padding(), real, bytes, network, p);
        }
        if (layer instanceof Layer.Depthwise d) {
            return windows(d, d.window(), d.padding(), real, bytes, network, p);
        }
        double[] out = new double[layer.output().shape().size()];
        int channels = layer.output().shape().channels();
        if (layer instanceof Layer.Dense d) {
            float[] w = p.values(d.name(), "weight");
            for (int o = 0; o < out.length; o++) {
                for (int i = 0; i < d.columns(); i++) {
                    out[o] += (w[o * d.columns() + i] >= 0 ? 1 : -1) * real[i];
                }
            }
        } else if (layer instanceof Layer.BatchNorm b) {
            for (int i = 0; i < out.length; i++) {
                int c = i % channels;
                out[i] = Normalization.of(
                                p.values(b.name(), "gamma")[c],
                                p.values(b.name(), "beta")[c],
                                p.values(b.name(), "mean")[c],
                                p.values(b.name(), "variance")[c],
                                b.eps())
                        .apply(real[i]);
            }
        } else if (layer instanceof Layer.MaxPool m) {
            for (int i = 0; i < out.length; i++) {
                int x = i / channels % m.output().shape().width();
                int y = i / channels / m.output().shape().width();
                out[i] = Double.NEGATIVE_INFINITY;
                for (int k = 0; k < m.window().taps(); k++) {
                    out[i] = Math.max(out[i], real[under(m, m.window(), y, x, k, i % channels)]);
                }
            }
        } else if (layer instanceof Layer.AvgPool a) {
            for (int i = 0; i < out.length; i++) {
                int x = i / channels % a.output().shape().width();
                int y = i / channels / a.output().shape().width();
                for (int k = 0; k < a.taps(); k++) {
                    out[i] += real[under(a, a.window(), y, x, k, i % channels)];
                }
                out[i] = down((long) out[i], a.taps());
            }
        } else if (layer instanceof Layer.Add a) {
            double[] other = before.get(a.from());
            for (int i = 0; i < out.length; i++) {
                out[i] = real[i] + other[i];
            }
        } else if (layer instanceof Layer.Concat c) {
            double[] first = before.get(c.from());
            int of = c.output().shape().channels() - channels;
            for (int i = 0; i < out.length; i++) {
                int pixel = i / (of + channels);
                int k = i % (of + channels);
                out[i] = k < of ? first[pixel * of + k] : real[pixel * channels + k - of];
            }
        } else if (layer instanceof Layer.Upsample u) {
            Shape to = u.output().shape();
            for (int i = 0; i < out.length; i++) {
                int y = i / channels / to.width() / u.factor().rows();
                int x = i / channels % to.width() / u.factor().columns();
                out[i] = real[u.input().shape().index(y, x, i % channels)];
            }
        } else if (layer instanceof Layer.Shuffle s) {
            int groups = s.channels().groups();
            for (int i = 0; i < out.length; i++) {
                int pixel = i / channels;
                int part = i % channels / groups;
                out[i] = real[pixel * channels + i % channels % groups * (channels / groups) + part];
            }
        } else if (layer instanceof Layer.Branch b) {
            return before.get(b.from());
        } else if (layer instanceof Layer.Quantize) {
            for (int i = 0; i < out.length; i++) {
                out[i] = real[i] >= 0 ? 1 : -1;
            }
        } else {
            return real;
        }
        return out;
    }

    /** The index of the value under a tap of a pool's window. */
    private static int under(Layer pool, Window w, int y, int x, int tap, int channel) {
        int row = y * w.strideY() + tap / w.kernelWidth();
        return pool.input().shape().index(row, x * w.strideX() + tap % w.kernelWidth(), channel);
    }

    /** The largest float64 that is not above the quotient. */
    private static double down(long n, long d) {
        double quotient = (double) n / d;
        boolean above = new BigDecimal(quotient).multiply(BigDecimal.valueOf(d)).compareTo(BigDecimal.valueOf(n)) > 0;
        return above ? Math.nextDown(quotient) : quotient;
    }

    private static double[] windows(
            Layer.Weighted c,
            Window window,
            Padding padding,
            double[] real,
            byte[] bytes,
            Network network,
            Parameters parameters) {
        float[] w = parameters.values(c.name(), "weight");
        int seen = c.columns() / window.taps();
        int groups = c.input().shape().channels() / seen;
        boolean first = bytes != null;
        double[] out = new double[c.output().shape().size()];
        for (int i = 0; i < out.length; i++) {
            int o = i % c.rows();
            int x = i / c.rows() % c.output().shape().width();
            int y = i / c.rows() / c.output().shape().width();
            long acc = 0;
            long valid = 0;
            long padded = 0;
            for (int k = 0; k < c.columns(); k++) {
                int kernelRow = k / seen / window.kernelWidth();
                int kernelColumn = k / seen % window.kernelWidth();
                int iy = y * window.strideY() - padding.top() + kernelRow * window.dilationY();
                int ix = x * window.strideX() - padding.left() + kernelColumn * window.dilationX();
                int sign = w[o * c.columns() + k] >= 0 ? 1 : -1;
                if (iy < 0
                        || ix < 0
                        || iy >= c.input().shape().height()
                        || ix >= c.input().shape().width()) {
                    padded += sign;
                } else {
                    int at = c.input().shape().index(iy, ix, o / (c.rows() / groups) * seen + k % seen);
                    acc += sign * (first ? bytes[at] & 0xff : (long) real[at]);
                    valid += sign;
                }
            }
            // Bytes stand for -1 .. 1.
            out[i] = first
                    ? down(2 * acc - 255 * valid + 255 * padding.value() * padded, 255)
                    : acc + padding.value() * padded;
        }
        return out;
    }

    @ParameterizedTest
    @CsvSource({"0,0,1", "1,0,1", "1,-1,1", "1,1,2", "2,0,2", "2,-1,1"})
    void everyLayerEqualsThePlainDefinition(int pad, int value, int stride) {
        for (int order = 0; order < 7; order++) {
            NetworkBuilder b = Nets.image("net", 3, 13);
            b = order == 5
                    ? b.depthwise(3, stride, new Padding(pad, value), WeightType.BIPOLAR)
                            .batchNorm()
                            .sign()
                            .depthwise(2, 1, new Padding(pad, value), WeightType.BIPOLAR)
                            .batchNorm()
                            .sign()
                    : order == 6
                            ? b.conv(6, Window.square(3, stride), new Padding(pad, value), 3, WeightType.BIPOLAR)
                                    .batchNorm()
                                    .sign()
                                    .conv(4, Window.square(2, 1), new Padding(pad, value), 2, WeightType.BIPOLAR)
                                    .batchNorm()
                                    .sign()
                            : b.conv(5, 3, stride, new Padding(pad, value), WeightType.BIPOLAR);
            b = order == 0 ? b.maxPool(2, 2).batchNorm().sign() : b;
            b = order == 1 ? b.batchNorm().maxPool(2, 1).sign() : b;
            b = order == 2 ? b.batchNorm().sign().maxPool(2, 2) : b;
            b = order == 3 ? b.batchNorm().sign().avgPool(3, 1).batchNorm().sign() : b;
            b = order == 4 ? residual(b.batchNorm().as("kept").sign()) : b;
            b = b.conv(7, 3, stride, new Padding(pad, value), WeightType.BIPOLAR)
                    .batchNorm()
                    .sign();
            Network network = b.flatten()
                    .dropout(0.5)
                    .dense(10, WeightType.BIPOLAR)
                    .batchNorm()
                    .build();
            for (long seed = 0; seed < 3; seed++) {
                Parameters parameters = randomParameters(network, seed);
                byte[] image = Nets.noisy(1, 3, 13, 10, seed).pixels();
                Map<String, double[]> trace = new FloatModel(network, parameters).trace(image);
                double[] values = null;
                for (Layer layer : network.layers()) {
                    values = expected(layer, values, trace, values == null ? image : null, network, parameters);
                    assertThat(trace.get(layer.name())).as(layer.name()).containsExactly(values);
                }
            }
        }
    }

    private static NetworkBuilder residual(NetworkBuilder b) {
        return b.conv(5, 3, 1, new Padding(1, 0), WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .add("kept")
                .batchNorm()
                .sign();
    }

    @Test
    void signOfTheImageComesFirst() {
        Network network = Nets.image("net", 1, 2)
                .sign()
                .flatten()
                .dense(10, WeightType.BIPOLAR)
                .build();
        double[] sign = new FloatModel(network, randomParameters(network, 1))
                .trace(new byte[] {0, 127, (byte) 128, (byte) 255})
                .get("sign1");
        assertThat(sign).containsExactly(-1, -1, 1, 1);
    }

    @Test
    void countsRightAnswers() {
        Network network =
                Nets.image("net", 1, 8).flatten().dense(10, WeightType.BIPOLAR).build();
        FloatModel model = new FloatModel(network, randomParameters(network, 3));
        ImageSet images = Nets.noisy(60, 1, 8, 10, 4);
        Evaluation evaluation = model.evaluate(images);
        int right = 0;
        for (int i = 0; i < images.count(); i++) {
            double[] scores = model.scores(images.image(i));
            int best = 0;
            for (int c = 1; c < 10; c++) {
                best = scores[c] > scores[best] ? c : best;
            }
            right += best == images.label(i) ? 1 : 0;
        }
        assertThat(evaluation.top1()).isEqualTo(right / 60.0);
        assertThat(evaluation.top5()).isGreaterThanOrEqualTo(evaluation.top1());
        assertThat(evaluation.images()).isEqualTo(60);
    }

    @Test
    void namesAParameterThatDoesNotFit() {
        Network network =
                Nets.image("net", 1, 8).flatten().dense(10, WeightType.BIPOLAR).build();
        Parameters wrong = new Parameters(Map.of("dense1.weight", new Parameters.Array(new int[] {3}, new float[3])));
        assertThatThrownBy(() -> new FloatModel(network, wrong))
                .hasMessage("parameter dense1.weight has 3 values where the network needs 640");
        assertThatThrownBy(() -> new FloatModel(network, new Parameters(Map.of())))
                .hasMessage("no parameter dense1.weight");
    }
}
