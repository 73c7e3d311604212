// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model.recipe;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The settings of a {@link Recipe}, except its name and place. Every text about a recipe is generated from this one list. Order and
 * names are part of stored fingerprints.
 */
public enum RecipeSetting {
    DATA(r -> r.run().data()),
    EPOCHS(r -> r.run().epochs()),
    BATCH(r -> r.run().batch()),
    OPTIMIZER(r -> r.descent().optimizer()),
    RATE(r -> r.descent().rate()),
    LOSS(r -> r.objective().loss()),
    AUGMENT(r -> r.regularization().augment()),
    VALIDATION(r -> r.run().validation()),
    SEED(r -> r.run().seed()),
    CLIP(r -> r.descent().clip()),
    LATENTS(r -> r.descent().latents()),
    STE(r -> r.objective().ste()),
    PATIENCE(r -> r.run().patience()),
    AVERAGE(r -> r.regularization().average()),
    STEP(r -> r.objective().step()),
    LINEAGE(Recipe::lineage),
    DECAYS(r -> r.descent().decays());

    private final Function<Recipe, Object> value;

    RecipeSetting(Function<Recipe, Object> value) {
        this.value = value;
    }

    /** Its name in a fingerprint. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Object of(Recipe recipe) {
        return value.apply(recipe);
    }

    /**
     * False for a setting that earlier versions did not have and that this recipe does not use, so that its fingerprint stays as it
     * was.
     */
    public boolean counts(Recipe recipe) {
        return switch (this) {
            case LATENTS -> !of(recipe).equals(Descent.Latents.STANDARD);
            case DECAYS -> !of(recipe).equals(Map.of());
            default -> true;
        };
    }
}
