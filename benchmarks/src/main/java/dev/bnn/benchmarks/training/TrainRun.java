// SPDX-License-Identifier: Apache-2.0
package dev.bnn.benchmarks.training;

import dev.bnn.data.ClassNames;
import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.Progress;
import dev.bnn.model.Network;
import dev.bnn.model.Shape;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.recipe.Schedule;
import dev.bnn.source.Span;
import dev.bnn.training.Trainer;
import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.training.request.TrainResult;
import dev.bnn.training.request.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a network of the benchmarks on real data: {@code TrainRun NETWORK DATA_PATH [KEY=VALUE ...]} with keys
 * epochs, batch, rate, schedule (constant, cosine, or a number of epochs after which to halve), loss (hinge, entropy),
 * dropout (sfc only), images (of the training set), validation, crop, flip, seed, threads, output.
 */
public final class TrainRun {
    private final Map<String, String> options = new LinkedHashMap<>(Map.ofEntries(
            Map.entry("epochs", "1"),
            Map.entry("batch", "100"),
            Map.entry("rate", "0.01"),
            Map.entry("schedule", "cosine"),
            Map.entry("loss", "hinge"),
            Map.entry("dropout", "0"),
            Map.entry("images", "1000000"),
            Map.entry("validation", "1000"),
            Map.entry("crop", "0"),
            Map.entry("flip", "false"),
            Map.entry("seed", "1"),
            Map.entry("threads", "1"),
            Map.entry("output", "target/train-run")));

    private TrainRun(String[] args) {
        for (int i = 2; i < args.length; i++) {
            String[] pair = args[i].split("=", 2);
            if (pair.length != 2 || options.put(pair[0], pair[1]) == null) {
                throw new IllegalArgumentException(args[i] + " is not one of " + options.keySet());
            }
        }
    }

    public static void main(String[] args) throws DataException, TrainingException, IOException {
        new TrainRun(args).run(args[0], Path.of(args[1]));
    }

    private double number(String key) {
        return Double.parseDouble(options.get(key));
    }

    private int whole(String key) {
        return Integer.parseInt(options.get(key));
    }

    private Recipe recipe() {
        double rate = number("rate");
        Schedule schedule = switch (options.get("schedule")) {
            case "constant" -> new Schedule.Constant(rate);
            case "cosine" -> new Schedule.Cosine(rate);
            default -> new Schedule.Halved(rate, whole("schedule"));
        };
        Recipe.Loss loss = options.get("loss").equals("hinge") ? Recipe.Loss.SQUARED_HINGE : Recipe.Loss.CROSS_ENTROPY;
        Recipe.Augment augment = new Recipe.Augment(whole("crop"), Boolean.parseBoolean(options.get("flip")));
        Recipe standard = Recipe.standard("default", Span.NONE, "path");
        return standard.withRun(standard.run()
                        .withEpochs(whole("epochs"))
                        .withBatch(whole("batch"))
                        .withValidation(whole("validation"))
                        .withSeed(whole("seed")))
                .withDescent(standard.descent().withRate(schedule))
                .withObjective(standard.objective().withLoss(loss))
                .withRegularization(standard.regularization().withAugment(augment));
    }

    private void run(String name, Path path) throws DataException, TrainingException, IOException {
        Network network = BenchmarkNets.named(name, number("dropout"));
        Shape shape = network.input().shape();
        DataSet whole = DataSets.load(new DataRequest(
                name.equals("sfc") ? "mnist" : "cifar10",
                Path.of("").toAbsolutePath(),
                path,
                true,
                shape.channels(),
                shape.height(),
                shape.width(),
                1,
                Progress.NONE,
                ClassNames.ANY,
                Optional.of(path)));
        DataSet data = DataSet.of(whole.name(), whole.classes(), whole.train().first(whole("images")), whole.test());
        TrainRequest request = new TrainRequest(
                network, recipe(), data, Path.of(options.get("output"), name), whole("threads"), false);
        System.out.println(name + " " + options);
        TrainResult result = Trainer.train(request, new Printer());
        System.out.printf(
                Locale.ROOT,
                "test top1 %.4f top5 %.4f, epoch %d%n",
                result.test().top1(),
                result.test().top5(),
                result.bestEpoch());
    }

    /** Prints one line per epoch. */
    private static final class Printer implements TrainListener {
        @Override
        public void epochFinished(EpochFigures f, boolean best, Duration remaining) {
            System.out.printf(
                    Locale.ROOT,
                    "epoch %d loss %.4f train %.4f validation %.4f rate %.5f flips %d, %.0f images/s, %.1f s%n",
                    f.epoch(),
                    f.loss(),
                    f.trainAccuracy(),
                    f.validationAccuracy(),
                    f.rate(),
                    f.flips(),
                    f.imagesPerSecond(),
                    f.seconds());
        }
    }
}
