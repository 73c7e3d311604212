// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs a network on bits in words of 64. */
public final class PackedEngine implements Engine {
    private final BnnModel model;
    /** By stage; null for stages other than {@link Stage.Matrix}. */
    private final List<PackedMatrix> matrices = new ArrayList<>();
    /** Names of the stages that residual adds read again. */
    private final Set<String> added = new HashSet<>();

    public PackedEngine(BnnModel model) {
        this.model = model;
        for (Stage stage : model.stages()) {
            matrices.add(stage instanceof Stage.Matrix m ? new PackedMatrix(m) : null);
            if (stage instanceof Stage.Add a) {
                added.add(a.from());
            }
        }
    }

    @Override
    public long[] scores(byte[] image) {
        return run(image, null);
    }

    @Override
    public Map<String, long[]> trace(byte[] image) {
        Map<String, long[]> trace = new LinkedHashMap<>();
        run(image, trace);
        return trace;
    }

    private long[] run(byte[] image, Map<String, long[]> trace) {
        model.checkImage(image);
        Bits bits = null;
        int[] values = bytes(image);
        int[] sums = values;
        long[] scores = null;
        // What residual adds read again, as integers.
        Map<String, int[]> kept = new HashMap<>();
        for (int i = 0; i < model.stages().size(); i++) {
            Stage stage = model.stages().get(i);
            if (stage instanceof Stage.Matrix m) {
                sums = bits == null
                        ? matrices.get(i).accumulate(values)
                        : m.binary()
                                ? matrices.get(i).accumulate(bits)
                                : matrices.get(i).accumulate(signs(bits));
                note(trace, stage, sums);
            } else if (stage instanceof Stage.Depthwise d) {
                sums = ChannelSums.of(d, bits == null ? values : signs(bits));
                note(trace, stage, sums);
            } else if (stage instanceof Stage.Sum s) {
                sums = sum(s, bits == null ? values : signs(bits));
                note(trace, stage, sums);
            } else if (stage instanceof Stage.Add a) {
                sums = add(a, bits == null ? values : signs(bits), kept.get(a.from()));
                note(trace, stage, sums);
            } else if (stage instanceof Stage.Score s) {
                scores = score(s, sums);
                if (trace != null) {
                    trace.put(stage.name(), scores);
                }
            } else if (stage instanceof Stage.Threshold t && t.levels() > 1) {
                bits = null;
                values = codes(t, sums);
                note(trace, stage, values);
            } else if (stage instanceof Stage.Pool p && bits == null) {
                values = pool(p, values);
                note(trace, stage, values);
            } else {
                bits = stage instanceof Stage.Pool p ? pool(p, bits) : threshold((Stage.Threshold) stage, sums);
                if (trace != null) {
                    trace.put(stage.name(), bits.values());
                }
            }
            if (added.contains(stage.name())) {
                kept.put(stage.name(), bits == null ? values : signs(bits));
            }
        }
        return scores;
    }

    private static int[] bytes(byte[] image) {
        int[] values = new int[image.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = image[i] & 0xff;
        }
        return values;
    }

    private static int[] signs(Bits bits) {
        return Arrays.stream(bits.values()).mapToInt(v -> (int) v).toArray();
    }

    private static int[] codes(Stage.Threshold t, int[] sums) {
        Dims dims = t.input();
        int[] codes = new int[sums.length];
        for (int i = 0; i < codes.length; i++) {
            int position = i / dims.channels();
            codes[i] = t.code(sums[i], position / dims.width(), position % dims.width(), i % dims.channels());
        }
        return codes;
    }

    private static int[] add(Stage.Add add, int[] a, int[] b) {
        int[] result = new int[a.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = add.of(a[i], b[i], i % add.input().channels());
        }
        return result;
    }

    private static int[] sum(Stage.Sum s, int[] in) {
        Dims out = s.output();
        int[] result = new int[out.size()];
        for (int i = 0; i < result.length; i++) {
            int pixel = i / out.channels();
            result[i] = (int) s.of(at -> in[at], pixel / out.width(), pixel % out.width(), i % out.channels());
        }
        return result;
    }

    private static int[] pool(Stage.Pool p, int[] in) {
        Dims out = p.output();
        int[] result = new int[out.size()];
        for (int i = 0; i < result.length; i++) {
            int c = i % out.channels();
            int y = i / out.channels() / out.width() * p.stride();
            int x = i / out.channels() % out.width() * p.stride();
            int best = in[p.input().index(y, x, c)];
            for (int tap = 1; tap < p.size() * p.size(); tap++) {
                int v = in[p.input().index(y + tap / p.size(), x + tap % p.size(), c)];
                best = p.min()[c] ? Math.min(best, v) : Math.max(best, v);
            }
            result[i] = best;
        }
        return result;
    }

    private static void note(Map<String, long[]> trace, Stage stage, int[] sums) {
        if (trace != null) {
            trace.put(stage.name(), Arrays.stream(sums).asLongStream().toArray());
        }
    }

    private static Bits threshold(Stage.Threshold t, int[] sums) {
        Dims dims = t.input();
        Bits out = Bits.empty(dims);
        int at = 0;
        for (int y = 0; y < dims.height(); y++) {
            for (int x = 0; x < dims.width(); x++) {
                long[] thresholds = t.at(y, x);
                int pixel = out.pixel(y, x);
                for (int c = 0; c < thresholds.length; c++) {
                    if (sums[at++] >= thresholds[c]) {
                        out.data()[pixel + (c >>> 6)] |= 1L << c;
                    }
                }
            }
        }
        return out;
    }

    /** On bits: OR over each window; AND in the masked channels, as the complement of the OR of complements. */
    private static Bits pool(Stage.Pool p, Bits in) {
        Bits out = Bits.empty(p.output());
        long[] flip = new long[in.words()];
        for (int c = 0; c < p.min().length; c++) {
            if (p.min()[c]) {
                flip[c >>> 6] |= 1L << c;
            }
        }
        for (int y = 0; y < p.output().height(); y++) {
            for (int x = 0; x < p.output().width(); x++) {
                for (int w = 0; w < in.words(); w++) {
                    long any = 0;
                    for (int ky = 0; ky < p.size(); ky++) {
                        for (int kx = 0; kx < p.size(); kx++) {
                            any |= in.data()[in.pixel(y * p.stride() + ky, x * p.stride() + kx) + w] ^ flip[w];
                        }
                    }
                    out.data()[out.pixel(y, x) + w] = any ^ flip[w];
                }
            }
        }
        return out;
    }

    private static long[] score(Stage.Score s, int[] sums) {
        long[] scores = new long[sums.length];
        for (int i = 0; i < scores.length; i++) {
            int c = i % s.multiplier().length;
            scores[i] = s.multiplier()[c] * sums[i] + s.addend()[c];
        }
        return scores;
    }
}
