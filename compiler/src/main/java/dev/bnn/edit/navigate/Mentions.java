// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.navigate;

import dev.bnn.check.Checked;
import dev.bnn.edit.Analysis;
import dev.bnn.edit.Position;
import dev.bnn.edit.Range;
import dev.bnn.source.Span;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Statement;
import dev.bnn.syntax.TargetEntry;
import dev.bnn.syntax.TrainEntry;
import dev.bnn.syntax.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All places of a text that name a symbol. If two symbols of a kind have the same name, which is an error, the first counts. */
public final class Mentions {
    private static final String DEFAULT = "default";

    private final Analysis analysis;
    private final Map<String, Symbol> constants = new HashMap<>();
    private final Map<String, Symbol> blocks = new HashMap<>();
    private final Map<String, Symbol> layers = new HashMap<>();
    private final Map<String, Symbol> recipes = new HashMap<>();
    private final List<Mention> found = new ArrayList<>();

    private Mentions(Analysis analysis) {
        this.analysis = analysis;
    }

    /** The mentions in the order of the text. */
    public static List<Mention> of(Analysis analysis) {
        Mentions mentions = new Mentions(analysis);
        mentions.declare();
        analysis.sections().forEach(s -> s.accept(mentions.new InSection()));
        mentions.found.sort(Comparator.comparing((Mention m) -> m.span().start()));
        return List.copyOf(mentions.found);
    }

    /** The mention at a position, or directly before it. */
    public static Optional<Mention> at(Analysis analysis, Position position) {
        return of(analysis).stream()
                .filter(m -> analysis.range(m.span()).touches(position))
                // After a name the caret also touches the following text.
                .max(Comparator.comparing((Mention m) -> m.span().start()));
    }

    /** The places that name the symbol at a position, with its declaration, in the order of the text. */
    public static List<Mention> like(Analysis analysis, Position position) {
        Optional<Symbol> symbol = at(analysis, position).map(Mention::symbol);
        return of(analysis).stream()
                .filter(m -> symbol.filter(m.symbol()::equals).isPresent())
                .toList();
    }

    /** Where the symbol at a position is declared. */
    public static Optional<Range> definition(Analysis analysis, Position position) {
        return at(analysis, position).map(m -> analysis.range(m.symbol().declared()));
    }

    /** Collects the declarations first, since names are used before and after them. */
    private void declare() {
        for (Section.Constant constant : analysis.sections(Section.Constant.class)) {
            put(constants, Symbol.Kind.CONSTANT, constant.name());
        }
        for (Section.Block block : analysis.sections(Section.Block.class)) {
            put(blocks, Symbol.Kind.BLOCK, block.name());
        }
        for (Section.Train train : analysis.sections(Section.Train.class)) {
            if (train.name().isPresent()) {
                put(recipes, Symbol.Kind.RECIPE, train.name().get());
            } else {
                recipes.putIfAbsent(DEFAULT, new Symbol(Symbol.Kind.RECIPE, DEFAULT, train.span(), false));
            }
        }
        analysis.sections()
                .forEach(s -> BodyMentions.of(Parts.body(s), w -> {}, w -> {}, w -> put(layers, Symbol.Kind.LAYER, w)));
        for (Checked.Placed placed : analysis.known().layers()) {
            Span declared = placed.statement().span();
            String name = placed.layer().name();
            layers.putIfAbsent(name, new Symbol(Symbol.Kind.LAYER, name, declared, false));
        }
    }

    private static void put(Map<String, Symbol> symbols, Symbol.Kind kind, Word name) {
        symbols.putIfAbsent(name.text(), new Symbol(kind, name.text(), name.span(), true));
    }

    private void mention(Map<String, Symbol> symbols, Word word) {
        Symbol symbol = symbols.get(word.text());
        if (symbol != null) {
            found.add(new Mention(symbol, word.span(), symbol.declared().equals(word.span())));
        }
    }

    private void declares(Symbol.Kind kind, Word name) {
        found.add(new Mention(new Symbol(kind, name.text(), name.span(), true), name.span(), true));
    }

    private void body(List<Statement> body, Map<String, Symbol> parameters) {
        BodyMentions.of(
                body,
                word -> {
                    Symbol parameter = parameters.get(word.text());
                    if (parameter == null) {
                        mention(constants, word);
                    } else {
                        found.add(new Mention(parameter, word.span(), false));
                    }
                },
                word -> mention(blocks, word),
                word -> mention(layers, word));
    }

    /** A unit of the hardware has the name of its layer, perhaps with a suffix after an underscore. */
    private void unit(Word unit) {
        String text = unit.text();
        layers.values().stream()
                .filter(l -> text.equals(l.name()) || text.startsWith(l.name() + "_"))
                .max(Comparator.comparingInt(l -> l.name().length()))
                .ifPresent(l -> {
                    dev.bnn.source.Position start = unit.span().start();
                    dev.bnn.source.Position end = new dev.bnn.source.Position(
                            start.line(), start.column() + l.name().length());
                    found.add(new Mention(l, new Span(unit.span().file(), start, end), false));
                });
    }

    private final class InSection implements Section.Visitor<Void> {
        @Override
        public Void network(Section.NetworkHeader section) {
            declares(Symbol.Kind.NETWORK, section.name());
            return null;
        }

        @Override
        public Void input(Section.Input section) {
            List.of(section.channels(), section.height(), section.width())
                    .forEach(e -> BodyMentions.names(e).forEach(w -> mention(constants, w)));
            return null;
        }

        @Override
        public Void classList(Section.ClassList section) {
            return null;
        }

        @Override
        public Void classRange(Section.ClassRange section) {
            return null;
        }

        @Override
        public Void constant(Section.Constant section) {
            mention(constants, section.name());
            BodyMentions.names(section.value()).forEach(w -> mention(constants, w));
            return null;
        }

        @Override
        public Void block(Section.Block section) {
            mention(blocks, section.name());
            Map<String, Symbol> parameters = new HashMap<>();
            for (Word parameter : section.parameters().orElse(List.of())) {
                put(parameters, Symbol.Kind.PARAMETER, parameter);
                found.add(new Mention(parameters.get(parameter.text()), parameter.span(), true));
            }
            body(section.body(), parameters);
            return null;
        }

        @Override
        public Void layers(Section.Layers section) {
            body(section.body(), Map.of());
            return null;
        }

        @Override
        public Void train(Section.Train section) {
            section.name().ifPresent(n -> mention(recipes, n));
            for (TrainEntry entry : section.entries()) {
                entry.recipeName().ifPresent(n -> mention(recipes, n));
                if (entry instanceof TrainEntry.Optimizer optimizer) {
                    optimizer.options().stream()
                            .flatMap(o -> o.layers().stream())
                            .forEach(of -> mention(layers, of.layer()));
                }
            }
            return null;
        }

        @Override
        public Void target(Section.Target section) {
            section.name().ifPresent(n -> declares(Symbol.Kind.TARGET, n));
            for (TargetEntry entry : section.entries()) {
                if (entry instanceof TargetEntry.Fold fold) {
                    mention(layers, fold.layer());
                    fold.factors().forEach(f -> BodyMentions.names(f.value()).forEach(w -> mention(constants, w)));
                } else if (entry instanceof TargetEntry.Fifo fifo) {
                    unit(fifo.unit());
                }
            }
            return null;
        }

        @Override
        public Void incomplete(Section.Incomplete section) {
            body(section.body(), Map.of());
            section.words().forEach(w -> mention(constants, w));
            return null;
        }
    }
}
