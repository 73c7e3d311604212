// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import dev.bnn.check.vocabulary.Range;
import dev.bnn.check.vocabulary.Term;
import dev.bnn.check.vocabulary.TrainVocabulary;
import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.workflow.WorkflowException;
import java.util.LinkedHashMap;
import java.util.Map;

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
        require("bnn.epochs", epochs, TrainVocabulary.EPOCHS);
        require("bnn.batch", batch, TrainVocabulary.BATCH);
        require("bnn.seed", seed, TrainVocabulary.SEED);
        require("bnn.validation", validation, TrainVocabulary.VALIDATION);
        if (trainImages != null) {
            Given.atLeast(1, "bnn.trainImages", trainImages);
        }
        if (rate != null && !(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new WorkflowException("bnn.rate is " + rate + "; give a learning rate above 0, such as 0.02.");
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

    /** A value has the limits of the entry that it replaces. */
    private static void require(String name, Number value, Term entry) throws WorkflowException {
        if (value != null) {
            Range range = entry.range().orElseThrow();
            Given.atLeast(range.min(), name, value.longValue());
            Given.atMost(range.max(), name, value.longValue());
        }
    }

    /** The names of the entries of a train section that these values replace, each with its parameter. */
    public Map<String, String> replaced() {
        Map<String, String> replaced = new LinkedHashMap<>();
        put(replaced, epochs, TrainVocabulary.EPOCHS, "bnn.epochs");
        put(replaced, batch, TrainVocabulary.BATCH, "bnn.batch");
        put(replaced, rate, TrainVocabulary.RATE, "bnn.rate");
        put(replaced, validation, TrainVocabulary.VALIDATION, "bnn.validation");
        put(replaced, seed, TrainVocabulary.SEED, "bnn.seed");
        return replaced;
    }

    private static void put(Map<String, String> replaced, Number value, Term entry, String parameter) {
        if (value != null) {
            replaced.put(entry.word(), parameter);
        }
    }
}
