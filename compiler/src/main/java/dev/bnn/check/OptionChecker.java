// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.check.layer.LayerOptions;
import dev.bnn.check.values.ExprEvaluator;
import dev.bnn.check.values.NumberChecker;
import dev.bnn.check.values.Scope;
import dev.bnn.check.vocabulary.LayerVocabulary;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.model.LayerKind;
import dev.bnn.model.WeightType;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.Expr;
import dev.bnn.syntax.LayerOption;
import dev.bnn.syntax.LayerStatement;
import dev.bnn.syntax.Numeral;
import dev.bnn.syntax.Statement;
import dev.bnn.syntax.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Checks the options of a layer: that its kind has them, that each occurs at most once, and their values. */
final class OptionChecker {
    private final ExprEvaluator evaluator;
    private final NumberChecker numbers;
    private final Diagnostics diagnostics;
    private final BiConsumer<List<Statement>, Scope> bodies;

    /** @param bodies checks the statements of an option that contains some, which is a shortcut */
    OptionChecker(
            ExprEvaluator evaluator,
            NumberChecker numbers,
            Diagnostics diagnostics,
            BiConsumer<List<Statement>, Scope> bodies) {
        this.evaluator = evaluator;
        this.numbers = numbers;
        this.diagnostics = diagnostics;
        this.bodies = bodies;
    }

    /** Checks which options a layer has, and their values. */
    void check(LayerStatement layer, Scope scope) {
        LayerOptions options = new LayerOptions(layer);
        LayerKind kind = options.kind();
        Set<String> seen = new HashSet<>();
        for (LayerOption option : layer.options()) {
            boolean global =
                    layer instanceof LayerStatement.Pool pool && pool.size().isEmpty();
            if (!LayerOptions.of(kind).contains(option.keyword())) {
                unfit(
                        kind,
                        new Word(option.keyword(), option.span(), false),
                        Advice.of("options of " + kind.stem() + ": " + String.join(", ", LayerOptions.of(kind)))
                                .removing(option.span(), "`" + option.keyword() + "`"));
            } else if (global && !(option instanceof LayerOption.As)) {
                diagnostics.error(
                        Code.OPTION_UNFIT,
                        option.span(),
                        "a global pool has no " + option.keyword(),
                        Advice.of("its window is the whole map").removing(option.span(), "`" + option.keyword() + "`"));
            } else if (!seen.add(option.keyword())) {
                diagnostics.error(
                        Code.OPTION_TWICE,
                        option.span(),
                        "`" + option.keyword() + "` is given twice",
                        Advice.of("leave one of them out").removing(option.span(), "this `" + option.keyword() + "`"));
            } else {
                option.accept(new OptionValues(scope));
            }
        }
    }

    /** Reports an option that a layer of that kind does not have. */
    void unfit(LayerKind kind, Word option, Advice advice) {
        diagnostics.error(
                Code.OPTION_UNFIT, option.span(), kind.stem() + " has no option `" + option.text() + "`", advice);
    }

    /** Reports a layer that needs a kernel and has none. */
    void checkKernel(LayerStatement layer) {
        LayerOptions options = new LayerOptions(layer);
        boolean needed = LayerVocabulary.options(options.kind()).contains(LayerVocabulary.KERNEL);
        if (needed && options.get(LayerOption.Kernel.class).isEmpty()) {
            diagnostics.error(
                    Code.OPTION_MISSING,
                    layer.span(),
                    options.kind().stem() + " lacks its kernel",
                    Advice.of("add, for example, `kernel 3`").insertingAfter(layer.span(), " kernel 3"));
        }
    }

    /** Checks the values of options. */
    private final class OptionValues implements LayerOption.Visitor<Void>, LayerOption.Amount.Visitor<Void> {
        private final Scope scope;

        OptionValues(Scope scope) {
            this.scope = scope;
        }

        @Override
        public Void kernel(LayerOption.Kernel kernel) {
            kernel.size().expressions().forEach(e -> evaluator.value(e, scope));
            return null;
        }

