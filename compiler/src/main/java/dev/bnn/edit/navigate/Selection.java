// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.navigate;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Position;
import dev.bnn.edit.Range;
import dev.bnn.source.Span;
import dev.bnn.syntax.Expr;
import dev.bnn.syntax.LayerOption;
import dev.bnn.syntax.LayerStatement;
import dev.bnn.syntax.Lexeme;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Statement;
import dev.bnn.syntax.TargetEntry;
import dev.bnn.syntax.TrainEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** The stages of a growing selection: the word, its expression, option, statement, block and section, then the text. */
public final class Selection {
    private final Analysis analysis;
    private final int caret;
    private final List<int[]> around = new ArrayList<>();

    private Selection(Analysis analysis, int caret) {
        this.analysis = analysis;
        this.caret = caret;
    }

    /** The ranges around a position, each within the next. */
    public static List<Range> at(Analysis analysis, Position position) {
        Selection selection = new Selection(analysis, analysis.lines().offset(position));
        selection.lexemes();
        for (Section section : analysis.sections()) {
            selection.section(section);
        }
        selection.add(0, analysis.text().length());
        return selection.growing();
    }

    private List<Range> growing() {
        around.sort(Comparator.<int[]>comparingInt(r -> r[1] - r[0]).thenComparingInt(r -> r[0]));
        List<Range> ranges = new ArrayList<>();
        int[] last = {caret, caret};
        for (int[] range : around) {
            boolean grows = range[0] <= last[0] && last[1] <= range[1] && range[1] - range[0] > last[1] - last[0];
            if (grows) {
                ranges.add(analysis.lines().range(range[0], range[1]));
                last = range;
            }
        }
        return List.copyOf(ranges);
    }

    private void add(int start, int end) {
        if (start <= caret && caret <= end) {
            around.add(new int[] {start, end});
        }
    }

    private void add(Span span) {
        add(analysis.lines().offset(span.start()), analysis.lines().offset(span.end()));
    }

    /** Adds words, and what stands between braces, without and with the braces. */
    private void lexemes() {
        Deque<Lexeme> open = new ArrayDeque<>();
        for (Lexeme lexeme : analysis.lexemes()) {
            switch (lexeme.text()) {
                case "{", "(" -> open.push(lexeme);
                case "}", ")" -> {
                    if (!open.isEmpty()) {
                        Lexeme begin = open.pop();
                        add(begin.end(), lexeme.start());
                        add(begin.start(), lexeme.end());
                    }
                }
                default -> {
                    if (lexeme.kind() != Lexeme.Kind.SPACE) {
                        add(lexeme.start(), lexeme.end());
                    }
                }
            }
        }
    }

    private void section(Section section) {
        add(section.whole());
        Parts.body(section).forEach(s -> s.accept(new InBody()));
        if (section instanceof Section.Train train) {
            train.entries().stream().map(TrainEntry::span).forEach(this::add);
        } else if (section instanceof Section.Target target) {
            target.entries().stream().map(TargetEntry::span).forEach(this::add);
        } else if (section instanceof Section.Constant constant) {
            constant.value().accept(new InExpression());
        }
    }

    private final class InBody implements Statement.Visitor<Void> {
        private Void all(Statement statement, List<Statement> body) {
            add(statement.span());
            body.forEach(s -> s.accept(this));
            return null;
        }

        @Override
        public Void layer(LayerStatement layer) {
            Parts.expressions(layer).forEach(e -> e.accept(new InExpression()));
            for (LayerOption option : layer.options()) {
                add(option.span());
                Parts.expressions(option).forEach(e -> e.accept(new InExpression()));
            }
            return all(layer, layer.body());
        }

        @Override
        public Void repeat(Statement.Repeat repeat) {
            repeat.times().accept(new InExpression());
            return all(repeat, repeat.body());
        }

        @Override
        public Void use(Statement.Use use) {
            use.arguments().forEach(a -> a.accept(new InExpression()));
            return all(use, List.of());
        }

        @Override
        public Void unknown(Statement.Unknown unknown) {
            return all(unknown, unknown.body());
        }

        @Override
        public Void incomplete(Statement.Incomplete incomplete) {
            incomplete.body().forEach(s -> s.accept(this));
            if (!incomplete.words().isEmpty()) {
                add(incomplete
                        .words()
                        .get(0)
                        .span()
                        .to(incomplete
                                .words()
                                .get(incomplete.words().size() - 1)
                                .span()));
            }
            return null;
        }
    }

    private final class InExpression implements Expr.Visitor<Void> {
        @Override
        public Void literal(Expr.Literal expression) {
            add(expression.span());
            return null;
        }

        @Override
        public Void reference(Expr.Reference expression) {
            add(expression.span());
            return null;
        }

        @Override
        public Void negative(Expr.Negative expression) {
            add(expression.span());
            return expression.operand().accept(this);
        }

        @Override
        public Void binary(Expr.Binary expression) {
            add(expression.span());
            expression.left().accept(this);
            return expression.right().accept(this);
        }
    }
}
