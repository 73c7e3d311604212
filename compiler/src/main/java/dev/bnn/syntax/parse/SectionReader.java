// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.grammar.BnnParser;
import dev.bnn.source.Span;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Statement;
import dev.bnn.syntax.TargetEntry;
import dev.bnn.syntax.TrainEntry;
import dev.bnn.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Parse tree to AST: the sections with their statements and entries, and {@code Incomplete} in place of what was not understood. */
final class SectionReader {
    private final Spans spans;
    private final UnparsedWords unparsed;
    private final ValueReader values;
    private final StatementReader statements;
    private final TrainEntryReader trainEntries;
    private final TargetEntryReader targetEntries;
    private boolean nameless;

    SectionReader(Spans spans) {
        this.spans = spans;
        this.unparsed = new UnparsedWords(spans);
        this.values = new ValueReader(spans);
        this.statements = new StatementReader(spans, values, unparsed);
        this.trainEntries = new TrainEntryReader(spans, values);
        this.targetEntries = new TargetEntryReader(spans, values);
    }

    /** True if a constant or a block lacks its name. */
    boolean nameless() {
        return nameless;
    }

    /** The words outside of complete statements. */
    Set<String> lost() {
        return unparsed.lost();
    }

    List<Section> sections(BnnParser.FileContext file) {
        List<Section> sections = new ArrayList<>();
        List<ParseTree> children = file.children;
        for (int i = 0; i < children.size(); ) {
            int end = i + 1;
            while (end < children.size() && children.get(end) instanceof ErrorNode) {
                end++;
            }
            boolean section = children.get(i) instanceof BnnParser.SectionContext;
            List<Word> stray = new ArrayList<>();
            children.subList(section ? i + 1 : i, end).forEach(c -> stray.addAll(unparsed.words(c, Set.of())));
            if (section) {
                sections.add(section((BnnParser.SectionContext) children.get(i), stray));
            }
            boolean beginsLine = !section || !stray.isEmpty() && line(children.get(i)) < line(stray.get(0));
            if (!stray.isEmpty() && beginsLine) {
                sections.add(new Section.Incomplete("", stray, List.of(), span(stray)));
            }
            i = end;
        }
        return sections;
    }

    private int line(ParseTree section) {
        return spans.of((ParserRuleContext) section).end().line();
    }

    private static int line(Word word) {
        return word.span().start().line();
    }

    private static Span span(List<Word> words) {
        return words.get(0).span().to(words.get(words.size() - 1).span());
    }

    /**
     * @param stray words after the section. They may belong to it if an extra brace ended it. So the end of the section is
     *     uncertain, or all of it if it has no braces.
     */
    private Section section(BnnParser.SectionContext context, List<Word> stray) {
        return context.getChildCount() == 0
                ? incomplete(context, List.of())
                : new Sections(stray).visit(context.getChild(0));
    }

    private Section incomplete(ParserRuleContext context, List<Statement> body) {
        List<Word> words = unparsed.words(context, Set.of(BnnParser.BodyContext.class));
        boolean declares =
                context.getRuleIndex() == BnnParser.RULE_block || context.getRuleIndex() == BnnParser.RULE_constant;
        nameless |= declares && (words.size() < 2 || !words.get(1).text().matches("\\w+"));
        return new Section.Incomplete(context.getStart().getText(), words, body, spans.of(context));
    }

    private Section.Label label(BnnParser.LabelContext c) {
        Optional<Word> inData = c.word().size() > 1 ? Optional.of(word(c.word(1))) : Optional.empty();
        return new Section.Label(word(c.word(0)), inData);
    }

    private Word word(BnnParser.WordContext c) {
        return values.word((TerminalNode) c.getChild(0));
    }

    /** Reads one section. */
    private final class Sections extends ContextReader<Section> {
        private final List<Word> stray;

        Sections(List<Word> stray) {
            this.stray = stray;
        }

        /** Whether a section without braces was understood. Words on later lines do not belong to it. */
        private boolean whole(ParserRuleContext c) {
            return UnparsedWords.whole(c) && (stray.isEmpty() || line(c) < line(stray.get(0)));
        }

        @Override
        public Section visitNetwork(BnnParser.NetworkContext c) {
            if (!whole(c)) {
                return incomplete(c, List.of());
            }
            Optional<Word> title = Optional.ofNullable(c.STRING()).map(values::word);
            return new Section.NetworkHeader(values.word(c.ID()), title, spans.of(c));
        }

        @Override
        public Section visitInput(BnnParser.InputContext c) {
            if (!whole(c)) {
                return incomplete(c, List.of());
            }
            Optional<Section.Range> scale = c.SCALED() == null
                    ? Optional.empty()
                    : Optional.of(new Section.Range(values.number(c.number(0)), values.number(c.number(1))));
            return new Section.Input(
                    values.expr(c.expr(0)), values.expr(c.expr(1)), values.expr(c.expr(2)), scale, spans.of(c));
        }

