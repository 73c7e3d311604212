// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.change;

import dev.bnn.edit.Analysis;
import dev.bnn.syntax.LayerStatement;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Statement;
import dev.bnn.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Statements between braces.
 *
 * @param section the layers section or the block around them
 * @param parameters parameters of that block
 */
record Body(Section section, List<String> parameters, List<Statement> statements) {
    /** All bodies of a text, outer ones before those within them. */
    static List<Body> of(Analysis analysis) {
        List<Body> bodies = new ArrayList<>();
        for (Section.Block block : analysis.sections(Section.Block.class)) {
            add(bodies, new Body(block, parameters(block), block.body()));
        }
        for (Section.Layers layers : analysis.sections(Section.Layers.class)) {
            add(bodies, new Body(layers, List.of(), layers.body()));
        }
        return bodies;
    }

    static List<String> parameters(Section.Block block) {
        return block.parameters().orElse(List.of()).stream().map(Word::text).toList();
    }

    private static void add(List<Body> bodies, Body body) {
        bodies.add(body);
        for (Statement statement : body.statements()) {
            for (List<Statement> inner : statement.accept(new Inner())) {
                if (!inner.isEmpty()) {
                    add(bodies, new Body(body.section(), body.parameters(), inner));
                }
            }
        }
    }

    /** The uses of blocks in it, except those in bodies within it. */
    Stream<Statement.Use> uses() {
        return statements.stream().filter(Statement.Use.class::isInstance).map(Statement.Use.class::cast);
    }

    private static final class Inner implements Statement.Visitor<List<List<Statement>>> {
        @Override
        public List<List<Statement>> layer(LayerStatement layer) {
            return layer.branches();
        }

        @Override
        public List<List<Statement>> repeat(Statement.Repeat repeat) {
            return List.of(repeat.body());
        }

        @Override
        public List<List<Statement>> use(Statement.Use use) {
            return List.of();
        }

        @Override
        public List<List<Statement>> unknown(Statement.Unknown unknown) {
            return List.of(unknown.body());
        }

        @Override
        public List<List<Statement>> incomplete(Statement.Incomplete incomplete) {
            return List.of(incomplete.body());
        }
    }
}
