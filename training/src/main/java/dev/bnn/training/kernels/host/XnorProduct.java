// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host;

import dev.bnn.model.Layer;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * The forward product of a convolution or dense layer whose values and weights are -1 and +1: the sum of n products is
 * n minus twice the number of positions at which the signs differ, which is exact. It computes one row of the output at
 * a time, with the outputs of a position side by side, so that the counts stay in the first-level cache and the JIT
 * vectorizes the loop over outputs.
 */
public final class XnorProduct {
    private final Shape in;
    private final Shape out;
    private final Window window;
    private final Padding padding;
    private final int perTap;
    /** Weights by tap and word: [taps * perTap][outputs]. */
    private final int[][] weights;

    private final Scratch[] scratch;

    /** The arrays of one thread. */
    private final class Scratch {
        final float[] image = new float[in.size()];
        final int[] bits = new int[in.pixels() * perTap];
        final int[][] counts = new int[out.width()][out.channels()];
        final int[] taps = new int[out.width()];
        final float[] row = new float[out.channels()];
    }

    /** True if values and weights are -1 and +1. */
    public static boolean suits(Layer.Weighted layer) {
        return layer.weights() == WeightType.BIPOLAR && layer.input().values() instanceof ValueSet.Bipolar;
    }

    public static XnorProduct of(Layer.Conv layer, int threads) {
        return new XnorProduct(layer.input().shape(), layer.output().shape(), layer.window(), layer.padding(), threads);
    }

    /** A dense layer is a convolution of one position. */
    public static XnorProduct of(Layer.Dense layer, int threads) {
        return new XnorProduct(
                Shape.vector(layer.columns()), Shape.vector(layer.rows()), Window.square(1, 1), Padding.NONE, threads);
    }

    private XnorProduct(Shape in, Shape out, Window window, Padding padding, int threads) {
        this.in = in;
        this.out = out;
        this.window = window;
        this.padding = padding;
        // An even number, since words are compared in pairs; spare bits are 0 on both sides and never differ.
        perTap = SignBits.words(in.channels()) + 1 & ~1;
        weights = new int[window.taps() * perTap][out.channels()];
        scratch = new Scratch[threads];
        for (int t = 0; t < threads; t++) {
            scratch[t] = new Scratch();
        }
    }

    /** Loads the signs of the weights [fan-in, outputs], given as the bits of floats. */
    public void load(IntBuffer matrix) {
        int[] row = scratch[0].counts[0];
        for (int tap = 0; tap < window.taps(); tap++) {
            for (int w = 0; w < perTap; w++) {
                int[] words = weights[tap * perTap + w];
                Arrays.fill(words, 0);
                for (int c = 32 * w; c < Math.min(32 * w + 32, in.channels()); c++) {
                    matrix.get((tap * in.channels() + c) * out.channels(), row);
                    SignBits.merge(row, c % 32, words);
                }
            }
        }
    }

    /**
     * Computes the outputs of images {@code from} (inclusive) to {@code to} (exclusive) with that thread's scratch
     * arrays.
     */
    public void apply(int thread, FloatBuffer x, int from, int to, FloatBuffer y) {
        Scratch s = scratch[thread];
        for (int n = from; n < to; n++) {
            x.get(n * in.size(), s.image);
            SignBits.pack(s.image, in.pixels(), in.channels(), perTap, s.bits);
            for (int row = 0; row < out.height(); row++) {
                count(s, row);
                int place = n * out.size() + out.index(row, 0, 0);
                for (int position = 0; position < out.width(); position++) {
                    int sum = s.taps[position] * in.channels();
                    int[] counts = s.counts[position];
                    for (int o = 0; o < s.row.length; o++) {
                        s.row[o] = sum - 2 * counts[o];
                    }
                    y.put(place + position * s.row.length, s.row);
                }
            }
        }
    }

    private void count(Scratch s, int row) {
        for (int[] counts : s.counts) {
            Arrays.fill(counts, 0);
        }
        Arrays.fill(s.taps, 0);
        for (int ky = 0; ky < window.kernelHeight(); ky++) {
            int y = row * window.strideY() - padding.top() + ky * window.dilationY();
            boolean rowInside = y >= 0 && y < in.height();
            for (int kx = 0; kx < window.kernelWidth(); kx++) {
                for (int w = 0; w < perTap; w += 2) {
                    int[] column = weights[(ky * window.kernelWidth() + kx) * perTap + w];
                    int[] column2 = weights[(ky * window.kernelWidth() + kx) * perTap + w + 1];
                    for (int position = 0; position < s.counts.length; position++) {
                        int x = position * window.strideX() - padding.left() + kx * window.dilationX();
                        boolean inside = rowInside && x >= 0 && x < in.width();
                        if (inside || padding.value() != 0) {
                            int at = inside ? (y * in.width() + x) * perTap + w : -1;
                            int word = inside ? s.bits[at] : padWord(w);
                            int word2 = inside ? s.bits[at + 1] : padWord(w + 1);
                            SignBits.countDifferences(s.counts[position], column, word, column2, word2, s.row.length);
                            s.taps[position] += w == 0 ? 1 : 0;
                        }
                    }
                }
            }
        }
    }

    /** Word w of a padded position: all its channels' bits are set where the padding is negative. */
    private int padWord(int w) {
        int bits = Math.max(0, Math.min(32, in.channels() - 32 * w));
        return padding.value() > 0 ? 0 : (int) ((1L << bits) - 1);
    }
}
