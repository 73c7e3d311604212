// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.recipe.Schedule;
import dev.bnn.source.Span;
import dev.bnn.workflow.WorkflowException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverridesTest {
    private static final Recipe RECIPE = new Recipe(
            "default",
            Span.NONE,
            new Recipe.Run("digits", 10, 100, 1000, 7, 1),
            new Descent(new Descent.Optimizer.Sgd(0.9, true, 1e-4), new Schedule.Exponential(0.02, 0.0002), 1),
            new Recipe.Objective(Recipe.Loss.SQUARED_HINGE, Recipe.Ste.TANH, Recipe.Step.LEARNED),
            new Recipe.Regularization(new Recipe.Augment(4, true, 8, 0.2), 3),
            new Recipe.Lineage(
                    Recipe.Precision.ACTIVATIONS,
                    Optional.of("twin"),
                    Optional.of(new Recipe.Teacher("twin", 0.5, 4))));

    @Test
    void nullLeavesTheRecipe() throws WorkflowException {
        assertThat(Overrides.NONE.apply(RECIPE)).isEqualTo(RECIPE);
    }

    @Test
    void valuesReplaceAndTheScheduleKeepsItsShape() throws WorkflowException {
        Recipe changed = new Overrides(3, 50, 0.01, 200, 9L, null, null).apply(RECIPE);
        assertThat(changed.run()).isEqualTo(new Recipe.Run("digits", 3, 50, 200, 7, 9));
        assertThat(changed.descent().rate()).isEqualTo(new Schedule.Exponential(0.01, 0.0001));
    }

    @Test
    void nonsenseIsRefused() {
        refused(new Overrides(0, null, null, null, null, null, null), "bnn.epochs is 0; give at least 1.");
        refused(new Overrides(null, null, null, null, null, null, 0), "bnn.trainImages is 0; give at least 1.");
        refused(new Overrides(null, null, null, -1, null, null, null), "bnn.validation is -1; give at least 0.");
        refused(new Overrides(null, null, null, null, -3L, null, null), "bnn.seed is -3; give at least 0.");
    }

    @Test
    void theLimitsAreThoseOfTheLanguage() {
        refused(
                new Overrides(1_000_001, null, null, null, null, null, null),
                "bnn.epochs is 1000001; give at most 1,000,000.");
        refused(new Overrides(null, 65_537, null, null, null, null, null), "bnn.batch is 65537; give at most 65,536.");
        for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused(
                    new Overrides(null, null, rate, null, null, null, null),
                    "bnn.rate is " + rate + "; give a learning rate above 0, such as 0.02.");
        }
    }

    private static void refused(Overrides overrides, String message) {
        assertThatThrownBy(() -> overrides.apply(RECIPE))
                .isInstanceOf(WorkflowException.class)
                .hasMessage(message);
    }
}
