// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a network value by value, as its stages read: the measure of {@link PackedEngine}. */
public final class PlainEngine implements Engine {
    private final BnnModel model;

    public PlainEngine(BnnModel model) {
        this.model = model;
    }

    @Override
    public long[] scores(byte[] image) {
        return trace(image).get(model.stages().get(model.stages().size() - 1).name());
    }

    @Override
    public Map<String, long[]> trace(byte[] image) {
        model.checkImage(image);
        long[] values = new long[image.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = image[i] & 0xff;
        }
        Map<String, long[]> trace = new LinkedHashMap<>();
        for (Stage stage : model.stages()) {
            values = stage instanceof Stage.Add a ? add(a, values, trace.get(a.from())) : run(stage, values);
            trace.put(stage.name(), values);
        }
        return trace;
    }

    private static long[] add(Stage.Add add, long[] a, long[] b) {
        long[] result = new long[a.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = add.of((int) a[i], (int) b[i], i % add.input().channels());
        }
        return result;
    }

    private static long[] run(Stage stage, long[] in) {
        Dims out = stage.output();
        long[] result = new long[out.size()];
        for (int y = 0; y < out.height(); y++) {
            for (int x = 0; x < out.width(); x++) {
                for (int c = 0; c < out.channels(); c++) {
                    int at = out.index(y, x, c);
                    if (stage instanceof Stage.Matrix m) {
                        result[at] = accumulate(m, in, y, x, c);
                    } else if (stage instanceof Stage.Depthwise d) {
                        result[at] = accumulate(d, in, y, x, c);
                    } else if (stage instanceof Stage.Threshold t) {
                        int code = t.code(in[at], y, x, c);
                        result[at] = t.levels() == 1 ? 2 * code - 1 : code;
                    } else if (stage instanceof Stage.Pool p) {
                        result[at] = pool(p, in, y, x, c);
                    } else if (stage instanceof Stage.Sum s) {
                        result[at] = s.of(i -> in[i], y, x, c);
                    } else if (stage instanceof Stage.Score s) {
                        result[at] = s.multiplier()[c] * in[at] + s.addend()[c];
                    }
                }
            }
        }
        return result;
    }

    private static long accumulate(Stage.Matrix m, long[] in, int y, int x, int row) {
        Dims dims = m.input();
        long sum = 0;
        int w = row * m.columns();
        for (int ky = 0; ky < m.kernelHeight(); ky++) {
            for (int kx = 0; kx < m.kernelWidth(); kx++) {
                int iy = y * m.stride() + ky - m.padding();
                int ix = x * m.stride() + kx - m.padding();
                boolean inside = iy >= 0 && iy < dims.height() && ix >= 0 && ix < dims.width();
                for (int c = 0; c < dims.channels(); c++) {
                    sum += m.weights()[w++] * (inside ? in[dims.index(iy, ix, c)] : m.padValue());
                }
            }
        }
        return sum;
    }

    private static long accumulate(Stage.Depthwise d, long[] in, int y, int x, int c) {
        Dims dims = d.input();
        long sum = 0;
        int w = c * d.taps();
        for (int ky = 0; ky < d.kernel(); ky++) {
            for (int kx = 0; kx < d.kernel(); kx++) {
                int iy = y * d.stride() + ky - d.padding();
                int ix = x * d.stride() + kx - d.padding();
                boolean inside = iy >= 0 && iy < dims.height() && ix >= 0 && ix < dims.width();
                sum += d.weights()[w++] * (inside ? in[dims.index(iy, ix, c)] : d.padValue());
            }
        }
        return sum;
    }

    private static long pool(Stage.Pool p, long[] in, int y, int x, int c) {
        long best = in[p.input().index(y * p.stride(), x * p.stride(), c)];
        for (int ky = 0; ky < p.size(); ky++) {
            for (int kx = 0; kx < p.size(); kx++) {
                long v = in[p.input().index(y * p.stride() + ky, x * p.stride() + kx, c)];
                best = p.min()[c] ? Math.min(best, v) : Math.max(best, v);
            }
        }
        return best;
    }
}
