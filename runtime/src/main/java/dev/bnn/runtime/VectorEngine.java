// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.LongToIntFunction;

/**
 * Runs a network on bits in planes, so that the innermost loops are long and become vector instructions. Calls at the same
 * time have buffers of their own.
 */
public final class VectorEngine implements Engine {
    /** Images of a batch that go through the network together, at most: enough for long loops. */
    static final int TOGETHER = 16;
    /** Positions of them: large maps have long loops without, and each image has buffers of its own. */
    private static final int POSITIONS = 1 << 16;
    /** Values of all stages of them. */
    private static final long VALUES = BnnModel.MOST_VALUES;

    private final BnnModel model;
    private final int together;
    private final Map<Stage, BitProduct.Weights> bitWeights = new IdentityHashMap<>();
    private final Map<Stage, ByteProduct.Weights> byteWeights = new IdentityHashMap<>();
    private final Map<Stage, int[][]> intWeights = new IdentityHashMap<>();
    /** Shared by the chains. */
    private final Map<Stage, Offsets[]> offsets = Collections.synchronizedMap(new IdentityHashMap<>());

    /**
     * Buffers that no call works with; a call takes what was put back last, or makes its own. They belong to the engine and
     * end with it: those of a thread would live as long as the thread.
     */
    private final Deque<Chains> idle = new ConcurrentLinkedDeque<>();

    public VectorEngine(BnnModel model) {
        this.model = model;
        int positions = model.input().positions();
        for (Stage stage : model.stages()) {
            positions = Math.max(positions, stage.output().positions());
        }
        long room = Math.min(POSITIONS / positions, VALUES / model.values());
        together = (int) Math.max(1, Math.min(TOGETHER, room));
        boolean bits = false;
        for (Stage stage : model.stages()) {
            if (stage instanceof Stage.Threshold t) {
                bits = t.levels() == 1;
            } else if (stage instanceof Stage.Matrix m && !m.binary()) {
                intWeights.put(stage, IntProduct.byTap(m));
            } else if (stage instanceof Stage.Matrix m && (bits || CodeProduct.fits(m))) {
                bitWeights.put(stage, BitProduct.Weights.of(m));
            } else if (stage instanceof Stage.Matrix m) {
                byteWeights.put(stage, ByteProduct.Weights.of(m));
            }
        }
    }

    @Override
    public long[] scores(byte[] image) {
        model.checkImage(image);
        return with(chains -> chains.of(1).get(0).run(image, null));
    }

    @Override
    public List<long[]> scores(List<byte[]> images) {
        images.forEach(model::checkImage);
        return with(chains -> {
            List<long[]> scores = new ArrayList<>(images.size());
            for (int from = 0; from < images.size(); from += together) {
                scores.addAll(chains.run(images.subList(from, Math.min(images.size(), from + together))));
            }
            return scores;
        });
    }

    @Override
    public Map<String, long[]> trace(byte[] image) {
        model.checkImage(image);
        Map<String, long[]> trace = new LinkedHashMap<>();
        with(chains -> chains.of(1).get(0).run(image, trace));
        return trace;
    }

    /** Works with buffers that no other call has. Those of a call that fails are not used again: they may be half full. */
    private <T> T with(Function<Chains, T> work) {
        Chains chains = idle.pollFirst();
        if (chains == null) {
            chains = new Chains();
        }
        T result = work.apply(chains);
        idle.addFirst(chains);
        return result;
    }

    /** A call's chains of steps, one for each image of a batch. */
    private final class Chains {
        private final List<Chain> all = new ArrayList<>();

        List<Chain> of(int images) {
            while (all.size() < images) {
                all.add(new Chain());
            }
            return all.subList(0, images);
        }

        /** Step by step, each for all images: at once where it knows how, else one image after the other. */
        List<long[]> run(List<byte[]> images) {
            List<Chain> batch = of(images.size());
            for (int i = 0; i < images.size(); i++) {
                batch.get(i).read(images.get(i));
            }
            for (int s = 0; s < batch.get(0).steps.size(); s++) {
                if (batch.get(0).steps.get(s) instanceof ThresholdedProduct first) {
                    int step = s;
                    first.run(batch.stream()
                            .map(chain -> (ThresholdedProduct) chain.steps.get(step))
                            .toList());
                } else {
                    for (Chain chain : batch) {
                        chain.steps.get(s).run(null);
                    }
                }
            }
            return batch.stream().map(Chain::scores).toList();
        }
    }

