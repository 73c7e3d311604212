// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.pytorch;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Twin;
import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.recipe.RecipeSetting;
import dev.bnn.model.recipe.Schedule;
import dev.bnn.template.Text;
import dev.bnn.training.inference.FloatModel;
import dev.bnn.training.record.Fingerprints;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The entries of a recipe, as the arguments from which the script makes its own recipe. */
final class RecipeEntries {
    private final List<ScriptView.Worded> texts = new ArrayList<>();
    private final List<ScriptView.Coded> numbers = new ArrayList<>();

    private RecipeEntries() {}

    static ScriptView.Entries of(Network network, Recipe recipe) {
        RecipeEntries entries = new RecipeEntries();
        entries.text("name", recipe.name());
        entries.text("text", Fingerprints.recipe(recipe, true));
        for (RecipeSetting setting : RecipeSetting.values()) {
            entries.add(setting, network, recipe);
        }
        Network trained = Twin.of(network, recipe.lineage().precision());
        entries.number("score_scale", FloatModel.scoreScale(trained));
        return new ScriptView.Entries(entries.texts, entries.numbers);
    }

    /** A switch expression, so that a missing setting is a compile error. */
    private Void add(RecipeSetting setting, Network network, Recipe recipe) {
        return switch (setting) {
            // All recipes of a script have the same data, which is named at its beginning.
            case DATA -> null;
            case EPOCHS -> number("epochs", recipe.run().epochs());
            case BATCH -> number("batch", recipe.run().batch());
            case OPTIMIZER -> recipe.descent().optimizer().accept(new OfOptimizer());
            case RATE -> rate(recipe.descent().rate());
            case LOSS -> loss(recipe.objective().loss());
            case AUGMENT -> augment(recipe.regularization().augment());
            case VALIDATION -> number("validation", recipe.run().validation());
            case SEED -> number("seed", recipe.run().seed());
            case CLIP -> number("clip", recipe.descent().clip());
            case LATENTS -> latents(recipe.descent().latents());
            case STE -> word("ste", recipe.objective().ste());
            case PATIENCE -> number("patience", recipe.run().patience());
            case AVERAGE -> number("average", recipe.regularization().average());
            case STEP -> word("step", recipe.objective().step());
            case LINEAGE -> lineage(recipe.lineage());
            case DECAYS -> decays(network, recipe.descent());
        };
    }

    private Void text(String name, String value) {
        texts.add(new ScriptView.Worded(name, new Text(value)));
        return null;
    }

    private Void word(String name, Enum<?> value) {
        text(name, value.name().toLowerCase(Locale.ROOT).replace("_", ""));
        return null;
    }

    private Void number(String name, Object value) {
        numbers.add(new ScriptView.Coded(name, value.toString()));
        return null;
    }

    private Void truth(String name, boolean value) {
        numbers.add(new ScriptView.Coded(name, value ? "True" : "False"));
        return null;
    }

    private Void rate(Schedule rate) {
        number("rate", rate.initial());
        return rate.accept(new OfSchedule());
    }

    private Void loss(Recipe.Loss loss) {
        word("loss", loss.function());
        number("smoothing", loss.smoothing());
        loss.weights().accept(new OfClassWeights());
        return null;
    }

    private Void latents(Descent.Latents latents) {
        word("latents", latents.first());
        truth("centered", latents.centered());
        number("quantile", latents.quantile());
        return null;
    }

    /** One decay for each matrix, if layers have decays of their own. */
    private Void decays(Network network, Descent descent) {
        if (descent.decays().isEmpty()) {
            return null;
        }
        String values = network.layers().stream()
                .filter(Layer.Weighted.class::isInstance)
                .map(layer -> Double.toString(descent.optimizerOf(layer.name()).decay()))
                .collect(Collectors.joining(", "));
        return number("decays", "(" + values + ",)");
    }

    private Void augment(Recipe.Augment augment) {
        number("crop", augment.crop());
        truth("flip", augment.flip());
        number("cutout", augment.cutout());
        number("mixup", augment.mixup());
        return null;
    }

    private Void lineage(Recipe.Lineage lineage) {
        word("precision", lineage.precision());
        lineage.start().ifPresent(start -> text("start", start));
        lineage.teacher().ifPresent(teacher -> {
            text("teacher", teacher.recipe());
            number("share", teacher.share());
            number("temperature", teacher.temperature());
        });
        return null;
    }

    private final class OfOptimizer implements Descent.Optimizer.Visitor<Void> {
        @Override
        public Void adam(Descent.Optimizer.Adam adam) {
            text("optimizer", adam.decoupled() ? "adamw" : "adam");
            return moments(adam);
        }

        private Void moments(Descent.Optimizer.Adam adam) {
            number("beta1", adam.beta1());
            number("beta2", adam.beta2());
            number("epsilon", adam.epsilon());
            number("decay", adam.decay());
            return null;
        }

        @Override
        public Void bop(Descent.Optimizer.Bop bop) {
            text("optimizer", "bop");
            number("threshold", bop.threshold());
            number("gamma", bop.gamma());
            return moments(bop.others());
        }

        @Override
        public Void sgd(Descent.Optimizer.Sgd sgd) {
            text("optimizer", "sgd");
            number("momentum", sgd.momentum());
            truth("nesterov", sgd.nesterov());
            number("decay", sgd.decay());
            return null;
        }
    }

    private final class OfSchedule implements Schedule.Visitor<Void> {
        @Override
        public Void constant(Schedule.Constant schedule) {
            text("schedule", "constant");
            return null;
        }

        @Override
        public Void halved(Schedule.Halved schedule) {
            return repeated("stepped", 0.5, schedule.every());
        }

        @Override
        public Void stepped(Schedule.Stepped schedule) {
            return repeated("stepped", schedule.factor(), schedule.every());
        }

        private Void repeated(String schedule, double factor, int every) {
            text("schedule", schedule);
            number("factor", factor);
            number("every", every);
            return null;
        }

        @Override
        public Void exponential(Schedule.Exponential schedule) {
            text("schedule", "exponential");
            number("factor", schedule.last() / schedule.initial());
            return null;
        }

        @Override
        public Void cosine(Schedule.Cosine schedule) {
            text("schedule", "cosine");
            return null;
        }

        @Override
        public Void legs(Schedule.Legs schedule) {
            return repeated("legs", schedule.factor(), schedule.every());
        }

        @Override
        public Void oneCycle(Schedule.OneCycle schedule) {
            text("schedule", "onecycle");
            return null;
        }

        @Override
        public Void warmUp(Schedule.WarmUp schedule) {
            number("warm_up", schedule.warmUp());
            return schedule.then().accept(this);
        }
    }

    private final class OfClassWeights implements Recipe.ClassWeights.Visitor<Void> {
        @Override
        public Void equal() {
            return null;
        }

        @Override
        public Void balanced() {
            truth("balanced", true);
            return null;
        }

        @Override
        public Void given(Recipe.ClassWeights.Given weights) {
            String values = weights.values().stream().map(Object::toString).collect(Collectors.joining(", "));
            number("class_weights", "(" + values + ",)");
            return null;
        }
    }
}
