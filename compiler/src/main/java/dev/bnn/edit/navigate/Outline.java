// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.navigate;

import dev.bnn.check.Checked;
import dev.bnn.edit.Analysis;
import dev.bnn.edit.Range;
import dev.bnn.model.Layer;
import dev.bnn.source.Span;
import dev.bnn.syntax.LayerStatement;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Statement;
import dev.bnn.syntax.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sections of a text, and the statements within them, as a tree. */
public final class Outline {
    private static final int LONGEST = 60;

    private final Analysis analysis;
    private final Map<Span, Layer> layers = new HashMap<>();

    private Outline(Analysis analysis) {
        this.analysis = analysis;
        for (Checked.Placed placed : analysis.known().layers()) {
            if (placed.calls().isEmpty()) {
                layers.putIfAbsent(placed.statement().span(), placed.layer());
            }
        }
    }

    /**
     * A part of a text.
     *
     * @param detail what is known about it, such as the shape that a layer yields; may be empty
     * @param range all of it
     * @param selection range of its name, or else of its keyword; within {@code range}
     */
    public record Node(Kind kind, String name, String detail, Range range, Range selection, List<Node> children) {
        public Node {
            children = List.copyOf(children);
        }
    }

    /** The kind of a part. */
    public enum Kind {
        NETWORK,
        INPUT,
        CLASSES,
        CONSTANT,
        BLOCK,
        LAYERS,
        LAYER,
        REPEAT,
        USE,
        RECIPE,
        TARGET,
        /** What was not understood. */
        INCOMPLETE
    }

    /** The sections in the order of the text. */
    public static List<Node> of(Analysis analysis) {
        Outline outline = new Outline(analysis);
        return analysis.sections().stream()
                .filter(s -> !s.keyword().isEmpty())
                .map(s -> s.accept(outline.new InSection()))
                .sorted(Comparator.comparing((Node n) -> n.range().start()))
                .toList();
    }

    private Node node(Kind kind, String name, String detail, Span whole, Span selection, List<Node> children) {
        return new Node(kind, name, detail, analysis.range(whole), analysis.range(selection), children);
    }

    private String text(Span span) {
        String line = analysis.source().text(span).replaceAll("\\s+", " ");
        int length = line.codePointCount(0, line.length());
        return length > LONGEST ? line.substring(0, line.offsetByCodePoints(0, LONGEST)) + " ..." : line;
    }

    private List<Node> statements(List<Statement> body) {
        List<Node> nodes = new ArrayList<>();
        for (Statement statement : body) {
            nodes.addAll(statement.accept(new InBody()));
        }
        return nodes;
    }

    private final class InBody implements Statement.Visitor<List<Node>> {
        @Override
        public List<Node> layer(LayerStatement layer) {
            Layer known = layers.get(layer.span());
            Span head = layer instanceof LayerStatement.Residual residual
                    ? residual.word().span()
                    : layer instanceof LayerStatement.Concat concat
                            ? concat.word().span()
                            : layer.span();
            return List.of(node(
                    Kind.LAYER,
                    text(head),
                    known == null ? "" : known.name() + ": " + known.output(),
                    layer.span(),
                    head,
                    statements(layer.body())));
        }

        @Override
        public List<Node> repeat(Statement.Repeat repeat) {
            Span head = new Span(
                    repeat.span().file(),
                    repeat.span().start(),
                    repeat.times().span().end());
            return List.of(node(Kind.REPEAT, text(head), "", repeat.span(), head, statements(repeat.body())));
        }

        @Override
        public List<Node> use(Statement.Use use) {
            return List.of(
                    node(Kind.USE, text(use.span()), "", use.span(), use.block().span(), List.of()));
        }

        @Override
        public List<Node> unknown(Statement.Unknown unknown) {
            return List.of(node(
                    Kind.INCOMPLETE,
                    unknown.word().text(),
                    "",
                    unknown.span(),
                    unknown.word().span(),
                    statements(unknown.body())));
        }

        /** The statements within it. Its other words are a half-written statement. */
        @Override
        public List<Node> incomplete(Statement.Incomplete incomplete) {
            return statements(incomplete.body());
        }
    }

    private final class InSection implements Section.Visitor<Node> {
        private Node plain(Kind kind, String name, String detail, Section section, Span selection) {
            return node(kind, name, detail, section.whole(), selection, List.of());
        }

        @Override
        public Node network(Section.NetworkHeader section) {
            String title = section.title().map(Word::text).orElse("");
            return plain(
                    Kind.NETWORK,
                    section.name().text(),
                    title,
                    section,
                    section.name().span());
        }

        @Override
        public Node input(Section.Input section) {
            return plain(
                    Kind.INPUT, "input", text(section.span()).replaceFirst("^input ", ""), section, section.span());
        }

        @Override
        public Node classList(Section.ClassList section) {
            return plain(
                    Kind.CLASSES, "classes", Integer.toString(section.labels().size()), section, section.span());
        }

        @Override
        public Node classRange(Section.ClassRange section) {
            String range = section.first().text() + " .. " + section.last().text();
            return plain(Kind.CLASSES, "classes", range, section, section.span());
        }

        @Override
        public Node constant(Section.Constant section) {
            return plain(
                    Kind.CONSTANT,
                    section.name().text(),
                    text(section.value().span()),
                    section,
                    section.name().span());
        }

        @Override
        public Node block(Section.Block section) {
            String parameters = section.parameters()
                    .map(p -> "(" + String.join(", ", p.stream().map(Word::text).toList()) + ")")
                    .orElse("");
            return node(
                    Kind.BLOCK,
                    section.name().text(),
                    parameters,
                    section.whole(),
                    section.name().span(),
                    statements(section.body()));
        }

        @Override
        public Node layers(Section.Layers section) {
            return node(Kind.LAYERS, "layers", "", section.whole(), section.span(), statements(section.body()));
        }

        @Override
        public Node train(Section.Train section) {
            Optional<Word> name = section.name();
            return plain(
                    Kind.RECIPE,
                    name.map(n -> "train " + n.text()).orElse("train"),
                    "",
                    section,
                    name.map(Word::span).orElse(section.span()));
        }

        @Override
        public Node target(Section.Target section) {
            Optional<Word> name = section.name().or(section::board);
            return plain(
                    Kind.TARGET,
                    name.map(n -> "target " + n.text()).orElse("target"),
                    section.name().isPresent() ? section.board().map(Word::text).orElse("") : "",
                    section,
                    name.map(Word::span).orElse(section.span()));
        }

        @Override
        public Node incomplete(Section.Incomplete section) {
            Span keyword = section.words().isEmpty()
                    ? section.span()
                    : section.words().get(0).span();
            String words = String.join(
                    " ", section.words().stream().limit(2).map(Word::text).toList());
            return node(
                    Kind.INCOMPLETE,
                    words.isEmpty() ? section.keyword() : words,
                    "",
                    section.whole(),
                    keyword,
                    statements(section.body()));
        }
    }
}
