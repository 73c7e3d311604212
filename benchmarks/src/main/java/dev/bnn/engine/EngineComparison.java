package dev.bnn.engine;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.bnn.check.Frontend;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.BnnPool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Images a second of the engine against onnxruntime on the float32 ONNX model of the same network, in turns of a second
 * each, so that whatever else the machine does slows both. Arguments: threads, then the .bnn files.
 */
public final class EngineComparison {
    private static final int WARM = 4;
    private static final int TURNS = 7;
    private static final double TURN_SECONDS = 1;
    private static final int BATCH = 32;

    private EngineComparison() {}

    /** Does some images and says how many. */
    private interface Work {
        int run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[0]);
        System.out.println("| network | threads | bnn | onnxruntime, batch 1 | batch " + BATCH
                + " | ratio to the better (quartiles) | weights | as float32 |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (String file : Arrays.asList(args).subList(1, args.length)) {
            compare(Path.of(file), threads);
        }
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
            // One thread calls the engine itself, as onnxruntime runs on the caller's.
            Work engine = () -> {
                if (threads > 1) {
                    pool.scores(images);
                } else {
                    images.forEach(model::scores);
                }
                return images.size();
            };
            Work single = () -> {
                for (byte[] image : images) {
                    Onnx.run(session, network, List.of(image));
                }
                return images.size();
            };
            Work batch = () -> {
                Onnx.run(session, network, images);
                return images.size();
            };
            double[] ours = new double[TURNS];
            double[] singles = new double[TURNS];
            double[] batches = new double[TURNS];
            for (int turn = -WARM; turn < TURNS; turn++) {
                double a = rate(engine);
                double b = rate(single);
                double c = rate(batch);
                if (turn >= 0) {
                    ours[turn] = a;
                    singles[turn] = b;
                    batches[turn] = c;
                }
            }
            double[] better = median(singles) > median(batches) ? singles : batches;
            double[] ratios = new double[TURNS];
            for (int i = 0; i < TURNS; i++) {
                ratios[i] = ours[i] / better[i];
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %,.0f | %,.0f | %,.0f | %.1f (%.1f to %.1f) | %,d bytes | %,d bytes |%n",
                    network.name(),
                    threads,
                    median(ours),
                    median(singles),
                    median(batches),
                    median(ratios),
                    quantile(ratios, 0.25),
                    quantile(ratios, 0.75),
                    (model.weightBits() + 7) / 8,
                    model.weightBits() * 4);
        }
    }

    private static void requireEqual(BnnModel model, OrtSession session, Network network, List<byte[]> images)
            throws OrtException {
        long[][] scores = Onnx.run(session, network, images);
        for (int i = 0; i < images.size(); i++) {
            if (!Arrays.equals(scores[i], model.scores(images.get(i)))) {
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

    private static double rate(Work work) throws Exception {
        long start = System.nanoTime();
        long end = start + (long) (TURN_SECONDS * 1e9);
        long done = 0;
        long now;
        do {
            done += work.run();
            now = System.nanoTime();
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
