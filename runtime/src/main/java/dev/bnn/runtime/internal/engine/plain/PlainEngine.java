// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.plain;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.engine.Engine;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a network value by value, following the definitions of its stages: the reference for the other engines. */
public final class PlainEngine implements Engine {
    private final CompiledNetwork network;
    /** The step of each stage, by name and in order. */
    private final Map<String, Step> steps = new LinkedHashMap<>();

    public PlainEngine(CompiledNetwork network) {
        this.network = network;
        PlainSteps plain = new PlainSteps();
        network.stages().forEach(stage -> steps.put(stage.name(), stage.accept(plain)));
    }

    @Override
    public long[] scores(byte[] image) {
        return trace(image).get(network.score().name());
    }

    @Override
    public Map<String, long[]> trace(byte[] image) {
        network.checkImage(image);
        long[] pixels = new long[image.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = image[i] & 0xff;
        }
        Map<String, long[]> trace = new LinkedHashMap<>();
        long[] values = pixels;
        for (Map.Entry<String, Step> step : steps.entrySet()) {
            values = step.getValue().run(values, trace);
            trace.put(step.getKey(), values);
        }
        return trace;
    }

    /** Computes the output of a whole stage. */
    @FunctionalInterface
    private interface Step {
        /**
         * @param in values of the stage before
         * @param earlier values of all stages before, by name
         */
        long[] run(long[] in, Map<String, long[]> earlier);
    }

    /** Computes one value of a stage's output. */
    @FunctionalInterface
    private interface Value {
        long at(long[] in, int y, int x, int channel);
    }

    private record PlainSteps() implements Stage.Visitor<Step> {
        @Override
        public Step matrix(Stage.Matrix m) {
            return each(m, (in, y, x, c) -> sum(m, in, y, x, c));
        }

        @Override
        public Step depthwise(Stage.Depthwise d) {
            return each(d, (in, y, x, c) -> sum(d, in, y, x, c));
        }

        @Override
        public Step threshold(Stage.Threshold t) {
            return each(t, (in, y, x, c) -> {
                int code = t.code(in[t.input().index(y, x, c)], y, x, c);
                return t.levels() == 1 ? 2 * code - 1 : code;
            });
        }

        @Override
        public Step pool(Stage.Pool p) {
            return each(p, (in, y, x, c) -> pooled(p, in, y, x, c));
        }

        @Override
        public Step sum(Stage.Sum s) {
            return each(s, (in, y, x, c) -> s.of(i -> in[i], y, x, c));
        }

        @Override
        public Step shuffle(Stage.Shuffle s) {
            return each(s, (in, y, x, c) -> in[s.input().index(y, x, s.source(c))]);
        }

        @Override
        public Step upsample(Stage.Upsample u) {
            return each(u, (in, y, x, c) -> in[u.input().index(y / u.rows(), x / u.columns(), c)]);
        }

        @Override
        public Step add(Stage.Add a) {
            int channels = a.input().channels();
            return (in, earlier) -> {
                long[] other = earlier.get(a.from());
                long[] out = new long[in.length];
                for (int i = 0; i < out.length; i++) {
                    out[i] = a.of((int) in[i], (int) other[i], i % channels);
                }
                return out;
            };
        }

        @Override
        public Step branch(Stage.Branch b) {
            return (in, earlier) -> earlier.get(b.from());
        }

        @Override
        public Step concat(Stage.Concat c) {
            Dims dims = c.output();
            return (in, earlier) -> {
                long[] from = earlier.get(c.from());
                long[] out = new long[dims.size()];
                for (int i = 0; i < out.length; i++) {
                    int pixel = i / dims.channels();
                    int channel = i % dims.channels();
                    out[i] = channel < c.first()
                            ? from[pixel * c.first() + channel]
                            : in[pixel * c.input().channels() + channel - c.first()];
                }
                return out;
            };
        }

        @Override
        public Step score(Stage.Score s) {
            return each(s, (in, y, x, c) -> s.multiplier()[c] * in[s.input().index(y, x, c)] + s.addend()[c]);
        }

        private static Step each(Stage stage, Value value) {
            Dims dims = stage.output();
            return (in, earlier) -> {
                long[] out = new long[dims.size()];
                for (int y = 0; y < dims.height(); y++) {
                    for (int x = 0; x < dims.width(); x++) {
                        for (int c = 0; c < dims.channels(); c++) {
                            out[dims.index(y, x, c)] = value.at(in, y, x, c);
                        }
                    }
                }
                return out;
            };
        }

        private static long sum(Stage.Matrix m, long[] in, int y, int x, int row) {
            Dims dims = m.input();
            int channels = dims.channels() / m.groups();
            int first = row / (m.output().channels() / m.groups()) * channels;
            long sum = 0;
            int w = row * m.columns();
            Window window = m.window();
            for (int ky = 0; ky < window.kernelHeight(); ky++) {
                for (int kx = 0; kx < window.kernelWidth(); kx++) {
                    int iy = window.row(y, ky);
                    int ix = window.column(x, kx);
                    boolean inside = Window.inside(dims, iy, ix);
                    for (int c = first; c < first + channels; c++) {
                        sum += m.weights()[w++] * (inside ? in[dims.index(iy, ix, c)] : m.padValue());
                    }
                }
            }
            return sum;
        }

        private static long sum(Stage.Depthwise d, long[] in, int y, int x, int c) {
            Dims dims = d.input();
            long sum = 0;
            int w = c * d.taps();
            Window window = d.window();
            for (int ky = 0; ky < window.kernelHeight(); ky++) {
                for (int kx = 0; kx < window.kernelWidth(); kx++) {
                    int iy = window.row(y, ky);
                    int ix = window.column(x, kx);
                    boolean inside = Window.inside(dims, iy, ix);
                    sum += d.weights()[w++] * (inside ? in[dims.index(iy, ix, c)] : d.padValue());
                }
            }
            return sum;
        }

        private static long pooled(Stage.Pool p, long[] in, int y, int x, int c) {
            Window window = p.window();
            long best = p.min()[c] ? Long.MAX_VALUE : Long.MIN_VALUE;
            for (int ky = 0; ky < window.kernelHeight(); ky++) {
                for (int kx = 0; kx < window.kernelWidth(); kx++) {
                    int iy = window.row(y, ky);
                    int ix = window.column(x, kx);
                    if (Window.inside(p.input(), iy, ix)) {
                        long v = in[p.input().index(iy, ix, c)];
                        best = p.min()[c] ? Math.min(best, v) : Math.max(best, v);
                    }
                }
            }
            return best;
        }
    }
}
