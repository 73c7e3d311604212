// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.check.Frontend;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.Twin;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.source.SourceFile;
import dev.bnn.training.record.Fingerprints;
import dev.bnn.training.request.TrainRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedRecipeTest {
    static List<Path> models() throws Exception {
        try (Stream<Path> all = Files.walk(Path.of("..", "examples"), 6)) {
            return all.filter(
                            f -> f.toString().endsWith(".bnn") && !f.toString().contains("target"))
                    .sorted()
                    .toList();
        }
    }

    private static ShippedRecipe sent(ShippedRecipe recipe) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(recipe);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ShippedRecipe) in.readObject();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyRecipeOfTheExamplesArrives(Path file) throws Exception {
        Frontend.Result loaded = Frontend.load(file);
        Network model = loaded.network().orElseThrow();
        assertThat(model.recipes()).isNotEmpty();
        for (Recipe written : model.recipes()) {
            Recipe recipe = written.withRun(written.run().withEpochs(77).withSeed(123))
                    .withDescent(
                            written.descent().withRate(written.descent().rate().withInitial(0.0123)));
            ShippedRecipe.Unpacked unpacked = sent(ShippedRecipe.of(
                            loaded.source(), recipe, TrainRequest.Prerequisites.NONE))
                    .unpack();
            assertThat(unpacked.recipe()).isEqualTo(recipe);
            assertThat(unpacked.network())
                    .isEqualTo(Twin.of(model, recipe.lineage().precision()));
        }
    }

    @Test
    void whatARecipeStandsOnArrives() throws Exception {
        SourceFile source = new SourceFile("tiny.bnn", """
                network tiny "A small one"
                input 1 x 28 x 28 uint8 scaled -1 .. 1
                classes 0 .. 9
                layers { dense 10 weights bipolar }
                train twin   { data digits  precision float }
                train staged { data digits  start twin  teacher twin share 0.5 temperature 4 }
                """);
        Network model = Frontend.load(source).network().orElseThrow();
        Network twin = Twin.of(model, Recipe.Precision.FLOAT);
        Parameters parameters =
                new Parameters(Map.of("dense1.weight", new Parameters.Array(new int[] {1, 2}, new float[] {3, 4})));
        TrainRequest.TrainedNetwork trained = new TrainRequest.TrainedNetwork(twin, parameters);
        ShippedRecipe.Unpacked unpacked = sent(ShippedRecipe.of(
                        source,
                        model.recipes().get(1),
                        new TrainRequest.Prerequisites(Optional.of(trained), Optional.of(trained))))
                .unpack();
        for (TrainRequest.TrainedNetwork there : List.of(
                unpacked.prerequisites().start().orElseThrow(),
                unpacked.prerequisites().teacher().orElseThrow())) {
            assertThat(there.network()).isEqualTo(twin);
            assertThat(there.parameters().get("dense1.weight").shape()).containsExactly(1, 2);
            assertThat(there.parameters().get("dense1.weight").values()).containsExactly(3, 4);
        }
    }

    /** A jar of another version, or an override that the text cannot express. */
    @Test
    void aRecipeThatMeansSomethingElseThereIsRefused() throws Exception {
        Frontend.Result loaded = Frontend.load(models().get(0));
        Recipe written = loaded.network().orElseThrow().recipes().get(0);
        Recipe other = written.withObjective(written.objective().withSte(Recipe.Ste.SWISHSIGN));
        ShippedRecipe shipped = ShippedRecipe.of(loaded.source(), other, TrainRequest.Prerequisites.NONE);
        assertThatThrownBy(shipped::unpack)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the driver's recipe is \"" + Fingerprints.recipe(other, true) + "\", but here it is \""
                        + Fingerprints.recipe(written, true) + "\"");
    }
}
