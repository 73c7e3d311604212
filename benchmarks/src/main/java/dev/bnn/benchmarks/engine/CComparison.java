// SPDX-License-Identifier: Apache-2.0
package dev.bnn.benchmarks.engine;

import ai.onnxruntime.OrtSession;
import dev.bnn.check.Frontend;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSets;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Progress;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.Shape;
import dev.bnn.npz.PackedParameters;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.runtime.BnnModel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Compares the C program with the Java engine and onnxruntime: images per second of processor time, on one thread, one image
 * after the other, in turns of half a second. Also counts on how many images of a data set its scores equal the engine's.
 * Arguments: a data set or {@code -}, then the .bnn files. If there are no packed parameters beside a file, it uses random ones.
 */
public final class CComparison {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM = 12;
    private static final int TURNS = 7;
    private static final double TURN_SECONDS = 0.5;
    private static final int IMAGES = 64;

    private CComparison() {}

    /** Runs some images. */
    private interface Work {
        void run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        System.out.println(
                "| network | C | Java | onnxruntime | C to Java | Java to onnxruntime | C to onnxruntime (quartiles) | C of its peak | equal scores |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (String file : Arrays.asList(args).subList(1, args.length)) {
            compare(args[0], Path.of(file));
        }
    }

    private static void compare(String data, Path file) throws Exception {
        Network network = Frontend.load(file).network().orElseThrow();
        Path packed = Path.of(file.toString().replaceAll("\\.bnn$", ".pretrained.npz"));
        Parameters parameters =
                Files.exists(packed) ? PackedParameters.read(packed, network) : RandomParameters.of(network);
        BnnModel model = Lowering.lower(
                        new LoweringRequest(network, parameters, Optional.empty(), List.of(), Optional.empty()))
                .model();
        List<byte[]> images = images(data, network, model);
        List<byte[]> few = images.subList(0, IMAGES);
        CProgram program = CProgram.build(network, model, few);
        String equal = program.compare(model, images);
        double[][] rates = new double[3][TURNS];
        try (OrtSession session = Onnx.session(network, parameters, 1)) {
            for (int turn = -WARM; turn < TURNS; turn++) {
                double[] now = {
                    program.rate(TURN_SECONDS),
                    rate(() -> few.forEach(model::scores)),
                    rate(() -> {
                        for (byte[] image : few) {
                            Onnx.run(session, network, List.of(image));
                        }
                    })
                };
                for (int w = 0; turn >= 0 && w < rates.length; w++) {
                    rates[w][turn] = now[w];
                }
            }
        }
        double peak = CPeak.measure().orElseThrow().best();
        double[] toJava = ratios(rates[0], rates[1]);
        double[] toOnnx = ratios(rates[0], rates[2]);
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %,.0f | %.2f | %.1f | %.1f (%.1f to %.1f) | %.0f %% of %,.0f G | %s |%n",
                network.name(),
                quantile(rates[0], 0.5),
                quantile(rates[1], 0.5),
                quantile(rates[2], 0.5),
                quantile(toJava, 0.5),
                quantile(ratios(rates[1], rates[2]), 0.5),
                quantile(toOnnx, 0.5),
                quantile(toOnnx, 0.25),
                quantile(toOnnx, 0.75),
                100 * quantile(rates[0], 1) * EngineComparison.products(model) / peak,
                peak * 1e-9,
                equal);
    }

    private static List<byte[]> images(String data, Network network, BnnModel model) throws Exception {
        if (data.equals("-")) {
            Random random = new Random(2);
            return IntStream.range(0, IMAGES)
                    .mapToObj(i -> {
                        byte[] image = new byte[model.inputSize()];
                        random.nextBytes(image);
                        return image;
                    })
                    .toList();
        }
        Shape shape = network.input().shape();
        Path here = Path.of("");
        ImageSet test = DataSets.load(new DataRequest(
                        data, here, here, true, shape.channels(), shape.height(), shape.width(), 1, Progress.NONE))
                .test();
        return IntStream.range(0, test.count()).mapToObj(test::image).toList();
    }

    private static double rate(Work work) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        long now;
        long done = 0;
        do {
            work.run();
            done += IMAGES;
            now = THREADS.getCurrentThreadCpuTime();
        } while (now - start < TURN_SECONDS * 1e9);
        return done / ((now - start) * 1e-9);
    }

    private static double[] ratios(double[] ours, double[] theirs) {
        return IntStream.range(0, TURNS).mapToDouble(i -> ours[i] / theirs[i]).toArray();
    }

    private static double quantile(double[] values, double q) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(q * (sorted.length - 1))];
    }
}
