// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bnn.check.Frontend;
import dev.bnn.data.DataSet;
import dev.bnn.data.IdxFiles;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Split;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.recipe.Schedule;
import dev.bnn.npz.Npz;
import dev.bnn.source.Span;
import dev.bnn.training.Nets;
import dev.bnn.training.Trainer;
import dev.bnn.training.inference.FloatModel;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.training.request.TrainResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what the script does around a step: the split, the rates, augmented images, and complete trainings. */
class ScriptTest {
    private static final Path QUICKSTART = Path.of("..", "examples", "quickstart", "src", "main", "bnn", "digits.bnn");

    @TempDir
    Path folder;

    private static Network small(String name) {
        return NetworkBuilder.named(name)
                .input(1, 12, 10, ValueSet.ScaledBytes.range("-1", "1"))
                .flatten()
                .dense(10, WeightType.BIPOLAR)
                .build();
    }

    private static Recipe recipe() {
        return Recipe.standard("default", Span.NONE, "pictures");
    }

    @Test
    void holdsTheSameImagesOut() throws Exception {
        int n = 1234;
        Recipe recipe = recipe().withRun(recipe().run().withValidation(100).withSeed(-7));
        Path script = Scripts.write(folder, small("split"), recipe);
        JsonNode found =
                Python.answers(folder, List.of("held_out " + script + " " + n)).get(0);
        ImageSet images =
                new ImageSet(1, 1, 1, new byte[n], IntStream.range(0, n).toArray());
        Split split = Split.holdOut(images, 100, -7);
        assertThat(new ObjectMapper().convertValue(found.get(0), int[].class))
                .isEqualTo(split.train().labels());
        assertThat(new ObjectMapper().convertValue(found.get(1), int[].class))
                .isEqualTo(split.validation().labels());
    }

    @Test
    void hasTheSameRates() throws Exception {
        List<Schedule> schedules = List.of(
                new Schedule.Constant(0.1),
                new Schedule.Halved(0.1, 3),
                new Schedule.Stepped(0.1, 0.3, 2),
                new Schedule.Exponential(0.1, 0.001),
                new Schedule.Cosine(0.1),
                new Schedule.Legs(0.1, 4, 0.6),
                new Schedule.OneCycle(0.1),
                new Schedule.WarmUp(new Schedule.Cosine(0.1), 4),
                new Schedule.WarmUp(new Schedule.Halved(0.1, 2), 1));
        List<String> tasks = new ArrayList<>();
        for (Schedule schedule : schedules) {
            Recipe recipe = recipe().withDescent(recipe().descent().withRate(schedule));
            tasks.add("rates " + Scripts.write(folder, small("rates" + tasks.size()), recipe) + " 11");
        }
        List<JsonNode> answers = Python.answers(folder, tasks);
        for (int s = 0; s < tasks.size(); s++) {
            for (int e = 0; e < 11; e++) {
                assertThat(answers.get(s).get(e).asDouble())
                        .as(schedules.get(s) + ", epoch " + e)
                        .isCloseTo(schedules.get(s).at(e, 11), within(1e-15));
            }
        }
    }

    /** Texts that would end a literal, a comment or a line come back unchanged, and nothing in them is executed. */
    @Test
    void givesHostileTextsBack() throws Exception {
        List<String> texts = List.of(
                "\"; import os; os.mkdir('pwned'); \"",
                "\"\"\"\nimport os\nos.mkdir('pwned')\n\"\"\"",
                "a\nimport os\rb\tc",
                "\\\" \\N{BULLET} \\u0022 \\",
                "#{} %s {0} [=s.name] [#if] ${d} {NAME}",
                "\u202eabc\u2028 gr\u00fcn \u65e5 \ud83d\ude00",
                "nul\0 \u0007\u001b[31m\u007f\u0085",
                "'");
        Network network = NetworkBuilder.named("hostile")
                .title(String.join(" ", texts))
                .input(1, 2, 2, ValueSet.ScaledBytes.range("-1", "1"))
                .classes(texts)
                .flatten()
                .dense(texts.size(), WeightType.BIPOLAR)
                .build();
        String all = String.join(" ", texts);
        Recipe recipe = Recipe.standard("default", Span.NONE, all);
        String script = Script.of(
                new ScriptRequest(network, all + ".bnn", List.of(recipe), Span.NONE, all, Optional.empty(), all));
        Path file = Files.writeString(folder.resolve("hostile_train.py"), script);
        JsonNode found = Python.answers(folder, List.of("names " + file)).get(0);
        assertThat(new ObjectMapper().convertValue(found.get(1), String[].class))
                .containsExactlyElementsOf(texts);
        assertThat(found.get(3).asText()).isEqualTo(all);
        assertThat(found.get(4).asText()).isEqualTo(all);
        assertThat(script.lines()).allMatch(line -> line.matches("[ -~]*"));
        assertThat(Path.of("pwned")).doesNotExist();
    }

