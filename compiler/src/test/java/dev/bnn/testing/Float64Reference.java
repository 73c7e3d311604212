package dev.bnn.testing;

import dev.bnn.model.Activation;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Normalization;
import dev.bnn.model.Parameters;
import dev.bnn.model.Shape;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.pass.Reference;
import java.util.LinkedHashMap;
import java.util.Map;

/** The network's definition in plain float64, layer by layer, sharing no code with IR, passes or engines. */
public final class Float64Reference implements Reference {
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
            values[i] = scale.scale() * bytes[i] + scale.offset();
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
            } else if (!(layer instanceof Layer.Dropout || layer instanceof Layer.Flatten)) {
                values = apply(layer, values);
                raw = false;
            }
            trace.put(layer.name(), values);
        }
        return trace;
    }

    private double[] weigh(Layer.Weighted layer, double[] in, ValueSet.ScaledBytes scale) {
        float[] latent = parameters.values(layer.name(), "weight");
        Shape from = layer.input().shape();
        Shape to = layer.output().shape();
        int kernelHeight = from.height();
        int kernelWidth = from.width();
        int stride = 1;
        int padding = 0;
        int padValue = 0;
        if (layer instanceof Layer.Conv c) {
            kernelHeight = c.kernel();
            kernelWidth = c.kernel();
            stride = c.stride();
            padding = c.padding().amount();
            padValue = c.padding().value();
        }
        boolean depthwise = layer instanceof Layer.Depthwise;
        if (layer instanceof Layer.Depthwise d) {
            kernelHeight = d.kernel();
            kernelWidth = d.kernel();
            stride = d.stride();
            padding = d.padding().amount();
            padValue = d.padding().value();
        }
        int seen = depthwise ? 1 : from.channels();
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
                                int channel = depthwise ? o : i;
                                double w = weight(layer.weights(), latent[tap]);
                                int iy = y * stride + ky - padding;
                                int ix = x * stride + kx - padding;
                                if (iy < 0 || ix < 0 || iy >= from.height() || ix >= from.width()) {
                                    padded += w;
                                } else {
                                    valid += w;
                                    sum += w * in[(iy * from.width() + ix) * from.channels() + channel];
                                }
                            }
                        }
                    }
                    out[(y * to.width() + x) * to.channels() + o] = scale == null
                            ? sum + padValue * padded
                            : scale.scale() * sum + (scale.offset() * valid + padValue * padded);
                }
            }
        }
        return out;
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
                out[i] = Normalization.of(
                                parameters.values(b.name(), "gamma")[c],
                                parameters.values(b.name(), "beta")[c],
                                parameters.values(b.name(), "mean")[c],
                                parameters.values(b.name(), "variance")[c],
                                b.eps())
                        .apply(in[i]);
            } else if (layer instanceof Layer.Quantize q) {
                out[i] = level(q.activation(), in[i]);
            } else if (layer instanceof Layer.AvgPool p) {
                int y = i / to.channels() / to.width() * p.stride();
                int x = i / to.channels() % to.width() * p.stride();
                double sum = 0;
                for (int ky = 0; ky < p.size(); ky++) {
                    for (int kx = 0; kx < p.size(); kx++) {
                        sum += in[((y + ky) * from.width() + x + kx) * from.channels() + c];
                    }
                }
                out[i] = sum * p.scale();
            } else if (layer instanceof Layer.MaxPool p) {
                int y = i / to.channels() / to.width() * p.stride();
                int x = i / to.channels() % to.width() * p.stride();
                double best = Double.NEGATIVE_INFINITY;
                for (int ky = 0; ky < p.size(); ky++) {
                    for (int kx = 0; kx < p.size(); kx++) {
                        best = Math.max(best, in[((y + ky) * from.width() + x + kx) * from.channels() + c]);
                    }
                }
                out[i] = best;
            }
        }
        return out;
    }
}
