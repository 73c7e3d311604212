// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.check.layer.LayerOptions;
import dev.bnn.check.values.ExprEvaluator;
import dev.bnn.check.values.NumberChecker;
import dev.bnn.check.values.Scope;
import dev.bnn.check.vocabulary.LayerVocabulary;
import dev.bnn.check.vocabulary.Range;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.Expr;
import dev.bnn.syntax.LayerStatement;
import dev.bnn.syntax.LostWords;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Statement;
import dev.bnn.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks each statement once, whether it is used or not: everything that does not depend on shapes and on the values of parameters. */
final class StatementChecker {
    private final Blocks blocks;
    private final LostWords lost;
    private final ExprEvaluator evaluator;
    private final Diagnostics diagnostics;
    private final NumberChecker numbers;
    private final OptionChecker options;

    /** @param lost words that were not understood; a block that seems unknown may be declared among them */
    StatementChecker(Blocks blocks, LostWords lost, Diagnostics diagnostics) {
        this.blocks = blocks;
        this.lost = lost;
        this.evaluator = new ExprEvaluator(diagnostics);
        this.diagnostics = diagnostics;
        this.numbers = new NumberChecker(diagnostics, Code.RANGE);
        this.options = new OptionChecker(evaluator, numbers, diagnostics, this::check);
    }

    void check(List<Statement> body, Scope scope) {
        for (int i = 0; i < body.size(); i++) {
            body.get(i).accept(new InBody(body, i, scope));
        }
    }

    /** Checks the statement at an index of a body. */
    private final class InBody implements Statement.Visitor<Void> {
        private final List<Statement> body;
        private final int index;
        private final Scope scope;

        InBody(List<Statement> body, int index, Scope scope) {
            this.body = body;
            this.index = index;
            this.scope = scope;
        }

        @Override
        public Void layer(LayerStatement layer) {
            layer.accept(new Values(scope));
            options.check(layer, scope);
            if (index + 1 == body.size() || !goesOn(body.get(index + 1), layer)) {
                options.checkKernel(layer);
            }
            return null;
        }

        @Override
        public Void incomplete(Statement.Incomplete incomplete) {
            check(incomplete.body(), scope);
            return null;
        }

        @Override
        public Void repeat(Statement.Repeat repeat) {
            evaluator.value(repeat.times(), scope);
            check(repeat.body(), scope);
            return null;
        }

        @Override
        public Void use(Statement.Use use) {
            StatementChecker.this.use(use, scope);
            return null;
        }

        @Override
        public Void unknown(Statement.Unknown unknown) {
            Optional<LayerOptions.Meant> meant = LayerOptions.meant(body, index);
            if (meant.isPresent()) {
                String option = meant.get().option();
                Advice advice = Advice.of("did you mean `" + option + "`?");
                options.unfit(
                        meant.get().kind(),
                        unknown.word(),
                        advice.replacing(unknown.word().span(), option));
                return null;
            }
            check(unknown.body(), scope);
            StatementChecker.this.unknown(unknown, index > 0 ? body.get(index - 1) : unknown);
            return null;
        }
    }

    private void use(Statement.Use use, Scope scope) {
        use.arguments().forEach(a -> evaluator.value(a, scope));
        String name = use.block().text();
        if (blocks.get(name).isEmpty()) {
            if (!lost.mayDeclare(name)) {
                diagnostics.error(
                        Code.NAME_UNKNOWN,
                        use.block().span(),
                        "there is no block `" + name + "`",
                        () -> blocks.names().isEmpty()
                                ? Advice.of("`block " + name + "(n) { ... }` would declare it")
                                : Suggestion.advice(name, use.block().span(), "blocks", blocks.names()));
            }
            return;
        }
        Section.Block block = blocks.get(name).get();
        List<Word> parameters = block.parameters().orElse(List.of());
        int wanted = parameters.size();
        if (block.parameters().isPresent() && use.arguments().size() != wanted) {
            diagnostics.error(
                    Code.ARGUMENTS,
                    use.span(),
                    "block `" + name + "` has " + count(wanted, "parameter") + ", but "
                            + count(use.arguments().size(), "argument")
                            + (use.arguments().size() == 1 ? " is" : " are") + " given",
                    () -> Advice.of("it is declared as `" + name + "("
                                    + Suggestion.list(
                                            parameters.stream().map(Word::text).toList()) + ")` in line "
                                    + block.span().start().line())
                            .relating(block.name().span(), "declared here"));
        }
    }

