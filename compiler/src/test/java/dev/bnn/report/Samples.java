// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.recipe.Schedule;
import dev.bnn.model.target.Board;
import dev.bnn.model.target.Target;
import dev.bnn.report.data.LayerHistory;
import dev.bnn.report.data.ReportData;
import dev.bnn.report.data.ReportData.Budget;
import dev.bnn.report.data.ReportData.Check;
import dev.bnn.report.data.ReportData.Fact;
import dev.bnn.report.data.ReportData.Stage;
import dev.bnn.report.data.ReportData.Use;
import dev.bnn.report.data.ThresholdSummary;
import dev.bnn.source.Span;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Networks and a full set of invented figures to draw. */
public final class Samples {
    private Samples() {}

    /** FINN's CNV for CIFAR-10. */
    public static Network cnv(String title) {
        NetworkBuilder b = NetworkBuilder.named("cnv")
                .title(title)
                .input(3, 32, 32, ValueSet.ScaledBytes.range("-1", "1"))
                .classes("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
        int[] channels = {64, 64, 128, 128, 256, 256};
        for (int i = 0; i < channels.length; i++) {
            b.conv(channels[i], 3, 1, Padding.NONE, WeightType.BIPOLAR)
                    .batchNorm()
                    .sign();
            if (i == 1 || i == 3) {
                b.maxPool(2, 2);
            }
        }
        b.flatten();
        b.dense(512, WeightType.BIPOLAR).batchNorm().sign();
        b.dense(512, WeightType.BIPOLAR).batchNorm().sign();
        b.dense(10, WeightType.BIPOLAR);
        Recipe standard = Recipe.standard("default", Span.NONE, "cifar10");
        return b.recipe(standard.withRun(standard.run().withEpochs(60).withValidation(5000))
                        .withDescent(standard.descent().withRate(new Schedule.Halved(0.02, 15)))
                        .withObjective(standard.objective().withLoss(Recipe.Loss.SQUARED_HINGE))
                        .withRegularization(standard.regularization().withAugment(new Recipe.Augment(4, true))))
                .target(new Target("pynq-z1", Span.NONE, Board.NONE, "xc7z020clg400-1", 100, 3000, Map.of()))
                .build();
    }

    /** The smallest PNG: one gray pixel. */
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGOoBwAAgQCBp9s3zgAAAABJRU5ErkJggg==");

    public static ReportData full(Network network) {
        return ReportData.of(network)
                .withTraining(new ReportData.Training("default", 5000, epochs(60), 57, 5512, layers(60)))
                .withAccuracy(new ReportData.Accuracy(
                        "cifar10",
                        10_000,
                        0.8412,
                        0.9904,
                        confusion(network),
                        List.of(new ReportData.Mistake(7, "cat", "dog", PNG))))
                .withFilters(new ReportData.Filters("conv1", "Three weights a pixel.", List.of(PNG, PNG), 3))
                .withThresholds(List.of(
                        new ThresholdSummary("sign1", 64, 1, -1893, 214, 2410, -6885, 6885, 440_704, 0, 0, 0),
                        new ThresholdSummary("sign2", 64, 9, -118, -2, 577, -576, 576, 332_352, 1, 3, 0),
                        new ThresholdSummary("sign3", 128, 1, -74, 4, 102, -576, 576, 73_856, 0, 0, 0)))
                .withDataflow(new ReportData.Dataflow(
                        "pynq-z1",
                        "xc7z020clg400-1",
                        100,
                        3000,
                        slowest(),
                        new ReportData.Latency(5 * slowest(), 5 * slowest() + 300, 20),
                        stages(),
                        List.of(),
                        List.of("<svg aria-hidden=\"true\"><path d=\"M0 0h9\"/></svg>")))
                .withResources(new ReportData.Resources(
                        "xc7z020clg400-1",
                        List.of(
                                new Use("LUT", 27_340, 53_200),
                                new Use("FF", 41_009, 106_400),
                                new Use("BRAM18", 301, 280),
                                new Use("DSP", 0, 220))))
                .withSimulation(new ReportData.Simulation.Ran("g++ 12.2.0", 1000, 320_000, 0, 0, 41.3))
                .withPasses(List.of(
                        new ReportData.Pass(
                                1,
                                "fold-scale",
                                "The first layer reads raw bytes, so that no float is left before it.",
                                31,
                                List.of(
                                        new Check("structure", true, "31 operations"),
                                        new Check("golden inputs", true, "20 images, 3,174,400 values equal"))),
                        new ReportData.Pass(
                                2,
                                "thresholds",
                                "Batch norm and sign become one integer comparison a channel.",
                                22,
                                List.of(
                                        new Check("structure", true, "22 operations"),
                                        new Check(
                                                "golden inputs",
                                                false,
                                                "conv2 channel 3 at (4, 7): 1 instead of -1")))))
                .withBudgets(List.of(
                        new Budget("top1", "at least 0.84", "0.8412", true),
                        new Budget("lut", "at most 20,000", "27,340", false)))
                .withProvenance(List.of(
                        new Fact(
                                "data",
                                "cifar10, sha256 6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce"),
                        new Fact("seed", "1"),
                        new Fact("java", "17.0.15"),
                        new Fact("os", "Linux amd64")));
    }

    private static long slowest() {
        return stages().stream().mapToLong(ReportData.Stage::cycles).max().orElseThrow();
    }

    private static int[][] confusion(Network network) {
        int classes = network.classes().size();
        int[][] counts = new int[classes][classes];
        for (int c = 0; c < classes; c++) {
            counts[c][c] = 750 + 20 * c;
            counts[c][(c + 1) % classes] = 1000 - counts[c][c];
        }
        return counts;
    }

    public static List<ReportData.Epoch> epochs(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(e -> new ReportData.Epoch(
                        e,
                        0.09 + 1.4 * Math.exp(-e / 9.0) + 0.01 * Math.sin(e * 1.7),
                        0.93 - 0.55 * Math.exp(-e / 11.0),
                        0.85 - 0.5 * Math.exp(-e / 8.0) + 0.012 * Math.sin(e * 2.3),
                        0.02 * Math.pow(0.5, (e - 1) / 15),
                        Math.rint(1.9e7 * Math.exp(-e / 14.0) + 4e5),
                        1480))
                .toList();
    }

    /** A layer that learns, the sign after it, and a sign with nothing before it. */
    private static List<LayerHistory> layers(int epochs) {
        List<LayerHistory.Histogram> weights = IntStream.range(0, epochs)
                .mapToObj(e -> bell(e < 3 ? 0.5 : 1, 1 + e / 10.0))
                .toList();
        List<LayerHistory.Histogram> values =
                IntStream.range(0, epochs).mapToObj(e -> bell(4, 6)).toList();
        List<Double> gradients =
                IntStream.range(0, epochs).mapToObj(e -> 3.0 / (1 + e)).toList();
        return List.of(
                new LayerHistory("sign1", List.of(), List.of(), values),
                new LayerHistory("conv1", gradients, weights, List.of()),
                new LayerHistory("batchnorm1", List.of(), List.of(), values));
    }

    private static LayerHistory.Histogram bell(double range, double sharpness) {
        return new LayerHistory.Histogram(
                range,
                IntStream.range(0, 32)
                        .mapToObj(i -> Math.round(10_000 * Math.exp(-sharpness * Math.pow((i - 15.5) / 16, 2))))
                        .toList());
    }

    private static List<Stage> stages() {
        return List.of(
                new Stage("conv1", "matrix-vector", 16, 3, 32_400, 16, 130),
                new Stage("conv2", "matrix-vector", 32, 32, 28_224, 32, 2),
                new Stage("maxpool1", "max pool", 0, 0, 784, 64, 2),
                new Stage("conv3", "matrix-vector", 16, 32, 20_736, 16, 130),
                new Stage("conv4", "matrix-vector", 16, 32, 28_800, 16, 2),
                new Stage("maxpool2", "max pool", 0, 0, 100, 128, 2),
                new Stage("conv5", "matrix-vector", 4, 32, 20_736, 4, 130),
                new Stage("conv6", "matrix-vector", 1, 32, 18_432, 1, 2),
                new Stage("dense1", "matrix-vector", 1, 4, 32_768, 1, 2),
                new Stage("dense2", "matrix-vector", 1, 8, 32_768, 1, 130),
                new Stage("dense3", "matrix-vector", 5, 1, 1_024, 16, 2));
    }
}
