// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bnn.data.DataSet;
import dev.bnn.model.Network;
import dev.bnn.model.Padding;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.recipe.Schedule;
import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.training.request.DivergedException;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.training.request.TrainResult;
import dev.bnn.training.request.TrainingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Training in rounds of several shards, all in this process. */
class RoundsTest {
    @TempDir
    Path folder;

    static List<Recipe> recipes() {
        return TrainerTest.recipes();
    }

    private TrainRequest request(String name, Recipe recipe, boolean resume) {
        Network network = recipe.objective().step() == Recipe.Step.LEARNED ? TrainerTest.levels() : TrainerTest.net();
        return new TrainRequest(network, recipe, TrainerTest.DATA, folder.resolve(name), 1, resume);
    }

    private static TrainResult rounds(TrainRequest request, int shards, int interval) throws Exception {
        try (LocalRounds engine = new LocalRounds(shards, interval)) {
            return Trainer.train(request, TrainListener.SILENT, Optional.of(engine));
        }
    }

    /** Asserts that the figures are equal, except for times and for rounding from the order in which a round adds its sums. */
    private static void assertSameFigures(List<EpochFigures> figures, List<EpochFigures> expected) {
        Comparator<Double> rounding =
                (a, b) -> a.equals(b) || Math.abs(a - b) <= 1e-12 * Math.abs(a) ? 0 : Double.compare(a, b);
        assertThat(figures)
                .usingRecursiveComparison()
                .withComparatorForType(rounding, Double.class)
                .ignoringFieldsMatchingRegexes(".*imagesPerSecond", ".*seconds")
                .isEqualTo(expected);
    }

    /** The state of a round is everything that a step depends on, and the figures equal those of plain steps. */
    @ParameterizedTest
    @MethodSource("recipes")
    void oneShardHasTheBitsOfPlainTraining(Recipe recipe) throws Exception {
        TrainResult plain = Trainer.train(request("plain", recipe, false), TrainListener.SILENT);
        TrainResult rounds = rounds(request("rounds", recipe, false), 1, 5);
        assertThat(rounds.file()).hasSameBinaryContentAs(plain.file());
        assertSameFigures(rounds.epochs(), plain.epochs());
    }

    /** Adam, a learned step with the mean of the weights, augmentation, and Bop. */
    static List<Recipe> someRecipes() {
        List<Recipe> all = recipes();
        return List.of(all.get(0), all.get(3), all.get(4), all.get(8));
    }

    /** A shard's result does not depend on what its trainer did before, so a second run stands for a run on any other machine. */
    @ParameterizedTest
    @MethodSource("someRecipes")
    void severalShardsLearnAndHaveTheSameBitsAgain(Recipe recipe) throws Exception {
        TrainResult first = rounds(request("first", recipe, false), 2, 4);
        TrainResult again = rounds(request("again", recipe, false), 2, 4);
        assertThat(again.file()).hasSameBinaryContentAs(first.file());
        assertThat(first.epochs().get(2).loss())
                .isLessThan(first.epochs().get(0).loss());
        JsonNode provenance = JsonFile.read(folder.resolve("first/provenance.json"));
        assertThat(provenance.at("/rounds/executors").asInt()).isEqualTo(2);
        assertThat(provenance.at("/rounds/interval").asInt()).isEqualTo(4);
    }

    /**
     * Without momentum and batch norm, the mean of two shards after a step equals one step on the images of both, since gradients
     * are means over images.
     */
    @Test
    void withoutMomentumTheMeanAfterEachStepIsThatOfOneLargerBatch() throws Exception {
        Network network = Nets.image("tiny", 2, 8)
                .flatten()
                .dense(16, WeightType.FLOAT)
                .quantize(Nets.activation("relu"))
                .dense(10, WeightType.FLOAT)
                .build();
        Recipe recipe = Nets.recipe(
                TrainerTest.RECIPE,
                new Descent.Optimizer.Sgd(0, false, 1e-3),
                new Schedule.Constant(0.02),
                Recipe.Loss.CROSS_ENTROPY);
        TrainRequest plain = new TrainRequest(network, recipe, TrainerTest.DATA, folder.resolve("plain"), 1, false);
        TrainRequest both = new TrainRequest(network, recipe, TrainerTest.DATA, folder.resolve("both"), 1, false);
        float[] expected = Trainer.train(plain, TrainListener.SILENT)
                .parameters()
                .get("dense1.weight")
                .values();
        float[] mean = rounds(both, 2, 1).parameters().get("dense1.weight").values();
        double widest = 0;
        for (int i = 0; i < mean.length; i++) {
            widest = Math.max(widest, Math.abs(mean[i] - expected[i]));
        }
        assertThat(widest).isCloseTo(0, within(1e-5));
        assertThat(Arrays.equals(mean, expected)).as("rounding differs").isFalse();
    }

