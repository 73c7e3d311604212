// SPDX-License-Identifier: Apache-2.0
package dev.bnn.benchmarks.engine;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.bnn.check.Frontend;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.BnnPool;
import dev.bnn.runtime.internal.network.Stage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Compares images per second of the engine and of onnxruntime on the float32 ONNX model of the same network, image by image and
 * in batches, in turns of half a second each, so that other work on the machine slows all of them alike. With one thread, both
 * work on the caller's thread and time is its processor time; with several threads, it is wall time. Arguments: threads, then the
 * .bnn files.
 */
public final class EngineComparison {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM = 4;
    private static final int TURNS = 7;
    private static final double TURN_SECONDS = 0.5;
    private static final int BATCH = 64;
    private static final int LOOPS = 1000;

    private EngineComparison() {}

    /** Runs some images and returns how many. */
    private interface Work {
        int run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[0]);
        System.out.println("| network | threads | bnn, batch 1 | batch " + BATCH + " | onnxruntime, batch 1 | batch "
                + BATCH + " | better to better (quartiles) | of the peak | weights | as float32 |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (String file : Arrays.asList(args).subList(1, args.length)) {
            compare(Path.of(file), threads);
        }
        CPeak.measure().ifPresent(System.out::println);
    }

    private static void compare(Path file, int threads) throws Exception {
        Network network = Frontend.load(file).network().orElseThrow();
        Parameters parameters = RandomParameters.of(network);
        BnnModel model = Lowering.lower(
                        new LoweringRequest(network, parameters, Optional.empty(), List.of(), Optional.empty()))
                .model();
        List<byte[]> images = images(model.inputSize());
        try (BnnPool pool = new BnnPool(model, threads);
                OrtSession session = Onnx.session(network, parameters, threads)) {
            requireEqual(model, session, network, images);
            LongSupplier clock = threads > 1 ? System::nanoTime : THREADS::getCurrentThreadCpuTime;
            List<Work> works = new ArrayList<>(List.of(
                    () -> {
                        images.forEach(model::scores);
                        return images.size();
                    },
                    () -> {
                        // With one thread, the caller runs the model itself, since onnxruntime also runs on the
                        // caller's thread.
                        if (threads > 1) {
                            pool.scores(images);
                        } else {
                            model.scores(images);
                        }
                        return images.size();
                    },
                    () -> {
                        for (byte[] image : images) {
                            Onnx.run(session, network, List.of(image));
                        }
                        return images.size();
                    },
                    () -> {
                        Onnx.run(session, network, images);
                        return images.size();
                    }));
            int firstPeak = works.size();
            for (Peak loop : Peak.available()) {
                works.add(() -> {
                    // Many loops, since reading the clock takes longer than one of them.
                    for (int i = 0; i < LOOPS; i++) {
                        loop.count(i);
                    }
                    return LOOPS;
                });
            }
            double[][] rates = new double[works.size()][TURNS];
            for (int turn = -WARM; turn < TURNS; turn++) {
                for (int w = 0; w < rates.length; w++) {
                    double rate = rate(works.get(w), clock);
                    if (turn >= 0) {
                        rates[w][turn] = rate;
                    }
                }
            }
            double[] ours = better(rates[0], rates[1]);
            double[] theirs = better(rates[2], rates[3]);
            double[] peak = rates[firstPeak];
            for (int p = firstPeak + 1; p < rates.length; p++) {
                peak = better(peak, rates[p]);
            }
            double[] ratios = new double[TURNS];
            double[] ofPeak = new double[TURNS];
            for (int i = 0; i < TURNS; i++) {
                ratios[i] = ours[i] / theirs[i];
                ofPeak[i] = ours[i] * products(model) / (peak[i] * Peak.PRODUCTS * threads);
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %,.0f | %,.0f | %,.0f | %,.0f | %.1f (%.1f to %.1f) | %.0f %% of %,.0f G | %,d bytes | %,d bytes |%n",
                    network.name(),
                    threads,
                    median(rates[0]),
                    median(rates[1]),
                    median(rates[2]),
                    median(rates[3]),
                    median(ratios),
                    quantile(ratios, 0.25),
                    quantile(ratios, 0.75),
                    100 * median(ofPeak),
                    median(peak) * Peak.PRODUCTS * threads * 1e-9,
                    (model.weightBits() + 7) / 8,
                    model.weightBits() * 4);
        }
    }

    private static double[] better(double[] a, double[] b) {
        return median(a) > median(b) ? a : b;
    }

    /** Number of products of a weight and a value per image. */
    static long products(BnnModel model) {
        return model.network().stages().stream()
                .filter(Stage.Matrix.class::isInstance)
                .map(Stage.Matrix.class::cast)
                .mapToLong(m -> (long) m.columns() * m.output().size())
                .sum();
    }

    private static void requireEqual(BnnModel model, OrtSession session, Network network, List<byte[]> images)
            throws OrtException {
        long[][] scores = Onnx.run(session, network, images);
        List<long[]> together = model.scores(images);
        for (int i = 0; i < images.size(); i++) {
            if (!Arrays.equals(scores[i], model.scores(images.get(i))) || !Arrays.equals(scores[i], together.get(i))) {
                throw new IllegalStateException(network.name() + ": image " + i + " differs");
            }
        }
    }

    private static List<byte[]> images(int size) {
        Random random = new Random(2);
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            byte[] image = new byte[size];
            random.nextBytes(image);
            images.add(image);
        }
        return images;
    }

    private static double rate(Work work, LongSupplier clock) throws Exception {
        long start = clock.getAsLong();
        long end = start + (long) (TURN_SECONDS * 1e9);
        long done = 0;
        long now;
        do {
            done += work.run();
            now = clock.getAsLong();
        } while (now < end);
        return done / ((now - start) * 1e-9);
    }

    private static double median(double[] values) {
        return quantile(values, 0.5);
    }

    private static double quantile(double[] values, double q) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(q * (sorted.length - 1))];
    }
}
