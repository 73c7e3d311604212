// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.model.LayerKind;
import dev.bnn.model.WeightType;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.LayerOption;
import dev.bnn.syntax.LostWords;
import dev.bnn.syntax.Numeral;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Statement;
import dev.bnn.syntax.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks each statement once, used or not: all that does not depend on shapes and on what parameters stand for. */
final class StatementChecker {
    private final Blocks blocks;
    private final LostWords lost;
    private final ExprEvaluator evaluator;
    private final Diagnostics diagnostics;
    private final Numerals numerals;

    /** @param lost words that were not understood: a block that seems unknown may be among them */
    StatementChecker(Blocks blocks, LostWords lost, Diagnostics diagnostics) {
        this.blocks = blocks;
        this.lost = lost;
        this.evaluator = new ExprEvaluator(diagnostics);
        this.diagnostics = diagnostics;
        this.numerals = new Numerals(diagnostics, Codes.RANGE);
    }

    void check(List<Statement> body, Scope scope) {
        for (int i = 0; i < body.size(); i++) {
            Statement statement = body.get(i);
            Optional<String> meant = LayerOptions.meant(body, i);
            if (statement instanceof Statement.LayerStatement layer) {
                layer(layer, scope);
                boolean whole = i + 1 == body.size() || !goesOn(body.get(i + 1), statement);
                boolean windows = layer instanceof Statement.Conv || layer instanceof Statement.Depthwise;
                if (windows && whole) {
                    kernel(layer);
                }
            } else if (statement instanceof Statement.Incomplete incomplete) {
                check(incomplete.body(), scope);
            } else if (meant.isPresent()) {
                LayerKind kind = new LayerOptions((Statement.LayerStatement) body.get(i - 1)).kind();
                unfit(kind, ((Statement.Unknown) statement).word(), "did you mean `" + meant.get() + "`?");
            } else if (statement instanceof Statement.Repeat repeat) {
                evaluator.value(repeat.times(), scope);
                check(repeat.body(), scope);
            } else if (statement instanceof Statement.Use use) {
                use(use, scope);
            } else {
                check(((Statement.Unknown) statement).body(), scope);
                unknown((Statement.Unknown) statement, i > 0 ? body.get(i - 1) : statement);
            }
        }
    }

    private void use(Statement.Use use, Scope scope) {
        use.arguments().forEach(a -> evaluator.value(a, scope));
        String name = use.block().text();
        if (blocks.get(name).isEmpty()) {
            if (!lost.mayDeclare(name)) {
                diagnostics.error(
                        Codes.NAME_UNKNOWN,
                        use.block().span(),
                        "there is no block `" + name + "`",
                        () -> blocks.names().isEmpty()
                                ? "`block " + name + "(n) { ... }` would declare it"
                                : Suggestion.hint(name, "blocks", blocks.names()));
            }
            return;
        }
        Section.Block block = blocks.get(name).get();
        List<Word> parameters = block.parameters().orElse(List.of());
        int wanted = parameters.size();
        if (block.parameters().isPresent() && use.arguments().size() != wanted) {
            diagnostics.error(
                    Codes.ARGUMENTS,
                    use.span(),
                    "block `" + name + "` has " + count(wanted, "parameter") + ", but "
                            + count(use.arguments().size(), "argument")
                            + (use.arguments().size() == 1 ? " is" : " are") + " given",
                    () -> "it is declared as `" + name + "("
                            + Suggestion.list(
                                    parameters.stream().map(Word::text).toList()) + ")` in line "
                            + block.span().start().line());
        }
    }

    private static String count(int n, String what) {
        return (n == 0 ? "no " : n + " ") + what + (n == 1 ? "" : "s");
    }

    /** Whether a statement that was not understood may be the rest of what is on its line. */
    private static boolean goesOn(Statement open, Statement other) {
        boolean understood = !(open instanceof Statement.Unknown || open instanceof Statement.Incomplete);
        return !understood && open.span().start().line() == other.span().end().line();
    }

    private void unknown(Statement.Unknown statement, Statement before) {
        String word = statement.word().text();
        if (blocks.get(word).isPresent()) {
            diagnostics.error(
                    Codes.LAYER_UNKNOWN,
                    statement.word().span(),
                    "block `" + word + "` is used without parentheses",
                    "write `" + word + "(...)` with a value for each parameter");
            return;
        }
        List<String> words = new ArrayList<>(
                Arrays.stream(LayerKind.values()).map(LayerKind::stem).toList());
        words.add("repeat");
        if (before != statement
                && goesOn(before, statement)
                && Suggestion.nearest(word, words).isEmpty()) {
            // The rest of what was not understood.
            return;
        }
        diagnostics.error(
                Codes.LAYER_UNKNOWN,
                statement.word().span(),
                "there is no layer `" + word + "`",
                Suggestion.hint(word, "layers", words));
    }