        @Override
        public Section visitClasses(BnnParser.ClassesContext c) {
            if (!whole(c)) {
                return incomplete(c, List.of());
            }
            Optional<Section.Output> output = Optional.ofNullable(c.ID())
                    .map(values::word)
                    .map(kind -> new Section.Output(
                            kind, spans.of(c.OUTPUT().getSymbol()).to(kind.span())));
            if (c.label().isEmpty()) {
                return new Section.ClassRange(values.number(c.INT(0)), values.number(c.INT(1)), output, spans.of(c));
            }
            return new Section.ClassList(
                    c.label().stream().map(SectionReader.this::label).toList(), output, spans.of(c));
        }

        @Override
        public Section visitConstant(BnnParser.ConstantContext c) {
            return whole(c)
                    ? new Section.Constant(values.word(c.ID()), values.expr(c.expr()), spans.of(c))
                    : incomplete(c, List.of());
        }

        @Override
        public Section visitBlock(BnnParser.BlockContext c) {
            List<Statement> body = statements(c.body());
            if (UnparsedWords.whole(c.signature())) {
                List<Word> words = c.signature().ID().stream().map(values::word).toList();
                return new Section.Block(words.get(0), Optional.of(words.subList(1, words.size())), body, spans.of(c));
            }
            TerminalNode name = c.signature() == null ? null : c.signature().ID(0);
            boolean first = name != null
                    && name.getSymbol().getTokenIndex() == c.BLOCK().getSymbol().getTokenIndex() + 1;
            Section incomplete = incomplete(c, body);
            return first ? new Section.Block(values.word(name), Optional.empty(), body, spans.of(c)) : incomplete;
        }

        @Override
        public Section visitLayers(BnnParser.LayersContext c) {
            return new Section.Layers(statements(c.body()), spans.of(c.LAYERS().getSymbol()), spans.of(c));
        }

        private List<Statement> statements(BnnParser.BodyContext body) {
            List<Statement> list = new ArrayList<>(statements.body(body));
            if (!stray.isEmpty()) {
                list.add(new Statement.Incomplete(stray, List.of(), span(stray)));
            }
            return list;
        }

        @Override
        public Section visitTrain(BnnParser.TrainContext c) {
            if (c.recipe() == null) {
                return incomplete(c, List.of());
            }
            List<TrainEntry> list = new ArrayList<>(train(c.recipe()));
            if (!stray.isEmpty()) {
                list.add(new TrainEntry.Incomplete(stray, span(stray)));
            }
            if (!UnparsedWords.whole(c, Set.of(BnnParser.RecipeContext.class))) {
                unparsed.words(c, Set.of(BnnParser.RecipeContext.class));
            }
            return new Section.Train(
                    Optional.ofNullable(c.ID()).map(values::word),
                    list,
                    spans.of(c.TRAIN().getSymbol()),
                    spans.of(c));
        }

        @Override
        public Section visitTarget(BnnParser.TargetContext c) {
            if (c.design() == null) {
                return incomplete(c, List.of());
            }
            List<TargetEntry> list = new ArrayList<>(target(c.design()));
            if (!stray.isEmpty()) {
                list.add(new TargetEntry.Incomplete(stray, span(stray)));
            }
            boolean placed = UnparsedWords.whole(c.place());
            if (!placed) {
                unparsed.words(c, Set.of(BnnParser.DesignContext.class));
            }
            Optional<BnnParser.PlaceContext> place = placed ? Optional.of(c.place()) : Optional.empty();
            return new Section.Target(
                    place.map(BnnParser.PlaceContext::ID).map(values::word),
                    place.map(p -> values.word(p.board())),
                    list,
                    spans.of(c.TARGET().getSymbol()),
                    spans.of(c));
        }
    }

    private List<TrainEntry> train(BnnParser.RecipeContext recipe) {
        return entries(recipe, BnnParser.TrainEntryContext.class, trainEntries::visit, TrainEntry.Incomplete::new);
    }

    private List<TargetEntry> target(BnnParser.DesignContext design) {
        return entries(design, BnnParser.TargetEntryContext.class, targetEntries::visit, TargetEntry.Incomplete::new);
    }

    /** The entries in the order of the source; what was not understood is incomplete. */
    private <C extends ParserRuleContext, E> List<E> entries(
            ParserRuleContext list, Class<C> kind, Function<C, E> entry, BiFunction<List<Word>, Span, E> incomplete) {
        List<E> entries = new ArrayList<>();
        if (list == null || list.children == null) {
            return entries;
        }
        for (ParseTree child : list.children) {
            boolean listed = kind.isInstance(child);
            if (listed && UnparsedWords.whole(child)) {
                entries.add(entry.apply(kind.cast(child)));
            } else if (listed || child instanceof ErrorNode) {
                List<Word> words = unparsed.words(child, Set.of());
                if (!words.isEmpty()) {
                    entries.add(incomplete.apply(words, words.get(0).span()));
                }
            }
        }
        return entries;
    }
}
