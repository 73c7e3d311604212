// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bnn.data.DataSet;
import dev.bnn.model.Activation;
import dev.bnn.model.Network;
import dev.bnn.model.Padding;
import dev.bnn.model.Parameters;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.recipe.Schedule;
import dev.bnn.npz.Npz;
import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.training.inference.FloatModel;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.training.request.TrainResult;
import dev.bnn.training.request.TrainingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class TrainerTest {
    @TempDir
    Path folder;

    static final DataSet DATA =
            DataSet.of("noisy", Nets.TEN, Nets.noisy(640, 2, 8, 10, 1), Nets.noisy(200, 2, 8, 10, 2));

    static Network net() {
        return Nets.image("tiny", 2, 8)
                .conv(12, 3, 1, new Padding(1, 0), WeightType.BIPOLAR)
                .maxPool(2, 2)
                .batchNorm()
                .sign()
                .conv(16, 3, 1, new Padding(1, -1), WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .flatten()
                .dropout(0.1)
                .dense(10, WeightType.BIPOLAR)
                .build();
    }

    /** A network with weights and activations of several bits. */
    static Network levels() {
        return Nets.image("tiny", 2, 8)
                .conv(12, 3, 1, new Padding(1, 0), WeightType.INT4)
                .batchNorm()
                .quantize(new Activation(2, true))
                .maxPool(2, 2)
                .flatten()
                .dense(16, WeightType.TERNARY)
                .batchNorm()
                .quantize(new Activation(3, false))
                .dense(10, WeightType.INT8)
                .build();
    }

    static final Recipe RECIPE = Nets.recipe(3, 32, 0.01, Recipe.Loss.CROSS_ENTROPY, 100);

    private TrainRequest request(String name, Recipe recipe, boolean resume) {
        Network network = recipe.objective().step() == Recipe.Step.LEARNED ? levels() : net();
        return new TrainRequest(network, recipe, DATA, folder.resolve(name), 1, resume);
    }

    private TrainRequest request(String name, int epochs, boolean resume, double rate) {
        return request(name, epochs, resume, rate, 1);
    }

    private TrainRequest request(String name, int epochs, boolean resume, double rate, int threads) {
        Recipe recipe = Nets.recipe(epochs, 32, rate, Recipe.Loss.CROSS_ENTROPY, 100);
        return new TrainRequest(net(), recipe, DATA, folder.resolve(name), threads, resume);
    }

    @Test
    void learnsAndWritesItsFiles() throws Exception {
        List<EpochFigures> heard = new ArrayList<>();
        List<String> events = new ArrayList<>();
        TrainResult result = Trainer.train(request("a", 6, false, 0.01), new TrainListener() {
            @Override
            public void epochStarted(int epoch, int epochs, double rate) {
                events.add("start " + epoch + "/" + epochs);
            }

            @Override
            public void progress(int done, int total, double loss) {
                assertThat(done).isBetween(32, total);
            }

            @Override
            public void epochFinished(EpochFigures figures, boolean best, Duration remaining) {
                heard.add(figures);
            }

            @Override
            public void finished(TrainResult r) {
                events.add("finished");
            }
        });
        assertThat(heard).isEqualTo(result.epochs()).hasSize(6);
        assertThat(events).startsWith("start 1/6").endsWith("start 6/6", "finished");
        assertThat(heard.get(5).loss()).isLessThan(heard.get(0).loss());
        assertThat(heard.get(0).flips()).isPositive();
        assertThat(result.test().top1()).isGreaterThan(0.8);
        assertThat(Npz.read(folder.resolve("a/tiny.npz"), 1 << 20)
                        .get("conv1.weight")
                        .shape())
                .containsExactly(12, 3, 3, 2);
        assertThat(new FloatModel(net(), Npz.read(result.file(), 1 << 20))
                        .evaluate(DATA.test())
                        .top1())
                .isEqualTo(result.test().top1());
        JsonNode provenance = JsonFile.read(folder.resolve("a/provenance.json"));
        assertThat(provenance.at("/data/sha256").asText()).isEqualTo(DATA.hash());
        assertThat(provenance.path("recipe").path("text").asText()).contains("epochs 6", "optimizer adam", "seed 1");
        assertThat(provenance.path("versions").path("nd4j").asText()).startsWith("1.");
        assertThat(JsonFile.read(folder.resolve("a/training.json")).path("epochs"))
                .hasSize(6);
    }

    /** Recipes that together use every optimizer, loss, estimator, augmentation and class weighting. */
    public static List<Recipe> recipes() {
        Schedule steps = new Schedule.Stepped(0.02, 0.5, 1);
        return List.of(
                RECIPE,
                Nets.recipe(RECIPE, Recipe.Step.LEARNED),
                Nets.averaged(RECIPE, 2),
                Nets.averaged(Nets.recipe(RECIPE, Recipe.Step.LEARNED), 1),
                Nets.recipe(RECIPE, new Recipe.Augment(1, true, 2, 0.3)),
                Nets.recipe(RECIPE, Recipe.Ste.APPROXSIGN, 0),
                Nets.recipe(RECIPE, Recipe.Ste.SWISHSIGN, 0),
                Nets.recipe(RECIPE, Recipe.Ste.TANH, 0),
                RECIPE.withDescent(RECIPE.descent()
                        .withOptimizer(new Descent.Optimizer.Bop(1e-6, 1e-2, Descent.Optimizer.Adam.STANDARD))
                        .withRate(new Schedule.OneCycle(0.02))),
                RECIPE.withDescent(
                        RECIPE.descent().withLatents(new Descent.Latents(Descent.Latents.First.UNIFORM, true, 0.95))),
                Nets.recipe(
                        RECIPE,
                        new Descent.Optimizer.Sgd(0.9, true, 1e-3),
                        new Schedule.WarmUp(steps, 1),
                        new Recipe.Loss(Recipe.Loss.Function.CROSS_ENTROPY, 0.1, new Recipe.ClassWeights.Balanced())),
                Nets.recipe(
                        RECIPE,
                        new Descent.Optimizer.Adam(0.9, 0.99, 1e-8, 0.05, true),
                        new Schedule.Cosine(0.01),
                        new Recipe.Loss(
                                Recipe.Loss.Function.SQUARED_HINGE,
                                0,
                                new Recipe.ClassWeights.Given(List.of(1., 2., 1., 1., 1., 1., 1., 1., 1., 0.5)))));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aSeedGivesTheSameBytesAndResumingDoesToo(Recipe recipe) throws Exception {
        TrainResult whole = Trainer.train(request("whole", recipe, false), TrainListener.SILENT);
        TrainResult again = Trainer.train(request("again", recipe, false), TrainListener.SILENT);
        assertThat(again.file()).hasSameBinaryContentAs(whole.file());

        RuntimeException interrupt = new RuntimeException("interrupted");
        assertThatThrownBy(() -> Trainer.train(request("parts", recipe, false), new TrainListener() {
                    @Override
                    public void epochStarted(int epoch, int epochs, double rate) {
                        if (epoch == 3) {
                            throw interrupt;
                        }
                    }
                }))
                .isSameAs(interrupt);
        assertThat(folder.resolve("parts/tiny.npz")).doesNotExist();
        List<Integer> done = new ArrayList<>();
        TrainResult resumed = Trainer.train(request("parts", recipe, true), new TrainListener() {
            @Override
            public void resumed(List<EpochFigures> epochs) {
                epochs.forEach(e -> done.add(e.epoch()));
            }
        });
        assertThat(done).containsExactly(1, 2);
        assertThat(resumed.file()).hasSameBinaryContentAs(whole.file());
        assertThat(resumed.bestEpoch()).isEqualTo(whole.bestEpoch());
        for (int e = 0; e < 3; e++) {
            assertThat(resumed.epochs().get(e).loss())
                    .isEqualTo(whole.epochs().get(e).loss());
        }
        assertThat(whole.epochs().get(2).loss())
                .isLessThan(whole.epochs().get(0).loss());
    }

    @Test
    void aRunInLegsCanBeMadeLongerLater() throws Exception {
        Recipe legs = RECIPE.withDescent(RECIPE.descent().withRate(new Schedule.Legs(0.01, 2, 0.5)));
        Recipe longer = legs.withRun(legs.run().withEpochs(4));
        Trainer.train(request("legs", legs.withRun(legs.run().withEpochs(2)), false), TrainListener.SILENT);
        TrainResult continued = Trainer.train(request("legs", longer, true), TrainListener.SILENT);
        TrainResult whole = Trainer.train(request("whole", longer, false), TrainListener.SILENT);
        assertThat(continued.file()).hasSameBinaryContentAs(whole.file());
        assertThat(whole.epochs()).extracting(EpochFigures::rate).containsExactly(0.01, 0.005, 0.005, 0.0025);
    }

    /**
     * If no images are held out, the result is the last epoch: the mean of its weights, not the weights from which training
     * continues.
     */
    @Test
    void theMeanOfTheWeightsIsKept() throws Exception {
        Recipe recipe = Nets.averaged(Nets.recipe(3, 32, 0.01, Recipe.Loss.CROSS_ENTROPY, 0), 1);
        TrainResult averaged = Trainer.train(request("averaged", recipe, false), TrainListener.SILENT);
        TrainResult plain = Trainer.train(request("plain", Nets.averaged(recipe, 0), false), TrainListener.SILENT);
        assertThat(averaged.epochs())
                .extracting(EpochFigures::loss)
                .isEqualTo(plain.epochs().stream().map(EpochFigures::loss).toList());
        Parameters state = Npz.read(folder.resolve("averaged/checkpoints/epoch-3.npz"), 1 << 20);
        float[] kept = averaged.parameters().values("dense1", "weight");
        float[] mean = state.get("dense1.weight.average").values();
        int fanIn = mean.length / 10;
        for (int i = 0; i < mean.length; i++) {
            assertThat(kept[i % 10 * fanIn + i / 10]).isEqualTo(mean[i]);
        }
        assertThat(kept).isNotEqualTo(plain.parameters().values("dense1", "weight"));
        assertThat(averaged.test().top1()).isGreaterThan(0.8);
    }

    /**
     * Weights and activations of several bits learn with either rule for the step of the weights, and the step is not exported.
     */
    @Test
    void severalBitsLearnWithEitherStep() throws Exception {
        for (Recipe.Step step : Recipe.Step.values()) {
            Recipe recipe = Nets.recipe(Nets.recipe(6, 32, 0.01, Recipe.Loss.CROSS_ENTROPY, 100), step);
            TrainRequest request = new TrainRequest(levels(), recipe, DATA, folder.resolve("" + step), 1, false);
            TrainResult result = Trainer.train(request, TrainListener.SILENT);
            assertThat(result.test().top1()).as("%s", step).isGreaterThan(0.8);
            assertThat(result.parameters().arrays()).as("what inference needs").doesNotContainKey("conv1.weight.step");
        }
    }

    @Test
    void aCheckpointHoldsTheOptimizersState() throws Exception {
        Recipe recipe = recipes().stream()
                .filter(r -> r.descent().optimizer() instanceof Descent.Optimizer.Sgd)
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> Trainer.train(request("m", recipe, false), new TrainListener() {
                    @Override
                    public void epochStarted(int epoch, int epochs, double rate) {
                        if (epoch == 2) {
                            throw new IllegalStateException();
                        }
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Npz.read(folder.resolve("m/checkpoints/epoch-1.npz"), 1 << 20)
                        .arrays()
                        .keySet())
                .contains("conv1.weight", "conv1.weight.velocity", "batchnorm1.gamma.velocity")
                .noneMatch(name -> name.endsWith(".m") || name.endsWith(".v"));
    }

    @Test
    void twoThreadsGiveTheSameBytesEachTimeAndLearnAsWell() throws Exception {
        TrainResult once = Trainer.train(request("two", 4, false, 0.01, 2), TrainListener.SILENT);
        TrainResult again = Trainer.train(request("too", 4, false, 0.01, 2), TrainListener.SILENT);
        assertThat(again.file()).hasSameBinaryContentAs(once.file());
        assertThat(once.test().top1()).isGreaterThan(0.8);
    }

    @Test
    void refusesACheckpointOfAnotherRecipe() throws Exception {
        Trainer.train(request("b", 1, false, 0.01), TrainListener.SILENT);
        assertThatThrownBy(() -> Trainer.train(request("b", 2, true, 0.02), TrainListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("belongs to another network, recipe or data set")
                .hasMessageContaining("train without resume");
    }

    @Test
    void namesADamagedCheckpoint() throws Exception {
        Trainer.train(request("c", 1, false, 0.01), TrainListener.SILENT);
        Path state = folder.resolve("c/checkpoints/epoch-1.npz");
        Files.write(state, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> Trainer.train(request("c", 2, true, 0.01), TrainListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("epoch-1.npz: not a usable .npz file");
    }

    @Test
    void patienceEndsTrainingWithTheBestParametersAndResumingHonoursIt() throws Exception {
        Recipe recipe = Nets.recipe(60, 32, 0.01, Recipe.Loss.CROSS_ENTROPY, 100);
        List<String> events = new ArrayList<>();
        TrainListener listener = new TrainListener() {
            @Override
            public void stoppedEarly(int epochsDone, int bestEpoch) {
                events.add(bestEpoch + " of " + epochsDone);
            }
        };
        TrainResult three = Trainer.train(request("p", Nets.recipe(recipe, Recipe.Ste.CLIPPED, 3), false), listener);
        int done = three.epochs().size();
        assertThat(done).isLessThan(60).isEqualTo(three.bestEpoch() + 3);
        assertThat(events).containsExactly(three.bestEpoch() + " of " + done);
        for (EpochFigures e : three.epochs().subList(three.bestEpoch(), done)) {
            assertThat(e.validationAccuracy())
                    .isLessThanOrEqualTo(
                            three.epochs().get(three.bestEpoch() - 1).validationAccuracy());
        }

        TrainResult again = Trainer.train(request("p", Nets.recipe(recipe, Recipe.Ste.CLIPPED, 3), true), listener);
        assertThat(again.epochs()).hasSize(done);
        assertThat(again.file()).hasSameBinaryContentAs(three.file());
        assertThat(again.parameters().get("conv1.weight").values())
                .isEqualTo(three.parameters().get("conv1.weight").values());

        // With more patience, training continues from there.
        TrainResult more = Trainer.train(request("p", Nets.recipe(recipe, Recipe.Ste.CLIPPED, 4), true), listener);
        assertThat(more.epochs()).hasSizeGreaterThan(done);
        assertThat(more.epochs().subList(0, done)).isEqualTo(three.epochs());
    }

    @Test
    void patienceWithoutValidationIsOneMessage() {
        Recipe recipe = Nets.recipe(Nets.recipe(3, 32, 0.01, Recipe.Loss.CROSS_ENTROPY, 0), Recipe.Ste.CLIPPED, 2);
        assertThatThrownBy(() -> Trainer.train(request("q", recipe, false), TrainListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessage("patience waits for a better validation, but no images are held out;"
                        + " hold some out, or leave patience out of the train section");
    }

    @Test
    void aBatchNormNeedsABatchOfTwo() {
        Recipe one = RECIPE.withRun(RECIPE.run().withBatch(1));
        assertThatThrownBy(() -> Trainer.train(request("q", one, false), TrainListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessage(
                        "a batch of one image has no mean and variance for batchnorm; train with a batch of 2 or more,"
                                + " such as -Dbnn.batch=50");
        TrainRequest few = new TrainRequest(net(), RECIPE, DATA.limited(101), folder.resolve("r"), 1, false);
        assertThatThrownBy(() -> Trainer.train(few, TrainListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessageEndingWith("for batchnorm; train on more images");
    }

    static List<Descent.Optimizer> optimizers() {
        return List.of(
                Descent.Optimizer.Adam.STANDARD,
                new Descent.Optimizer.Adam(0.9, 0.999, 1e-8, 0.01, true),
                new Descent.Optimizer.Sgd(0.9, true, 1e-4));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void divergenceNamesEpochAndLayer(Descent.Optimizer optimizer) {
        Network twin = Nets.image("twin", 2, 8)
                .flatten()
                .dense(20, WeightType.FLOAT)
                .dense(10, WeightType.FLOAT)
                .build();
        Recipe recipe = Nets.recipe(5, 32, 1e20, Recipe.Loss.SQUARED_HINGE, 0);
        Recipe wild = Nets.recipe(
                recipe, optimizer, recipe.descent().rate(), recipe.objective().loss());
        assertThatThrownBy(() -> Trainer.train(
                        new TrainRequest(twin, wild, DATA, folder.resolve("d"), 1, false), TrainListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("training diverged in epoch 1")
                .hasMessageContaining("layer dense")
                .hasMessageContaining("try a smaller rate");
    }

    @Test
    void dataThatDoesNotFitIsOneMessage() {
        DataSet other = DataSet.of("other", Nets.TEN, Nets.noisy(20, 1, 9, 10, 1), Nets.noisy(10, 1, 9, 10, 2));
        assertThatThrownBy(() -> Trainer.train(
                        new TrainRequest(
                                net(),
                                Nets.recipe(1, 4, 0.1, Recipe.Loss.CROSS_ENTROPY, 0),
                                other,
                                folder.resolve("e"),
                                1,
                                false),
                        TrainListener.SILENT))
                .hasMessage("data set other has images of 1 x 9 x 9, but network tiny takes 2 x 8 x 8;"
                        + " change its input");
    }
}
