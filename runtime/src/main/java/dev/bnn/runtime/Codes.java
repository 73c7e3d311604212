// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import java.util.Arrays;
import java.util.Map;

/** Steps of {@link VectorEngine} on integers in planes: [channel][position]. */
final class Codes {
    private Codes() {}

    static int[][] empty(Dims dims) {
        return new int[dims.channels()][dims.height() * dims.width()];
    }

    /** An image's bytes, channels fastest, to planes. The usual images have loops of their own, with a stride that the compiler sees. */
    static void planes(byte[] bytes, int[][] planes) {
        if (planes.length == 3) {
            int[] red = planes[0];
            int[] green = planes[1];
            int[] blue = planes[2];
            for (int p = 0; p < red.length; p++) {
                red[p] = bytes[3 * p] & 0xff;
                green[p] = bytes[3 * p + 1] & 0xff;
                blue[p] = bytes[3 * p + 2] & 0xff;
            }
            return;
        }
        for (int c = 0; c < planes.length; c++) {
            int[] plane = planes[c];
            for (int p = 0, at = c; p < plane.length; p++, at += planes.length) {
                plane[p] = bytes[at] & 0xff;
            }
        }
    }

    /** Bits as -1 and +1. */
    static void signs(Planes bits, int[][] into) {
        for (int c = 0; c < into.length; c++) {
            int[] words = bits.data()[c / Planes.BITS];
            for (int p = 0; p < words.length; p++) {
                into[c][p] = (words[p] >>> c << 1 & 2) - 1;
            }
        }
    }

    /** Planes to HWC order. */
    static void flatten(int[][] planes, int[] into) {
        for (int c = 0; c < planes.length; c++) {
            for (int p = 0; p < planes[c].length; p++) {
                into[p * planes.length + c] = planes[c][p];
            }
        }
    }

    /** Codes of values in HWC order. */
    static VectorEngine.Step threshold(Stage.Threshold t, int[] values, int[][] out) {
        int width = t.input().width();
        return trace -> {
            for (int c = 0; c < out.length; c++) {
                for (int p = 0; p < out[c].length; p++) {
                    out[c][p] = t.code(values[p * out.length + c], p / width, p % width, c);
                }
            }
            note(trace, t, out);
        };
    }

    /** Bits of values in HWC order. */
    static VectorEngine.Step bits(Stage.Threshold t, int[] values, Planes out) {
        int width = t.input().width();
        int channels = t.input().channels();
        return trace -> {
            for (int[] plane : out.data()) {
                Arrays.fill(plane, 0);
            }
            for (int i = 0; i < values.length; i++) {
                int c = i % channels;
                int p = i / channels;
                out.data()[c / Planes.BITS][p] |= t.code(values[i], p / width, p % width, c) << c;
            }
            if (trace != null) {
                trace.put(t.name(), out.values());
            }
        };
    }

    /** Sums of windows to HWC order. */
    static VectorEngine.Step sum(Stage.Sum s, int[][] in, int[] out) {
        int width = s.output().width();
        return trace -> {
            for (int i = 0; i < out.length; i++) {
                int c = i % in.length;
                int p = i / in.length;
                int[] plane = in[c];
                out[i] = (int) s.of(at -> plane[at / in.length], p / width, p % width, c);
            }
            if (trace != null) {
                trace.put(s.name(), Arrays.stream(out).asLongStream().toArray());
            }
        };
    }

    /** Sums of two maps to HWC order. */
    static VectorEngine.Step add(Stage.Add add, int[][] a, int[][] b, int[] out) {
        return trace -> {
            for (int c = 0; c < a.length; c++) {
                for (int p = 0; p < a[c].length; p++) {
                    out[p * a.length + c] = add.of(a[c][p], b[c][p], c);
                }
            }
            if (trace != null) {
                trace.put(add.name(), Arrays.stream(out).asLongStream().toArray());
            }
        };
    }

    static VectorEngine.Step pool(Stage.Pool p, int[][] in, int[][] out) {
        return trace -> {
            for (int c = 0; c < out.length; c++) {
                pool(p, in[c], out[c], p.min()[c]);
            }
            note(trace, p, out);
        };
    }

    private static void pool(Stage.Pool p, int[] from, int[] to, boolean min) {
        int width = p.input().width();
        for (int i = 0; i < to.length; i++) {
            int corner =
                    i / p.output().width() * p.stride() * width + i % p.output().width() * p.stride();
            int best = from[corner];
            for (int tap = 1; tap < p.size() * p.size(); tap++) {
                int v = from[corner + tap / p.size() * width + tap % p.size()];
                best = min ? Math.min(best, v) : Math.max(best, v);
            }
            to[i] = best;
        }
    }

    static void note(Map<String, long[]> trace, Stage stage, int[][] planes) {
        if (trace == null) {
            return;
        }
        long[] values = new long[stage.output().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = planes[i % planes.length][i / planes.length];
        }
        trace.put(stage.name(), values);
    }
}
