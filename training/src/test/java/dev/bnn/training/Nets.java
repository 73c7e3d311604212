// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Progress;
import dev.bnn.data.SplitMix64;
import dev.bnn.model.Activation;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.recipe.Schedule;
import dev.bnn.source.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Networks, recipes and data for tests and measurements. */
public final class Nets {
    private static final String SMOOTH = "smooth ";

    public static final List<String> TEN =
            IntStream.range(0, 10).mapToObj(i -> "c" + i).toList();

    private Nets() {}

    public static Recipe recipe(int epochs, int batch, double rate, Recipe.Loss loss, int validation) {
        Recipe standard = Recipe.standard("default", Span.NONE, "digits");
        return standard.withRun(
                        standard.run().withEpochs(epochs).withBatch(batch).withValidation(validation))
                .withDescent(standard.descent().withRate(new Schedule.Constant(rate)))
                .withObjective(standard.objective().withLoss(loss));
    }

    /** The same recipe with another optimizer and schedule. */
    public static Recipe recipe(Recipe r, Descent.Optimizer optimizer, Schedule rate, Recipe.Loss loss) {
        return r.withDescent(r.descent().withOptimizer(optimizer).withRate(rate))
                .withObjective(r.objective().withLoss(loss));
    }

    /** The same recipe with another augmentation. */
    public static Recipe recipe(Recipe r, Recipe.Augment augment) {
        return r.withRegularization(r.regularization().withAugment(augment));
    }

    /** The same recipe with another estimator and patience. */
    public static Recipe recipe(Recipe r, Recipe.Ste ste, int patience) {
        return r.withObjective(r.objective().withSte(ste)).withRun(r.run().withPatience(patience));
    }

    /** The same recipe with the mean of the weights over that many epochs. */
    public static Recipe averaged(Recipe r, int epochs) {
        return r.withRegularization(r.regularization().withAverage(epochs));
    }

    /** The same recipe with another rule for the step of integer weights. */
    public static Recipe recipe(Recipe r, Recipe.Step step) {
        return r.withObjective(r.objective().withStep(step));
    }

    /** The same recipe with another lineage. */
    public static Recipe recipe(Recipe r, Recipe.Lineage lineage) {
        return r.withLineage(lineage);
    }

    public static NetworkBuilder image(String name, int channels, int size) {
        return NetworkBuilder.named(name)
                .input(channels, size, size, ValueSet.ScaledBytes.range("-1", "1"))
                .classes(TEN);
    }

    /** An activation by its text: sign, quant 2, relu 3, ternary, smooth sign, relu. */
    public static Activation activation(String words) {
        if (words.startsWith(SMOOTH)) {
            return activation(words.substring(SMOOTH.length())).line();
        }
        String[] parts = words.split(" ");
        return switch (parts[0]) {
            case "sign" -> Activation.SIGN;
            case "ternary" -> Activation.TERNARY;
            case "quant", "relu" ->
                parts.length == 1
                        ? Activation.RELU
                        : new Activation(Integer.parseInt(parts[1]), parts[0].equals("quant"));
            default -> throw new IllegalArgumentException(words);
        };
    }

    public static NetworkBuilder mlp(int hidden) {
        NetworkBuilder b = image("mlp", 1, 28).flatten().sign();
        for (int i = 0; i < 3; i++) {
            b = b.dense(hidden, WeightType.BIPOLAR).batchNorm().sign();
        }
        return b.dense(10, WeightType.BIPOLAR);
    }

    public static NetworkBuilder cnv() {
        NetworkBuilder b = image("cnv", 3, 32);
        for (int c : new int[] {64, 128, 256}) {
            for (int i = 0; i < 2; i++) {
                b = b.conv(c, 3, 1, Padding.NONE, WeightType.BIPOLAR)
                        .batchNorm()
                        .sign();
            }
            if (c < 256) {
                b = b.maxPool(2, 2);
            }
        }
        b = b.dense(512, WeightType.BIPOLAR).batchNorm().sign();
        b = b.dense(512, WeightType.BIPOLAR).batchNorm().sign();
        return b.dense(10, WeightType.BIPOLAR);
    }

    public static DataSet load(String spec, Path base, int channels, int size) throws DataException {
        return DataSets.load(new DataRequest(spec, base, base, true, channels, size, size, 1, Progress.NONE));
    }

    /** Images of noise around one random picture per class. */
    public static ImageSet noisy(int n, int channels, int size, int classes, long seed) {
        int length = channels * size * size;
        byte[] pixels = new byte[n * length];
        int[] labels = new int[n];
        SplitMix64 random = SplitMix64.of(seed, 1, 1);
        for (int i = 0; i < n; i++) {
            labels[i] = random.nextInt(classes);
            SplitMix64 picture = SplitMix64.of(99, 2, labels[i]);
            for (int p = 0; p < length; p++) {
                pixels[i * length + p] = (byte) ((picture.nextInt(256) + random.nextInt(256)) / 2);
            }
        }
        return new ImageSet(channels, size, size, pixels, labels);
    }
}
