// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

import dev.bnn.model.Layer;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;

/**
 * A depthwise convolution of {@link FloatModel}. Per channel it sums weights times bytes, bits or levels over the valid
 * taps; the sum is an integer, so exact in any order. {@link SumTransform} then maps the sums to values.
 */
final class DepthwiseProduct {
    private final Shape in;
    private final Shape out;
    private final Window window;
    private final Padding padding;
    /** [tap * channels + channel]. */
    private final double[] weights;

    /** One per position; all positions without padding share the same one. */
    private final SumTransform[] sums;

    /** {@code latent} is [channels, taps]. */
    DepthwiseProduct(Layer.Depthwise layer, float[] latent) {
        if (latent.length != layer.weightCount()) {
            throw new IllegalArgumentException("parameter " + layer.name() + ".weight has " + latent.length
                    + " values where the network needs " + layer.weightCount());
        }
        in = layer.input().shape();
        out = layer.output().shape();
        window = layer.window();
        padding = layer.padding();
        int taps = layer.columns();
        weights = new double[latent.length];
        for (int i = 0; i < latent.length; i++) {
            weights[i % taps * in.channels() + i / taps] = layer.weights().of(latent[i]);
        }
        sums = sums(layer);
    }

    private SumTransform[] sums(Layer.Depthwise layer) {
        SumTransform[] all = new SumTransform[out.pixels()];
        SumTransform inner = null;
        for (int p = 0; p < all.length; p++) {
            double[] valid = new double[in.channels()];
            double[] padded = new double[in.channels()];
            boolean whole = true;
            for (int tap = 0; tap < window.taps(); tap++) {
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
            all[p] = SumTransform.of(layer, layer.padding(), valid, padded);
            inner = whole ? all[p] : inner;
        }
        return all;
    }

    private int row(int position, int tap) {
        int kernelRow = tap / window.kernelWidth();
        return position / out.width() * window.strideY() + kernelRow * window.dilationY() - padding.top();
    }

    private int column(int position, int tap) {
        int kernelColumn = tap % window.kernelWidth();
        return position % out.width() * window.strideX() + kernelColumn * window.dilationX() - padding.left();
    }

    private boolean inside(int position, int tap) {
        int y = row(position, tap);
        int x = column(position, tap);
        return y >= 0 && y < in.height() && x >= 0 && x < in.width();
    }

    /** Applies the layer to n images, which lie one after the other in HWC order. */
    double[] apply(double[] values, int n) {
        int channels = in.channels();
        double[] result = new double[n * out.size()];
        for (int o = 0; o < result.length; o += channels) {
            int image = o / out.size() * in.size();
            int position = o % out.size() / channels;
            for (int tap = 0; tap < window.taps(); tap++) {
                if (inside(position, tap)) {
                    int from = image + in.index(row(position, tap), column(position, tap), 0);
                    int w = tap * channels;
                    for (int c = 0; c < channels; c++) {
                        result[o + c] += weights[w + c] * values[from + c];
                    }
                }
            }
            sums[position].apply(result, o);
        }
        return result;
    }
}
