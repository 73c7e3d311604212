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
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        // The comments of its body are at the uses now.
        String header = comments(start, brace(block)).map(Lexeme::text).collect(Collectors.joining("\n"));
        draft.replace(start, end, header + (header.isEmpty() || endsLine(end) ? "" : "\n"));
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

    /** Where the first statement of a block begins, or a comment before it. */
    private int start(Section.Block block) {
        int first = analysis.lines().offset(block.body().get(0).span().start());
        return comments(brace(block), first).findFirst().map(Lexeme::start).orElse(first);
    }

    /** Where the last statement of a block ends, or a comment after it. */
    private int end(Section.Block block) {
        List<Statement> body = block.body();
        int last = analysis.lines().offset(body.get(body.size() - 1).span().end());
        int whole = analysis.lines().offset(block.whole().end());
        return comments(last, whole).reduce((a, b) -> b).map(Lexeme::end).orElse(last);
    }

    /** The brace that opens the body of a block. */
    private int brace(Section.Block block) {
        int start = analysis.lines().offset(block.whole().start());
        return analysis.lexemes().stream()
                .filter(l -> l.start() >= start && l.text().equals("{"))
                .findFirst()
                .map(Lexeme::start)
                .orElse(start);
    }

    private Stream<Lexeme> comments(int start, int end) {
        return analysis.lexemes().stream()
                .filter(l -> l.kind() == Lexeme.Kind.COMMENT && l.start() >= start && l.end() <= end);
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
        int start = analysis.lines().offset(use.span().start());
        int end = analysis.lines().offset(use.span().end());
        int line = analysis.lines().position(start).line();
        String before = analysis.lines().line(line);
        int indent = before.length() - before.stripLeading().length();
        String comments = comments(start, end)
                .filter(c -> use.arguments().stream().noneMatch(a -> holds(a.span(), c)))
                .map(c -> c.text() + "\n" + " ".repeat(indent))
                .collect(Collectors.joining());
        boolean open = comments(start(block), end(block)).anyMatch(c -> c.end() == end(block)) && !endsLine(end);
        draft.replace(
                start,
                open ? blanks(end) : end,
                comments + Draft.indented(text.toString(), indent) + (open ? "\n" + " ".repeat(indent) : ""));
    }

    /** The index after the blanks at an index. */
    private int blanks(int index) {
        String text = analysis.text();
        int after = index;
        while (after < text.length() && (text.charAt(after) == ' ' || text.charAt(after) == '\t')) {
            after++;
        }
        return after;
    }

    /** Whether only blanks stand between an index and the end of its line. */
    private boolean endsLine(int index) {
        int after = blanks(index);
        return after == analysis.text().length()
                || "\r\n".indexOf(analysis.text().charAt(after)) >= 0;
    }

    private boolean holds(Span span, Lexeme lexeme) {
        return analysis.lines().offset(span.start()) <= lexeme.start()
                && lexeme.end() <= analysis.lines().offset(span.end());
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
