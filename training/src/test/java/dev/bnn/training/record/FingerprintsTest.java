// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.Frontend;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.source.SourceFile;
import dev.bnn.testing.Mutations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Training can never resume from a checkpoint whose recipe has another text today, so this test pins the texts. */
class FingerprintsTest {
    private static final String MODEL = """
            network pinned
            input 3 x 32 x 32 uint8
            classes 0 .. 9
            layers { conv 8 kernel 3 batchnorm sign dense 10 }
            train plain { data cifar10 }
            train full {
              data cifar10 epochs 30 batch 50 optimizer adamw beta1 0.8 beta2 0.99 epsilon 1e-6 decay 0.02
              rate 0.02 x 0.1 every 5 warmup 2 loss crossentropy smoothing 0.1 weights 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
              augment crop 4, flip, cutout 8, mixup 0.2 ste approxsign step learned precision activations
              start plain teacher plain share 0.3 temperature 2 validation 2000 patience 7 average 3 seed 5 clip 2
            }
            train hinge {
              data cifar10 optimizer sgd momentum 0.9 nesterov decay 0.001 rate 0.1 cosine loss squaredhinge
              ste tanh precision float clip none start pretrained
            }
            train halved { data cifar10 rate 0.1 halved every 3 loss crossentropy weights balanced }
            train decayed { data cifar10 rate 0.1 decayed to 0.001 ste swishsign augment flip }
            train layers { data cifar10 optimizer sgd decay 0.1, conv 0, dense1 0.2 rate 0.1 }
            """;

    private static final List<String> TEXTS = List.of(
            "data cifar10  epochs 10  batch 100  optimizer adam beta1 0.9 beta2 0.999 epsilon 1.0E-8  rate "
                    + "0.01  loss crossentropy  validation 1000  seed 1  clip 1.0",
            "data cifar10  epochs 30  batch 50  optimizer adamw beta1 0.8 beta2 0.99 epsilon 1.0E-6 decay "
                    + "0.02  rate 0.02 x 0.1 every 5 warmup 2  loss crossentropy smoothing 0.1 weights 1.0, 2.0, 3.0, "
                    + "4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0  augment crop 4  augment flip  augment cutout 8  augment "
                    + "mixup 0.2  validation 2000  seed 5  clip 2.0  ste approxsign  step learned  average 3  "
                    + "precision activations  start plain  teacher plain share 0.3 temperature 2.0  patience 7",
            "data cifar10  epochs 10  batch 100  optimizer sgd momentum 0.9 nesterov decay 0.001  rate 0.1 "
                    + "cosine  loss squaredhinge  validation 1000  seed 1  clip 0.0  ste tanh  precision float  start "
                    + "pretrained",
            "data cifar10  epochs 10  batch 100  optimizer adam beta1 0.9 beta2 0.999 epsilon 1.0E-8  rate "
                    + "0.1 halved every 3  loss crossentropy weights balanced  validation 1000  seed 1  clip 1.0",
            "data cifar10  epochs 10  batch 100  optimizer adam beta1 0.9 beta2 0.999 epsilon 1.0E-8  rate "
                    + "0.1 exponential to 0.001  loss crossentropy  augment flip  validation 1000  seed 1  clip 1.0  "
                    + "ste swishsign",
            "data cifar10  epochs 10  batch 100  optimizer sgd momentum 0.0 decay 0.1  decays conv1 0.0, dense1 0.2  "
                    + "rate 0.1  loss crossentropy  validation 1000  seed 1  clip 1.0");

    @Test
    void textsOfRecipesStayAsTheyAre() {
        Frontend.Result result = Frontend.load(new SourceFile("pinned.bnn", MODEL));
        assertThat(result.diagnostics()).isEmpty();
        List<Recipe> recipes = result.network().orElseThrow().recipes();
        assertThat(recipes).map(r -> Fingerprints.recipe(r, true)).isEqualTo(TEXTS);
        assertThat(recipes)
                .map(r -> Fingerprints.recipe(r, false))
                .isEqualTo(TEXTS.stream()
                        .map(t -> t.replaceAll(" {2}(epochs|patience) [0-9]+", ""))
                        .toList());
    }

    @Test
    void everySettingChangesTheText() {
        List<Recipe> recipes = Frontend.load(new SourceFile("pinned.bnn", MODEL))
                .network()
                .orElseThrow()
                .recipes();
        for (Recipe recipe : recipes.subList(1, 3)) {
            Mutations.of(recipe).forEach((path, changed) -> {
                String text = Fingerprints.recipe(changed, true);
                assertThat(text.equals(Fingerprints.recipe(recipe, true)))
                        .as(path)
                        .isEqualTo(path.equals("name"));
            });
        }
    }
}