    private static String count(int n, String what) {
        return (n == 0 ? "no " : n + " ") + what + (n == 1 ? "" : "s");
    }

    /** Whether {@code open} was not understood and may belong to {@code other}, with which it shares a line. */
    private static boolean goesOn(Statement open, Statement other) {
        boolean understood = !(open instanceof Statement.Unknown || open instanceof Statement.Incomplete);
        return !understood && open.span().start().line() == other.span().end().line();
    }

    private void unknown(Statement.Unknown statement, Statement before) {
        String word = statement.word().text();
        if (blocks.get(word).isPresent()) {
            Advice advice = Advice.of("write `" + word + "(...)` with a value for each parameter");
            diagnostics.error(
                    Code.LAYER_UNKNOWN,
                    statement.word().span(),
                    "block `" + word + "` is used without parentheses",
                    parameterless(word) ? advice.replacing(statement.word().span(), word + "()") : advice);
            return;
        }
        if (before instanceof LayerStatement && word.matches("x[0-9]+")) {
            diagnostics.error(
                    Code.LAYER_UNKNOWN,
                    statement.word().span(),
                    "there is no layer `" + word + "`",
                    Advice.of("put spaces around `x`: `kernel 1 x 9`")
                            .replacing(statement.word().span(), word.replace("x", "x ")));
            return;
        }
        List<String> words = new ArrayList<>(Vocabulary.words(LayerVocabulary.LAYERS));
        words.add(LayerVocabulary.REPEAT.word());
        if (before != statement
                && goesOn(before, statement)
                && Suggestion.nearest(word, words).isEmpty()) {
            // It continues a statement that was not understood.
            return;
        }
        diagnostics.error(
                Code.LAYER_UNKNOWN,
                statement.word().span(),
                "there is no layer `" + word + "`",
                Suggestion.advice(word, statement.word().span(), "layers", words));
    }

    private boolean parameterless(String block) {
        return blocks.get(block)
                .flatMap(Section.Block::parameters)
                .filter(List::isEmpty)
                .isPresent();
    }

    /** Checks the number after the word of a layer, and the body of a residual. */
    private final class Values implements LayerStatement.Visitor<Void> {
        private final Scope scope;

        Values(Scope scope) {
            this.scope = scope;
        }

        private Void value(Expr expr) {
            evaluator.value(expr, scope);
            return null;
        }

        @Override
        public Void conv(LayerStatement.Conv conv) {
            return value(conv.channels());
        }

        @Override
        public Void depthwise(LayerStatement.Depthwise depthwise) {
            depthwise.channels().ifPresent(StatementChecker.this::channels);
            return null;
        }

        @Override
        public Void dense(LayerStatement.Dense dense) {
            return value(dense.units());
        }

        @Override
        public Void pool(LayerStatement.Pool pool) {
            pool.size().ifPresent(size -> size.expressions().forEach(this::value));
            return null;
        }

        @Override
        public Void shuffle(LayerStatement.Shuffle shuffle) {
            value(shuffle.groups());
            return null;
        }

        @Override
        public Void upsample(LayerStatement.Upsample upsample) {
            upsample.factor().expressions().forEach(this::value);
            return null;
        }

        @Override
        public Void batchNorm(LayerStatement.BatchNorm layer) {
            return null;
        }

        @Override
        public Void sign(LayerStatement.Sign layer) {
            return null;
        }

        @Override
        public Void quantize(LayerStatement.Quantize quantize) {
            quantize.bits().ifPresent(this::value);
            return null;
        }

        @Override
        public Void ternary(LayerStatement.Ternary layer) {
            return null;
        }

        @Override
        public Void flatten(LayerStatement.Flatten layer) {
            return null;
        }

        @Override
        public Void dropout(LayerStatement.Dropout dropout) {
            numbers.real("a dropout rate", dropout.rate(), Range.BELOW_ONE);
            return null;
        }

        @Override
        public Void concat(LayerStatement.Concat concat) {
            concat.layers().forEach(branch -> check(branch, scope));
            return null;
        }

        @Override
        public Void residual(LayerStatement.Residual residual) {
            check(residual.layers(), scope);
            return null;
        }
    }

    private void channels(Word number) {
        diagnostics.error(
                Code.OPTION_UNFIT,
                number.span(),
                "depthwise takes no number of channels",
                Advice.of("leave it out: there are as many as its input has; a `conv` with `kernel 1` after it changes"
                                + " their number")
                        .removing(number.span(), "`" + number.text() + "`"));
    }
}