        @Override
        public Void stride(LayerOption.Stride stride) {
            stride.step().expressions().forEach(e -> evaluator.value(e, scope));
            return null;
        }

        @Override
        public Void dilation(LayerOption.Dilation dilation) {
            dilation.distance().expressions().forEach(e -> evaluator.value(e, scope));
            return null;
        }

        @Override
        public Void groups(LayerOption.Groups groups) {
            evaluator.value(groups.count(), scope);
            return null;
        }

        @Override
        public Void padding(LayerOption.Padding padding) {
            padding.amount().accept(this);
            padding.value().ifPresent(OptionChecker.this::paddingValue);
            return null;
        }

        @Override
        public Void none() {
            return null;
        }

        @Override
        public Void same() {
            return null;
        }

        @Override
        public Void around(LayerOption.Amount.Around amount) {
            if (amount.extent().rows() instanceof Expr.Reference name) {
                mode(name, scope);
            }
            return values(amount);
        }

        @Override
        public Void sides(LayerOption.Amount.Sides amount) {
            values(amount);
            OptionChecker.this.sides(amount.sides());
            return null;
        }

        private Void values(LayerOption.Amount amount) {
            amount.expressions().forEach(e -> evaluator.value(e, scope));
            return null;
        }

        @Override
        public Void weights(LayerOption.Weights weights) {
            weightType(weights.type());
            return null;
        }

        @Override
        public Void eps(LayerOption.Eps eps) {
            numbers.decimal("eps", eps.value(), LayerVocabulary.EPS.range().orElseThrow());
            return null;
        }

        @Override
        public Void momentum(LayerOption.Momentum momentum) {
            numbers.real(
                    "momentum",
                    momentum.value(),
                    LayerVocabulary.MOMENTUM.range().orElseThrow());
            return null;
        }

        @Override
        public Void shortcut(LayerOption.Shortcut shortcut) {
            bodies.accept(shortcut.body(), scope);
            return null;
        }

        /** {@code LayerNames} checks the name at each use of its block. */
        @Override
        public Void as(LayerOption.As name) {
            return null;
        }
    }

    /** An undeclared name in the place of a padding may be a misspelling of one of its words. */
    private void mode(Expr.Reference name, Scope scope) {
        List<String> words = Vocabulary.words(LayerVocabulary.PADDING.choices());
        boolean unknown = !scope.knows(name.name()) && !scope.mayKnow(name.name());
        if (unknown && Suggestion.nearest(name.name(), words).isPresent()) {
            diagnostics.error(
                    Code.NAME_UNKNOWN,
                    name.span(),
                    "there is no padding `" + name.name() + "`",
                    Suggestion.advice(name.name(), name.span(), "paddings", words));
        }
    }

    private void sides(List<LayerOption.Side> sides) {
        Set<String> seen = new HashSet<>();
        for (LayerOption.Side side : sides) {
            String name = side.name().text();
            if (!seen.add(name)) {
                diagnostics.error(
                        Code.OPTION_TWICE,
                        side.name().span(),
                        "`" + name + "` is given twice",
                        "leave one of them out");
            }
        }
    }

    private void paddingValue(Numeral value) {
        if (Math.abs(value.value()) > 1) {
            diagnostics.error(
                    Code.PADDING_VALUE,
                    value.span(),
                    "padding cannot have the value " + value.text(),
                    Advice.of("padding is 0, -1 or +1")
                            .replacing(value.span(), "0")
                            .replacing(value.span(), "-1")
                            .replacing(value.span(), "+1"));
        }
    }

    private void weightType(Word type) {
        if (WeightType.ofWord(type.text()).isEmpty()) {
            diagnostics.error(
                    Code.WEIGHT_TYPE,
                    type.span(),
                    "there are no weights `" + type.text() + "`",
                    Suggestion.advice(
                            type.text(), type.span(), "weights", Vocabulary.words(LayerVocabulary.WEIGHT_TYPES)));
        }
    }
}
