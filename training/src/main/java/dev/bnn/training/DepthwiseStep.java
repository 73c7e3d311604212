package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.ValueSet;

/**
 * A depthwise convolution of {@link FloatModel}: x = scale * acc + (offset * S_V + pad * S_P) by channel in float64, where acc is
 * the sum over the valid taps of weights times bytes, bits or levels, an integer and so exact in any order, and S_V and S_P are the
 * sums of the weights under the valid and the padded taps.
 */
final class DepthwiseStep {
    private final Shape in;
    private final Shape out;
    private final int kernel;
    private final int stride;
    private final int padding;
    /** [tap * channels + channel]. */
    private final double[] weights;

    private final double scale;
    /** By position and channel; positions without padding share theirs. */
    private final double[][] constants;

    /** {@code latent} is [channels, taps]. */
    DepthwiseStep(Layer.Depthwise layer, float[] latent) {
        if (latent.length != layer.weightCount()) {
            throw new IllegalArgumentException("parameter " + layer.name() + ".weight has " + latent.length
                    + " values where the network needs " + layer.weightCount());
        }
        in = layer.input().shape();
        out = layer.output().shape();
        kernel = layer.kernel();
        stride = layer.stride();
        padding = layer.padding().amount();
        int taps = layer.columns();
        weights = new double[latent.length];
        for (int i = 0; i < latent.length; i++) {
            weights[i % taps * in.channels() + i / taps] = layer.weights().of(latent[i]);
        }
        boolean bytes = layer.input().values() instanceof ValueSet.ScaledBytes;
        scale = bytes ? ((ValueSet.ScaledBytes) layer.input().values()).scale() : 1;
        double offset = bytes ? ((ValueSet.ScaledBytes) layer.input().values()).offset() : 0;
        constants = constants(offset, layer.padding());
    }

    private double[][] constants(double offset, Padding pad) {
        double[][] all = new double[out.pixels()][];
        double[] inner = null;
        for (int p = 0; p < all.length; p++) {
            double[] valid = new double[in.channels()];
            double[] padded = new double[in.channels()];
            boolean whole = true;
            for (int tap = 0; tap < kernel * kernel; tap++) {
                boolean inside = inside(p, tap);
                whole &= inside;
                for (int c = 0; c < valid.length; c++) {
                    (inside ? valid : padded)[c] += weights[tap * valid.length + c];
                }
            }
            if (whole && inner != null) {
                all[p] = inner;
                continue;
            }
            all[p] = new double[valid.length];
            for (int c = 0; c < valid.length; c++) {
                all[p][c] = offset * valid[c] + pad.value() * padded[c];
            }
            inner = whole ? all[p] : inner;
        }
        return all;
    }

    private int row(int position, int tap) {
        return position / out.width() * stride + tap / kernel - padding;
    }

    private int column(int position, int tap) {
        return position % out.width() * stride + tap % kernel - padding;
    }

    private boolean inside(int position, int tap) {
        int y = row(position, tap);
        int x = column(position, tap);
        return y >= 0 && y < in.height() && x >= 0 && x < in.width();
    }

    /** Values of n images in HWC, one after the other, to the layer's values. */
    double[] apply(double[] values, int n) {
        int channels = in.channels();
        double[] result = new double[n * out.size()];
        for (int o = 0; o < result.length; o += channels) {
            int image = o / out.size() * in.size();
            int position = o % out.size() / channels;
            for (int tap = 0; tap < kernel * kernel; tap++) {
                if (inside(position, tap)) {
                    int from = image + in.index(row(position, tap), column(position, tap), 0);
                    int w = tap * channels;
                    for (int c = 0; c < channels; c++) {
                        result[o + c] += weights[w + c] * values[from + c];
                    }
                }
            }
            double[] constant = constants[position];
            for (int c = 0; c < channels; c++) {
                result[o + c] = scale * result[o + c] + constant[c];
            }
        }
        return result;
    }
}
