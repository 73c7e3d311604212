// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.source.Span;
import dev.bnn.testing.Mutations;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecipeSettingTest {
    private static final Recipe RECIPE = new Recipe(
            "default",
            Span.NONE,
            new Recipe.Run("digits", 10, 100, 1000, 7, 1),
            new Descent(Descent.Optimizer.Adam.STANDARD, new Schedule.Cosine(0.01), 1),
            Recipe.Objective.STANDARD,
            new Recipe.Regularization(Recipe.Augment.NONE, 3),
            new Recipe.Lineage(
                    Recipe.Precision.ACTIVATIONS, Optional.of("a"), Optional.of(new Recipe.Teacher("b", 0.5, 4))));

    private static List<Object> values(Recipe recipe) {
        return Arrays.stream(RecipeSetting.values()).map(s -> s.of(recipe)).toList();
    }

    @Test
    void everyComponentButTheNameBelongsToOneSetting() {
        Mutations.of(RECIPE).forEach((path, changed) -> {
            List<Object> before = values(RECIPE);
            List<Object> after = values(changed);
            long different = 0;
            for (int i = 0; i < before.size(); i++) {
                different += before.get(i).equals(after.get(i)) ? 0 : 1;
            }
            assertThat(different).as(path).isEqualTo(path.equals("name") ? 0 : 1);
        });
    }
}