    /** Pixels encode their position, so each augmented image shows how it was moved, mirrored and cut out. */
    @Test
    void changesImagesAsTheRecipeSays() throws Exception {
        Recipe.Augment augment = new Recipe.Augment(2, true, 3, 0);
        Recipe recipe = recipe().withRegularization(recipe().regularization().withAugment(augment));
        Path script = Scripts.write(folder, small("changed"), recipe);
        JsonNode images = Python.answers(folder, List.of("augmented " + script)).get(0);
        Set<List<Object>> ways = new HashSet<>();
        int cut = 0;
        for (JsonNode image : images) {
            List<List<Object>> fitting = new ArrayList<>();
            int padding = 0;
            for (int dy = -2; dy <= 2; dy++) {
                for (int dx = -2; dx <= 2; dx++) {
                    for (boolean mirrored : new boolean[] {false, true}) {
                        int differing = differing(image, dy, dx, mirrored);
                        if (differing >= 0 && differing <= 9) {
                            fitting.add(List.of(dy, dx, mirrored));
                            padding = differing;
                        }
                    }
                }
            }
            assertThat(fitting).as("%s", image).hasSize(1);
            ways.addAll(fitting);
            cut += padding > 0 ? 1 : 0;
        }
        // 5 x 5 x 2 ways; 400 images miss any one of them with a probability of (49 / 50)^400.
        assertThat(ways).hasSizeGreaterThan(45);
        assertThat(cut).isGreaterThan(300);
    }

    /**
     * The number of padding pixels where this way of moving and mirroring would show a pixel of the image; -1 if any other pixel
     * does not fit this way.
     */
    private static int differing(JsonNode image, int dy, int dx, boolean mirrored) {
        int padding = 0;
        for (int y = 0; y < 12; y++) {
            for (int x = 0; x < 10; x++) {
                int sy = y + dy;
                int sx = (mirrored ? 9 - x : x) + dx;
                boolean inside = sy >= 0 && sy < 12 && sx >= 0 && sx < 10;
                int expected = inside ? sy * 10 + sx + 1 : 128;
                int found = image.get(y).get(x).asInt();
                if (found != expected && found != 128) {
                    return -1;
                }
                padding += found != expected ? 1 : 0;
            }
        }
        return padding;
    }

    /**
     * Two epochs of the quickstart end near the accuracy of ours. The script's files have our format, and we measure the accuracy
     * that they state.
     */
    @Test
    void trainsTheQuickstart() throws Exception {
        Python.required();
        Network network = Frontend.load(QUICKSTART).network().orElseThrow();
        Recipe recipe = network.recipes().get(0);
        recipe = recipe.withRun(recipe.run().withEpochs(2).withValidation(500));
        DataSet data = Nets.load("digits:4000", folder, 1, 28);
        Path images = folder.resolve("digits");
        IdxFiles.write(data, images);
        Path script = Scripts.write(folder, network, recipe);
        Path out = folder.resolve("out");
        List<String> words =
                List.of(script.toString(), "--data", images.toString(), "--out", out.toString(), "--threads", "1");
        List<String> said = Python.run(folder, words);
        assertThat(said).anyMatch(line -> line.startsWith("epoch 2/2"));

        TrainResult ours = Trainer.train(
                new TrainRequest(network, recipe, data, folder.resolve("ours"), 1, false), TrainListener.SILENT);
        JsonNode theirs =
                new ObjectMapper().readTree(out.resolve("provenance.json").toFile());
        double top1 = theirs.get("test_top1").asDouble();
        assertThat(theirs.get("data").get("sha256").asText()).isEqualTo(data.hash());
        assertThat(top1).isCloseTo(ours.test().top1(), within(0.12)).isGreaterThan(0.7);
        try (FloatModel model = new FloatModel(network, Npz.read(out.resolve("digits.npz"), network))) {
            assertThat(model.evaluate(data.test()).top1()).isEqualTo(top1);
        }

        // The same command resumes: nothing is left to do, and it writes the same parameters.
        byte[] first = Files.readAllBytes(out.resolve("checkpoint.pt"));
        assertThat(Python.run(folder, words)).anyMatch(line -> line.contains("goes on after epoch 2"));
        assertThat(Files.readAllBytes(out.resolve("checkpoint.pt"))).isEqualTo(first);
    }
}
