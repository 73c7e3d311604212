// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.complete;

import dev.bnn.edit.Analysis;
import dev.bnn.model.Layer;
import dev.bnn.syntax.Lexeme;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Word;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The names that a text declares. */
record Names(Analysis analysis, Place place, int caret) {
    private static final int LONGEST = 120;

    /** Adds the names for expressions: the parameters of the block around the caret, and the constants before it. */
    void values(Items items) {
        for (String parameter : place.parameters(analysis.lexemes())) {
            items.add(Item.Kind.PARAMETER, parameter, "parameter", "");
        }
        for (Section.Constant constant : analysis.sections(Section.Constant.class)) {
            if (analysis.lines().offset(constant.span().end()) < caret) {
                String name = constant.name().text();
                OptionalLong value = analysis.known().constants().getOrDefault(name, OptionalLong.empty());
                items.add(
                        Item.Kind.CONSTANT,
                        name,
                        value.isPresent() ? "= " + value.getAsLong() : "constant",
                        analysis.source().text(constant.span()));
            }
        }
    }

    /** Adds the blocks, except the one around the caret. */
    void blocks(Items items) {
        for (Section.Block block : analysis.sections(Section.Block.class)) {
            int start = analysis.lines().offset(block.whole().start());
            int end = analysis.lines().offset(block.whole().end());
            if (start <= caret && caret < end) {
                continue;
            }
            List<String> parameters = block.parameters().orElse(List.of()).stream()
                    .map(Word::text)
                    .toList();
            String name = block.name().text();
            StringBuilder snippet = new StringBuilder(name).append('(');
            for (int i = 0; i < parameters.size(); i++) {
                snippet.append(i == 0 ? "" : ", ")
                        .append("${")
                        .append(i + 1)
                        .append(':')
                        .append(parameters.get(i))
                        .append('}');
            }
            items.add(
                    Item.Kind.BLOCK,
                    name + "(" + String.join(", ", parameters) + ")",
                    "block of line " + block.span().start().line(),
                    shortened(analysis.source().text(block.whole())),
                    name + "(" + (parameters.isEmpty() ? ")" : ""),
                    snippet.append(')').toString());
        }
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > LONGEST ? line.substring(0, line.offsetByCodePoints(0, LONGEST / 2)) + " ..." : line;
    }

    /** Adds the recipes, except the one around the caret. */
    void recipes(Items items) {
        for (Section.Train train : analysis.sections(Section.Train.class)) {
            boolean own = analysis.lines().offset(train.span().start())
                    == place.section().map(Lexeme::start).orElse(-1);
            train.name()
                    .filter(n -> !own)
                    .ifPresent(n -> items.add(
                            Item.Kind.RECIPE,
                            n.text(),
                            "train section of line " + n.span().start().line(),
                            ""));
        }
    }

    /** Proposes the layers that can be folded, except some. */
    void weighted(Items items, Set<String> without) {
        analysis.known().layers().stream()
                .map(p -> p.layer())
                .filter(Layer.Weighted.class::isInstance)
                .map(Layer.Weighted.class::cast)
                .filter(l -> !without.contains(l.name()))
                .forEach(l -> items.add(
                        Item.Kind.LAYER_NAME,
                        l.name(),
                        l.rows() + " x " + l.columns() + " weights",
                        "declared in line " + l.span().start().line()));
    }

    void layers(Items items) {
        analysis.known().layers().stream()
                .map(p -> p.layer())
                .forEach(l -> items.add(
                        Item.Kind.LAYER_NAME,
                        l.name(),
                        l.output().toString(),
                        "declared in line " + l.span().start().line()));
    }
}