    /**
     * The same recipe on the same images, with the same number of steps. The bound is three standard deviations: each mean is
     * over two trainings and 4,000 answers, and seeds differ by about one percentage point.
     */
    @Test
    void twoShardsAreAsAccurateAsOne() throws Exception {
        DataSet digits = Nets.load("digits:20000", folder, 1, 28).limited(1000);
        Network network = Nets.image("digits", 1, 28)
                .conv(8, 3, 1, Padding.NONE, WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .maxPool(2, 2)
                .dense(10, WeightType.BIPOLAR)
                .build();
        double[] plain = new double[2];
        double[] two = new double[2];
        for (int i = 0; i < plain.length; i++) {
            Recipe recipe = Nets.recipe(5, 50, 0.01, Recipe.Loss.CROSS_ENTROPY, 100);
            recipe = recipe.withRun(recipe.run().withSeed(i + 1));
            TrainRequest one = new TrainRequest(network, recipe, digits, folder.resolve("one"), 1, false);
            plain[i] = Trainer.train(one, TrainListener.SILENT).test().top1();
            TrainRequest other = new TrainRequest(network, recipe, digits, folder.resolve("two"), 1, false);
            two[i] = rounds(other, 2, 4).test().top1();
        }
        assertThat(digits.test().count()).isGreaterThanOrEqualTo(2000);
        assertThat(Arrays.stream(plain).min().orElseThrow()).isGreaterThan(0.8);
        assertThat(Arrays.stream(two).average().orElseThrow())
                .as("one process %s, two shards %s", Arrays.toString(plain), Arrays.toString(two))
                .isCloseTo(Arrays.stream(plain).average().orElseThrow(), within(0.03));
    }

    /** Otherwise Adam's division by the root mean square would make the steps of smaller batches smaller. */
    @Test
    void onlyAdamsRateGrowsWithTheShards() {
        ShardRate four = new ShardRate(0.01, 4);
        assertThat(Descent.Optimizer.Adam.STANDARD.accept(four)).isEqualTo(0.02);
        assertThat(new Descent.Optimizer.Sgd(0.9, true, 0).accept(four)).isEqualTo(0.01);
        assertThat(new Descent.Optimizer.Bop(1e-6, 1e-2, Descent.Optimizer.Adam.STANDARD).accept(four))
                .isEqualTo(0.01);
    }

    @Test
    void aCheckpointGoesOnWithOtherShardsOrNone() throws Exception {
        Recipe recipe = TrainerTest.RECIPE;
        Recipe two = recipe.withRun(recipe.run().withEpochs(2));
        Recipe one = recipe.withRun(recipe.run().withEpochs(1));
        Trainer.train(request("a", one, false), TrainListener.SILENT);
        rounds(request("a", two, true), 2, 3);
        TrainResult last = rounds(request("a", recipe, true), 4, 3);
        assertThat(last.epochs()).hasSize(3);
        assertThat(last.epochs().get(2).loss()).isLessThan(last.epochs().get(0).loss());
    }

    @Test
    void aShardThatDivergesEndsTheTraining() {
        Network twin = Nets.image("twin", 2, 8)
                .flatten()
                .dense(20, WeightType.FLOAT)
                .dense(10, WeightType.FLOAT)
                .build();
        Recipe wild = Nets.recipe(5, 32, 1e20, Recipe.Loss.SQUARED_HINGE, 0);
        TrainRequest request = new TrainRequest(twin, wild, TrainerTest.DATA, folder.resolve("a"), 1, false);
        assertThatThrownBy(() -> rounds(request, 2, 4))
                .isInstanceOf(DivergedException.class)
                .hasMessageStartingWith("training diverged in epoch 1, step ")
                .hasMessageContaining("first seen in layer dense")
                .hasMessageContaining("try a smaller rate than 1.0E20");
    }

    @Test
    void eachShardNeedsTwoImages() {
        assertThatThrownBy(() -> rounds(request("a", TrainerTest.RECIPE, false), 17, 4))
                .isInstanceOf(TrainingException.class)
                .hasMessage("a batch of 32 images gives each of 17 executors less than 2; train with a batch of 34 or"
                        + " more, such as -Dbnn.batch=540");
        assertThatThrownBy(() -> rounds(request("a", TrainerTest.RECIPE, false), 300, 4))
                .hasMessageEndingWith("; train on fewer executors");
    }
}
