// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.train;

import dev.bnn.check.values.NumberChecker;
import dev.bnn.check.vocabulary.Range;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.syntax.Numeral;
import dev.bnn.syntax.TrainEntry;
import dev.bnn.syntax.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the loss of a train section, and the estimators of its gradients. */
final class ObjectiveChecker {
    private static final Map<String, Recipe.Loss> LOSSES =
            WordChooser.byWord(l -> l.function().word(), Recipe.Loss.CROSS_ENTROPY, Recipe.Loss.SQUARED_HINGE);

    private static final Map<String, Recipe.ClassWeights> RULES =
            Map.of("balanced", new Recipe.ClassWeights.Balanced());

    private static final Map<String, Recipe.Step> STEPS = WordChooser.byWord(Recipe.Step::word, Recipe.Step.values());

    private static final Map<String, Recipe.Ste> ESTIMATORS = WordChooser.byWord(Recipe.Ste::word, Recipe.Ste.values());

    private final int classes;
    private final Diagnostics diagnostics;
    private final NumberChecker numbers;
    private final WordChooser choices;

    /** @param classes number of classes of the network; 0 if unknown */
    ObjectiveChecker(int classes, Diagnostics diagnostics) {
        this.classes = classes;
        this.diagnostics = diagnostics;
        this.numbers = new NumberChecker(diagnostics, Code.TRAIN_RANGE);
        this.choices = new WordChooser(diagnostics);
    }

    Recipe.Loss loss(TrainEntry.Loss loss) {
        Word function = loss.function();
        Recipe.Loss found = choices.of(
                function, LOSSES, Recipe.Loss.CROSS_ENTROPY, "there is no loss `" + function.text() + "`", "losses");
        LossOptions options = new LossOptions(found);
        loss.options().forEach(o -> o.accept(options));
        return new Recipe.Loss(found.function(), options.smoothing, options.weights);
    }

    /** Reads the options of a loss, each of which may be given once. */
    private final class LossOptions implements TrainEntry.LossOption.Visitor<Void> {
        private final Recipe.Loss loss;
        private final Set<String> seen = new HashSet<>();
        private double smoothing;
        private Recipe.ClassWeights weights;

        LossOptions(Recipe.Loss loss) {
            this.loss = loss;
            this.smoothing = loss.smoothing();
            this.weights = loss.weights();
        }

        @Override
        public Void smoothing(TrainEntry.LossOption.Smoothing option) {
            if (isFirst("smoothing", option.span())) {
                smoothing = ObjectiveChecker.this.smoothing(option, loss);
            }
            return null;
        }

        @Override
        public Void weights(TrainEntry.LossOption.Weights option) {
            if (isFirst("weights", option.span())) {
                weights = ObjectiveChecker.this.weights(option);
            }
            return null;
        }

        private boolean isFirst(String keyword, Span span) {
            if (seen.add(keyword)) {
                return true;
            }
            diagnostics.error(
                    Code.OPTION_TWICE,
                    span,
                    "an option of the loss is given twice",
                    Advice.of("leave one of them out").removing(span, "this `" + keyword + "`"));
            return false;
        }
    }

    Recipe.Step step(TrainEntry.Step step) {
        Word rule = step.rule();
        String message = "there is no step `" + rule.text() + "` of integer weights";
        return choices.of(rule, STEPS, Recipe.Step.MEAN, message, "steps");
    }

    Recipe.Ste ste(TrainEntry.Ste ste) {
        Word estimator = ste.estimator();
        String message = "there is no straight-through estimator `" + estimator.text() + "`";
        return choices.of(estimator, ESTIMATORS, Recipe.Ste.CLIPPED, message, "estimators");
    }

    private double smoothing(TrainEntry.LossOption.Smoothing smoothing, Recipe.Loss loss) {
        if (loss.function() != Recipe.Loss.Function.CROSS_ENTROPY) {
            diagnostics.error(
                    Code.OPTION_UNFIT,
                    smoothing.span(),
                    "squaredhinge has no option `smoothing`",
                    Advice.of("its margin keeps scores from growing as it is; smoothing belongs to crossentropy")
                            .removing(smoothing.span(), "`smoothing`"));
        }
        return numbers.real("`smoothing`", smoothing.share(), Range.BELOW_ONE).orElse(0);
    }

    private Recipe.ClassWeights weights(TrainEntry.LossOption.Weights weights) {
        if (weights.rule().isPresent()) {
            Word rule = weights.rule().get();
            String message = "there are no class weights `" + rule.text() + "`";
            return choices.of(rule, RULES, RULES.get("balanced"), message, "rules of class weights");
        }
        List<Numeral> given = weights.numbers();
        if (classes > 0 && given.size() != classes) {
            numbers.error(
                    weights.span(),
                    (given.size() == 1 ? "1 weight" : given.size() + " weights") + " for " + classes + " classes",
                    Advice.of("give each class one, in the order of `classes`, or write `weights balanced`")
                            .replacing(weights.span(), "weights balanced"));
        }
        return new Recipe.ClassWeights.Given(given.stream()
                .map(n ->
                        numbers.real("the weight of a class", n, Range.POSITIVE).orElse(1))
                .toList());
    }
}