    /** What a stage does; {@code trace} is null where nobody listens. */
    interface Step {
        void run(Map<String, long[]> trace);
    }

    /** The steps of an image, each on the buffer that the one before fills. */
    private final class Chain {
        private final int[][] image = new int[model.input().channels()]
                [model.input().height() * model.input().width()];
        private final List<Step> steps = new ArrayList<>();
        private final int[] sums;
        private final Stage.Score score;
        /** What the last step so far leaves: bits, or else integers by channel and position. */
        private Planes bits;

        private int[][] ints = image;
        /** The largest of the integers. */
        private int top = 255;
        /** By stage the bits or codes that it leaves, for residual adds. */
        private final Map<String, Planes> keptBits = new HashMap<>();

        private final Map<String, int[][]> keptCodes = new HashMap<>();

        Chain() {
            List<Stage> stages = model.stages();
            int[] raw = null;
            for (int i = 0; i < stages.size() - 1; i++) {
                Stage stage = stages.get(i);
                if (stage instanceof Stage.Matrix m) {
                    Product product = product(m, stages.get(i + 1));
                    if (stages.get(i + 1) instanceof Stage.Threshold t) {
                        threshold(product, t);
                        i++;
                    } else {
                        raw = new int[m.output().size()];
                        steps.add(plain(product, raw));
                    }
                } else if (stage instanceof Stage.Depthwise d) {
                    depthwise(d, (Stage.Threshold) stages.get(i + 1));
                    i++;
                } else if (stage instanceof Stage.Sum s) {
                    expand();
                    int[] summed = new int[s.output().size()];
                    steps.add(Codes.sum(s, ints, summed));
                    threshold((Stage.Threshold) stages.get(i + 1), summed);
                    i++;
                } else if (stage instanceof Stage.Add a) {
                    expand();
                    int[] summed = new int[a.output().size()];
                    steps.add(Codes.add(a, ints, kept(a.from()), summed));
                    threshold((Stage.Threshold) stages.get(i + 1), summed);
                    i++;
                } else if (stage instanceof Stage.Threshold t) {
                    threshold(t);
                } else if (stage instanceof Stage.Pool p && bits != null) {
                    Planes pooled = Planes.empty(p.output());
                    steps.add(pool(p, bits, pooled));
                    bits = pooled;
                } else if (stage instanceof Stage.Pool p) {
                    int[][] pooled = Codes.empty(p.output());
                    steps.add(Codes.pool(p, ints, pooled));
                    ints = pooled;
                }
                keep(stages.get(i).name());
            }
            sums = raw;
            score = (Stage.Score) stages.get(stages.size() - 1);
        }

        private Product product(Stage.Matrix m, Stage next) {
            if (bits != null && m.binary()) {
                return new BitProduct(m, bitWeights.get(m), bits);
            }
            expand();
            if (!m.binary()) {
                return new IntProduct(m, intWeights.get(m), ints);
            }
            if (CodeProduct.fits(m)) {
                return new CodeProduct(m, bitWeights.get(m), ints, top);
            }
            return next instanceof Stage.Threshold t && t.levels() == 1 && PairedProduct.fits(m, top)
                    ? new PairedProduct(m, byteWeights.get(m), ints)
                    : new ByteProduct(m, byteWeights.get(m), ints);
        }

        /** Makes integers of bits. */
        private void expand() {
            if (bits != null) {
                ints = expanded(bits);
            }
        }

        private void depthwise(Stage.Depthwise d, Stage.Threshold t) {
            int most = bits != null ? 1 : top;
            expand();
            ChannelSums product = new ChannelSums(d, ints);
            if (t.levels() > 1) {
                int[] raw = new int[d.output().size()];
                steps.add(product.raw(raw));
                codes(t, raw);
            } else {
                bits = Planes.empty(t.output());
                steps.add(product.bits(t, most, bits));
            }
        }

        private int[][] expanded(Planes signs) {
            int[][] expanded = Codes.empty(signs.dims());
            steps.add(trace -> Codes.signs(signs, expanded));
            return expanded;
        }

        private void keep(String stage) {
            if (bits != null) {
                keptBits.put(stage, bits);
            } else {
                keptCodes.put(stage, ints);
            }
        }

        /** What a stage left, as integers. */
        private int[][] kept(String stage) {
            return keptBits.containsKey(stage) ? expanded(keptBits.get(stage)) : keptCodes.get(stage);
        }