    private void layer(Statement.LayerStatement layer, Scope scope) {
        if (layer instanceof Statement.Conv conv) {
            evaluator.value(conv.channels(), scope);
        } else if (layer instanceof Statement.Depthwise depthwise) {
            depthwise.channels().ifPresent(this::channels);
        } else if (layer instanceof Statement.Dense dense) {
            evaluator.value(dense.units(), scope);
        } else if (layer instanceof Statement.Pool pool) {
            pool.size().ifPresent(s -> evaluator.value(s, scope));
        } else if (layer instanceof Statement.Quantize quantize) {
            evaluator.value(quantize.bits(), scope);
        } else if (layer instanceof Statement.Residual residual) {
            check(residual.body(), scope);
        } else if (layer instanceof Statement.Dropout dropout) {
            numerals.real("a dropout rate", dropout.rate(), "at least 0 and below 1", r -> r >= 0 && r < 1);
        }
        options(layer, scope);
    }

    private void options(Statement.LayerStatement layer, Scope scope) {
        LayerOptions options = new LayerOptions(layer);
        LayerKind kind = options.kind();
        Set<String> seen = new HashSet<>();
        for (LayerOption option : layer.options()) {
            boolean global = layer instanceof Statement.Pool pool && pool.size().isEmpty();
            if (!LayerOptions.of(kind).contains(option.keyword())) {
                unfit(
                        kind,
                        new Word(option.keyword(), option.span(), false),
                        "options of " + kind.stem() + ": " + String.join(", ", LayerOptions.of(kind)));
            } else if (global && option instanceof LayerOption.Stride) {
                diagnostics.error(
                        Codes.OPTION_UNFIT,
                        option.span(),
                        "a global pool has no stride",
                        "its window is the whole map");
            } else if (!seen.add(option.keyword())) {
                diagnostics.error(
                        Codes.OPTION_TWICE,
                        option.span(),
                        "`" + option.keyword() + "` is given twice",
                        "leave one of them out");
            } else {
                option(option, scope);
            }
        }
    }

    private void channels(Word number) {
        diagnostics.error(
                Codes.OPTION_UNFIT,
                number.span(),
                "depthwise takes no number of channels",
                "leave it out: there are as many as its input has; a `conv` with `kernel 1` behind it makes others of them");
    }

    private void unfit(LayerKind kind, Word option, String hint) {
        diagnostics.error(
                Codes.OPTION_UNFIT, option.span(), kind.stem() + " has no option `" + option.text() + "`", hint);
    }

    private void kernel(Statement.LayerStatement layer) {
        LayerOptions options = new LayerOptions(layer);
        if (options.get(LayerOption.Kernel.class).isEmpty()) {
            diagnostics.error(
                    Codes.OPTION_MISSING,
                    layer.span(),
                    options.kind().stem() + " lacks its kernel",
                    "add, for example, `kernel 3`");
        }
    }

    private void option(LayerOption option, Scope scope) {
        if (option instanceof LayerOption.Kernel kernel) {
            evaluator.value(kernel.size(), scope);
        } else if (option instanceof LayerOption.Stride stride) {
            evaluator.value(stride.step(), scope);
        } else if (option instanceof LayerOption.Padding padding) {
            padding.value().ifPresent(this::paddingValue);
        } else if (option instanceof LayerOption.Weights weights) {
            weights(weights);
        } else if (option instanceof LayerOption.Eps eps) {
            numerals.decimal("eps", eps.value(), "at least 0", e -> e >= 0);
        } else if (option instanceof LayerOption.Momentum momentum) {
            numerals.real("momentum", momentum.value(), "above 0 and at most 1", m -> m > 0 && m <= 1);
        }
    }

    private void paddingValue(Numeral value) {
        if (Math.abs(value.value()) > 1) {
            diagnostics.error(
                    Codes.PADDING_VALUE,
                    value.span(),
                    "padding cannot have the value " + value.text(),
                    "padding is 0, -1 or +1");
        }
    }

    private void weights(LayerOption.Weights weights) {
        if (WeightType.ofWord(weights.type().text()).isEmpty()) {
            List<String> types =
                    Arrays.stream(WeightType.values()).map(WeightType::word).toList();
            diagnostics.error(
                    Codes.WEIGHT_TYPE,
                    weights.type().span(),
                    "there are no weights `" + weights.type().text() + "`",
                    Suggestion.hint(weights.type().text(), "weights", types));
        }
    }
}
