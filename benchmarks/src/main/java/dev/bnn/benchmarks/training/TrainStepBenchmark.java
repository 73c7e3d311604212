// SPDX-License-Identifier: Apache-2.0
package dev.bnn.benchmarks.training;

import dev.bnn.data.SplitMix64;
import dev.bnn.model.Network;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.Graph;
import dev.bnn.training.StepClock;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.host.HostKernels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Measures training steps on one batch of 100 random images: {@code TrainStepBenchmark NETWORK THREADS [profile [STEPS]]}.
 *
 * <p>For each line N on standard input, it runs N steps and answers with {@code SECONDS LOSS PEAK_RSS_KB}; compare.py interleaves
 * this with the same from train_step.py. With {@code profile}, it prints instead how the time of a step divides among layers, and
 * how many bytes of heap a step allocates.
 */
public final class TrainStepBenchmark {
    private static final int BATCH = 100;
    private static final int WARM_UP = 10;
    /** So small that the network does not memorize the batch: arithmetic on vanishing gradients is slow. */
    private static final double RATE = 1e-6;

    private final Graph graph;
    private final byte[] pixels;
    private final int[] labels = new int[BATCH];
    private double loss;

    private TrainStepBenchmark(Network network, RowParallel rows) {
        Recipe recipe = network.recipes().get(0);
        graph = new Graph(network, recipe, BATCH, new HostKernels(rows));
        pixels = new byte[BATCH * network.input().shape().size()];
        SplitMix64 random = new SplitMix64(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        for (int i = 0; i < BATCH; i++) {
            labels[i] = i % 10;
        }
    }

    public static void main(String[] args) throws IOException {
        int threads = Integer.parseInt(args[1]);
        Native.setThreads(1);
        try (RowParallel rows = new RowParallel(threads)) {
            TrainStepBenchmark benchmark = new TrainStepBenchmark(BenchmarkNets.named(args[0], 0), rows);
            if (args.length > 2) {
                benchmark.profile(args.length > 3 ? Integer.parseInt(args[3]) : 20);
            } else {
                benchmark.serve();
            }
        }
    }

    private void steps(int n) {
        for (int i = 0; i < n; i++) {
            loss = graph.step(pixels, labels, RATE, 0, i).loss();
        }
    }

    private void serve() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            long start = System.nanoTime();
            steps(Integer.parseInt(line));
            double seconds = (System.nanoTime() - start) * 1e-9;
            System.out.println(seconds + " " + loss + " " + peak());
        }
    }

    /** Peak resident memory in kB, if the system reports it. */
    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        return !Files.exists(status)
                ? "0"
                : Files.readAllLines(status).stream()
                        .filter(l -> l.startsWith("VmHWM"))
                        .map(l -> l.replaceAll("\\D", ""))
                        .findFirst()
                        .orElse("0");
    }

    private void profile(int n) {
        steps(WARM_UP);
        Map<String, EnumMap<StepClock.Part, double[]>> times = new LinkedHashMap<>();
        long[] last = new long[1];
        int[] step = new int[1];
        graph.tell((layer, part) -> {
            long now = System.nanoTime();
            times.computeIfAbsent(layer, k -> new EnumMap<>(StepClock.Part.class))
                            .computeIfAbsent(part, k -> new double[n])[step[0]] =
                    (now - last[0]) * 1e-6;
            last[0] = now;
        });
        for (; step[0] < n; step[0]++) {
            last[0] = System.nanoTime();
            steps(1);
        }
        print(times);
        graph.tell(StepClock.NONE);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        steps(n);
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        System.out.printf(Locale.ROOT, "%d bytes of heap allocated a step on the training thread%n", bytes / n);
    }

    /** Prints the medians over the steps. */
    private static void print(Map<String, EnumMap<StepClock.Part, double[]>> times) {
        double[] total = new double[StepClock.Part.values().length];
        System.out.printf("%-14s%10s%10s%10s   ms, medians%n", "layer", "forward", "backward", "update");
        times.forEach((layer, parts) -> {
            System.out.printf("%-14s", layer);
            for (StepClock.Part part : StepClock.Part.values()) {
                double[] values = parts.getOrDefault(part, new double[1]);
                Arrays.sort(values);
                total[part.ordinal()] += values[values.length / 2];
                System.out.printf(Locale.ROOT, "%10.2f", values[values.length / 2]);
            }
            System.out.println();
        });
        System.out.printf(Locale.ROOT, "%-14s%10.2f%10.2f%10.2f%n", "all", total[0], total[1], total[2]);
    }
}