        /** Of sums in HWC order. */
        private void threshold(Stage.Threshold t, int[] raw) {
            if (t.levels() > 1) {
                codes(t, raw);
            } else {
                bits = Planes.empty(t.output());
                steps.add(Codes.bits(t, raw, bits));
            }
        }

        private void threshold(Product product, Stage.Threshold t) {
            Offsets[] levels = offsets(product, t);
            if (t.levels() > 1) {
                bits = null;
                ints = Codes.empty(t.output());
                top = t.levels();
                steps.add(new ThresholdedProduct(product, t, levels, null, ints));
            } else {
                bits = Planes.empty(t.output());
                steps.add(new ThresholdedProduct(product, t, levels, bits, null));
            }
        }

        /** Of the image itself. */
        private void threshold(Stage.Threshold t) {
            if (t.levels() > 1) {
                int[] raw = new int[t.input().size()];
                steps.add(trace -> Codes.flatten(image, raw));
                codes(t, raw);
            } else {
                bits = Planes.empty(t.output());
                steps.add(bytesThresholded(t, bits));
            }
        }

        private void codes(Stage.Threshold t, int[] raw) {
            bits = null;
            ints = Codes.empty(t.output());
            top = t.levels();
            steps.add(Codes.threshold(t, raw, ints));
        }

        long[] run(byte[] bytes, Map<String, long[]> trace) {
            read(bytes);
            for (Step step : steps) {
                step.run(trace);
            }
            long[] scores = scores();
            if (trace != null) {
                trace.put(score.name(), scores);
            }
            return scores;
        }

        void read(byte[] bytes) {
            Codes.planes(bytes, image);
        }

        long[] scores() {
            long[] scores = new long[sums.length];
            int channels = score.multiplier().length;
            for (int i = 0; i < scores.length; i++) {
                scores[i] = score.multiplier()[i % channels] * sums[i] + score.addend()[i % channels];
            }
            return scores;
        }

        /** By level. */
        private Offsets[] offsets(Product product, Stage.Threshold t) {
            int columns = product.of().columns();
            long bound = (long) top * columns * product.of().limit() + 1;
            LongToIntFunction offset = product instanceof BitProduct
                    ? threshold -> BitProduct.offset(columns, threshold)
                    : threshold -> IntProduct.offset(bound, threshold);
            return offsets.computeIfAbsent(t, stage -> Offsets.of(t, offset));
        }

        private Step plain(Product product, int[] raw) {
            return trace -> ThresholdedProduct.sums(product, raw, trace);
        }

        private Step bytesThresholded(Stage.Threshold t, Planes out) {
            Offsets offsets = Offsets.of(t, threshold -> IntProduct.offset(256, threshold))[0];
            int positions = out.dims().height() * out.dims().width();
            int[] values = new int[positions];
            return trace -> {
                for (int[] plane : out.data()) {
                    Arrays.fill(plane, 0);
                }
                for (int c = 0; c < image.length; c++) {
                    Arrays.fill(values, offsets.common(c));
                    offsets.correct(c, 0, positions, values, 0, 0);
                    Loops.subtract(values, image[c], positions);
                    Loops.collect(out.data()[c / Planes.BITS], values, c % Planes.BITS, positions);
                }
                note(trace, t, out);
            };
        }
    }

    static void note(Map<String, long[]> trace, Stage stage, Planes bits) {
        if (trace != null) {
            trace.put(stage.name(), bits.values());
        }
    }

    /** OR over each window; AND in the masked channels, as the complement of the OR of complements. */
    private static Step pool(Stage.Pool p, Planes in, Planes out) {
        int[] flip = new int[in.data().length];
        for (int c = 0; c < p.min().length; c++) {
            flip[c / Planes.BITS] |= p.min()[c] ? 1 << c : 0;
        }
        return trace -> {
            for (int w = 0; w < flip.length; w++) {
                pool(p, in.data()[w], out.data()[w], flip[w]);
            }
            note(trace, p, out);
        };
    }

    private static void pool(Stage.Pool p, int[] from, int[] to, int flip) {
        int width = p.input().width();
        int at = 0;
        for (int y = 0; y < p.output().height(); y++) {
            for (int x = 0; x < p.output().width(); x++) {
                int corner = y * p.stride() * width + x * p.stride();
                int any = 0;
                for (int ky = 0; ky < p.size(); ky++) {
                    for (int kx = 0; kx < p.size(); kx++) {
                        any |= from[corner + ky * width + kx] ^ flip;
                    }
                }
                to[at++] = any ^ flip;
            }
        }
    }
}
