// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.workflow.WorkflowException;

/**
 * Values from the POM or the command line that replace those of a train section; null keeps the section's value.
 *
 * @param epochs epochs to train
 * @param batch images per step
 * @param rate initial learning rate; the section's schedule keeps its shape
 * @param validation images held out of the training set
 * @param seed seed of all random choices
 * @param data another data set, or the place of the recipe's: see {@link ImageData}
 * @param trainImages number of images to train on, counted from the first
 */
public record Overrides(
        Integer epochs, Integer batch, Double rate, Integer validation, Long seed, String data, Integer trainImages) {
    public static final Overrides NONE = new Overrides(null, null, null, null, null, null, null);

    /** The recipe with these values applied. */
    public Recipe apply(Recipe r) throws WorkflowException {
        require("bnn.epochs", epochs);
        require("bnn.batch", batch);
        require("bnn.trainImages", trainImages);
        if (rate != null && !(rate > 0)) {
            throw new WorkflowException("bnn.rate is " + rate + "; give a learning rate above 0, such as 0.02.");
        }
        if (validation != null && validation < 0) {
            throw new WorkflowException("bnn.validation is " + validation + "; give a number of images, 0 or more.");
        }
        Recipe.Run run = r.run();
        Recipe.Run changed = new Recipe.Run(
                run.data(),
                epochs == null ? run.epochs() : epochs,
                batch == null ? run.batch() : batch,
                validation == null ? run.validation() : validation,
                run.patience(),
                seed == null ? run.seed() : seed);
        Descent descent = r.descent();
        return r.withRun(changed)
                .withDescent(
                        rate == null ? descent : descent.withRate(descent.rate().withInitial(rate)));
    }

    private static void require(String name, Integer value) throws WorkflowException {
        if (value != null) {
            Given.atLeast(1, name, value);
        }
    }
}
