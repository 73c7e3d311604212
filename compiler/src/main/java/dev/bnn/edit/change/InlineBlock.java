// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.change;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Position;
import dev.bnn.edit.Range;
import dev.bnn.source.Span;
import dev.bnn.syntax.Expr;
import dev.bnn.syntax.Lexeme;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Replaces a use of a block by its layers, and the parameters by the arguments. */
final class InlineBlock {
    private static final Set<String> OPERATORS = Set.of("+", "-", "*", "/");
    private static final Set<String> NAMED = Set.of("as", "weights");

    private final Analysis analysis;
    private final List<Body> bodies;

    InlineBlock(Analysis analysis) {
        this.analysis = analysis;
        this.bodies = Body.of(analysis);
    }

    /** The refactorings at a position: at a use, to inline this use, or all uses of its block; at the name of a block, to inline all. */
    List<Refactoring> at(Position position) {
        List<Refactoring> found = new ArrayList<>();
        for (Body body : bodies) {
            for (Statement.Use use : body.uses().toList()) {
                Optional<Section.Block> block = block(use.block().text());
                if (touches(use.block().span(), position)
                        && block.isPresent()
                        && !block.get().body().isEmpty()
                        && !captures(block.get(), body)) {
                    Draft draft = new Draft(analysis);
                    write(draft, use, block.get());
                    found.add(new Refactoring(
                            "Write out this use of `" + use.block().text() + "`",
                            Refactoring.Kind.INLINE,
                            draft.edit()));
                }
            }
        }
        analysis.sections(Section.Block.class).stream()
                .filter(b -> touches(b.name().span(), position))
                .findFirst()
                .flatMap(this::everywhere)
                .ifPresent(found::add);
        return found;
    }

    private boolean touches(Span span, Position position) {
        Range range = analysis.range(span);
        return range.touches(position);
    }

    private Optional<Section.Block> block(String name) {
        return analysis.sections(Section.Block.class).stream()
                .filter(b -> b.name().text().equals(name))
                .findFirst();
    }

    /** Inlines all uses of a block and removes it; empty if one of them cannot be inlined. */
    private Optional<Refactoring> everywhere(Section.Block block) {
        Draft draft = new Draft(analysis);
        int uses = 0;
        for (Body body : bodies) {
            for (Statement.Use use : body.uses().toList()) {
                if (use.block().text().equals(block.name().text())) {
                    if (captures(block, body) || block.body().isEmpty()) {
                        return Optional.empty();
                    }
                    write(draft, use, block);
                    uses++;
                }
            }
        }
        if (uses == 0) {
            return Optional.empty();
        }
        int start = analysis.lines().offset(block.whole().start());
        int end = analysis.lines().offset(block.whole().end());
        draft.replace(start, end, "");
        String title = "Write out `" + block.name().text() + "` everywhere, and remove it";
        return Optional.of(new Refactoring(title, Refactoring.Kind.INLINE, draft.edit()));
    }

    /** Whether the block uses a constant whose name is that of a parameter around the use. */
    private boolean captures(Section.Block block, Body body) {
        List<String> own = Body.parameters(block);
        return words(block).stream()
                .anyMatch(w -> w.kind() == Lexeme.Kind.NAME
                        && body.parameters().contains(w.text())
                        && !own.contains(w.text()));
    }

    private List<Lexeme> words(Section.Block block) {
        return Draft.words(analysis, start(block), end(block));
    }

    private int start(Section.Block block) {
        return analysis.lines().offset(block.body().get(0).span().start());
    }

    private int end(Section.Block block) {
        List<Statement> body = block.body();
        return analysis.lines().offset(body.get(body.size() - 1).span().end());
    }

    private void write(Draft draft, Statement.Use use, Section.Block block) {
        List<String> parameters = Body.parameters(block);
        List<Lexeme> words = words(block);
        StringBuilder text = new StringBuilder();
        int at = start(block);
        for (int i = 0; i < words.size(); i++) {
            Lexeme word = words.get(i);
            int parameter = reference(words, i) ? parameters.indexOf(word.text()) : -1;
            if (parameter >= 0) {
                boolean operand = operator(words, i - 1) || operator(words, i + 1);
                text.append(analysis.text(), at, word.start())
                        .append(argument(use.arguments().get(parameter), operand));
                at = word.end();
            }
        }
        text.append(analysis.text(), at, end(block));
        int line = analysis.lines()
                .position(analysis.lines().offset(use.span().start()))
                .line();
        String before = analysis.lines().line(line);
        int indent = before.length() - before.stripLeading().length();
        draft.replace(
                analysis.lines().offset(use.span().start()),
                analysis.lines().offset(use.span().end()),
                Draft.indented(text.toString(), indent));
    }

    /** Whether a word stands for a number, and names no layer or kind of weights. */
    private static boolean reference(List<Lexeme> words, int i) {
        return words.get(i).kind() == Lexeme.Kind.NAME
                && (i == 0 || !NAMED.contains(words.get(i - 1).text()))
                && (i + 1 == words.size() || !words.get(i + 1).text().equals("("));
    }

    private static boolean operator(List<Lexeme> words, int i) {
        return i >= 0 && i < words.size() && OPERATORS.contains(words.get(i).text());
    }

    private String argument(Expr argument, boolean operand) {
        String text = analysis.source().text(argument.span());
        boolean plain = argument instanceof Expr.Literal || argument instanceof Expr.Reference;
        return plain || !operand ? text : "(" + text + ")";
    }
}
