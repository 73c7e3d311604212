package dev.bnn.syntax;

import dev.bnn.grammar.BnnParser;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Parse tree to AST: top-level sections, those that have no errors in them. */
final class AstBuilder {
    private final Spans spans;
    private final Terms terms;
    private final LayerAst layers;
    private final EntryAst entries;

    AstBuilder(Spans spans) {
        this.spans = spans;
        this.terms = new Terms(spans);
        this.layers = new LayerAst(spans, terms);
        this.entries = new EntryAst(spans, terms);
    }

    List<Section> sections(BnnParser.FileContext file) {
        return file.section().stream()
                .filter(AstBuilder::whole)
                .map(this::section)
                .toList();
    }

    private static boolean whole(ParserRuleContext context) {
        if (context.exception != null) {
            return false;
        }
        for (ParseTree child : context.children) {
            boolean broken = child instanceof ErrorNode || child instanceof ParserRuleContext c && !whole(c);
            if (broken) {
                return false;
            }
        }
        return true;
    }

    private Section section(BnnParser.SectionContext context) {
        if (context.network() != null) {
            return network(context.network());
        }
        if (context.input() != null) {
            return input(context.input());
        }
        if (context.classes() != null) {
            return classes(context.classes());
        }
        if (context.constant() != null) {
            BnnParser.ConstantContext c = context.constant();
            return new Section.Constant(terms.word(c.ID()), terms.expr(c.expr()), spans.of(c));
        }
        if (context.block() != null) {
            return block(context.block());
        }
        if (context.layers() != null) {
            BnnParser.LayersContext c = context.layers();
            return new Section.Layers(layers.body(c.body()), spans.of(c.LAYERS().getSymbol()));
        }
        if (context.train() != null) {
            return train(context.train());
        }
        return target(context.target());
    }

    private Section network(BnnParser.NetworkContext c) {
        Optional<Word> title = Optional.ofNullable(c.STRING()).map(terms::word);
        return new Section.NetworkHeader(terms.word(c.name()), title, spans.of(c));
    }

    private Section input(BnnParser.InputContext c) {
        Optional<Section.Range> scale = c.SCALED() == null
                ? Optional.empty()
                : Optional.of(new Section.Range(terms.number(c.number(0)), terms.number(c.number(1))));
        return new Section.Input(
                terms.expr(c.expr(0)), terms.expr(c.expr(1)), terms.expr(c.expr(2)), scale, spans.of(c));
    }

    private Section classes(BnnParser.ClassesContext c) {
        if (c.label().isEmpty()) {
            return new Section.ClassRange(terms.number(c.INT(0)), terms.number(c.INT(1)), spans.of(c));
        }
        return new Section.ClassList(c.label().stream().map(this::label).toList(), spans.of(c));
    }

    private Section.Label label(BnnParser.LabelContext c) {
        Optional<Word> inData = c.word().size() > 1 ? Optional.of(word(c.word(1))) : Optional.empty();
        return new Section.Label(word(c.word(0)), inData);
    }

    private Word word(BnnParser.WordContext c) {
        if (c.name() != null) {
            return terms.word(c.name());
        }
        return terms.word(c.INT() != null ? c.INT() : c.STRING());
    }

    private Section block(BnnParser.BlockContext c) {
        List<TerminalNode> ids = c.ID();
        List<Word> parameters =
                ids.subList(1, ids.size()).stream().map(terms::word).toList();
        return new Section.Block(terms.word(ids.get(0)), parameters, layers.body(c.body()), spans.of(c));
    }

    private Section train(BnnParser.TrainContext c) {
        return new Section.Train(
                Optional.ofNullable(c.name()).map(terms::word),
                c.trainEntry().stream().map(entries::train).toList(),
                spans.of(c.TRAIN().getSymbol()),
                spans.of(c));
    }

    private Section target(BnnParser.TargetContext c) {
        return new Section.Target(
                Optional.ofNullable(c.name()).map(terms::word),
                terms.word(c.board()),
                c.targetEntry().stream().map(entries::target).toList(),
                spans.of(c.TARGET().getSymbol()));
    }
}
