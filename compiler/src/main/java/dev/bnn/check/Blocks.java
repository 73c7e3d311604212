// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.syntax.LayerStatement;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The blocks of a file, and which blocks use which. */
final class Blocks {
    private final Map<String, Section.Block> byName = new LinkedHashMap<>();
    private final Set<String> recursive = new HashSet<>();

    /** If several blocks have the same name, the first counts. */
    Blocks(List<Section.Block> blocks) {
        blocks.forEach(b -> byName.putIfAbsent(b.name().text(), b));
    }

    Optional<Section.Block> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<String> names() {
        return byName.keySet();
    }

    /** True for a block that uses itself, perhaps through others; its expansion would not end. */
    boolean recursive(String name) {
        return recursive.contains(name);
    }

    /** A block on the path of the search, and its uses that have not been followed yet. */
    private record Step(String block, Deque<Statement.Use> left) {}

    /**
     * Finds blocks that use themselves. The search follows each use once, depth first; a use of a block on its path closes a
     * cycle. Each cycle is one error, at the use that closes it, and is left out from then on.
     */
    void checkRecursion(Diagnostics diagnostics) {
        Set<String> seen = new HashSet<>();
        for (String start : byName.keySet()) {
            List<Step> way = new ArrayList<>();
            Map<String, Integer> places = new HashMap<>();
            enter(start, seen, way, places);
            while (!way.isEmpty()) {
                Statement.Use use = way.get(way.size() - 1).left().poll();
                if (use == null) {
                    places.remove(way.remove(way.size() - 1).block());
                    continue;
                }
                String next = use.block().text();
                if (!places.containsKey(next)) {
                    enter(next, seen, way, places);
                    continue;
                }
                List<Step> circle = way.subList(places.get(next), way.size());
                List<String> names = circle.stream().map(Step::block).toList();
                report(names, use, diagnostics);
                recursive.addAll(names);
                names.forEach(places::remove);
                circle.clear();
            }
        }
    }

    private void enter(String block, Set<String> seen, List<Step> way, Map<String, Integer> places) {
        if (seen.add(block)) {
            Deque<Statement.Use> known = new ArrayDeque<>();
            uses(byName.get(block).body()).stream()
                    .filter(u -> byName.containsKey(u.block().text()))
                    .forEach(known::add);
            places.put(block, way.size());
            way.add(new Step(block, known));
        }
    }

    private static void report(List<String> circle, Statement.Use closing, Diagnostics diagnostics) {
        String through = String.join("`, `", circle.subList(1, circle.size()));
        diagnostics.error(
                Code.RECURSION,
                closing.span(),
                "block `" + circle.get(0) + "` uses itself" + (circle.size() == 1 ? "" : " through `" + through + "`"),
                "to write layers several times use `repeat 3 { ... }`");
    }

    /** Warns of blocks that the layers do not reach. */
    void checkUnused(List<Statement> layers, Diagnostics diagnostics) {
        Set<String> reached = new HashSet<>();
        Deque<List<Statement>> bodies = new ArrayDeque<>(List.of(layers));
        while (!bodies.isEmpty()) {
            for (Statement.Use use : uses(bodies.pop())) {
                Section.Block block = byName.get(use.block().text());
                if (block != null && reached.add(block.name().text())) {
                    bodies.push(block.body());
                }
            }
        }
        for (Section.Block block : byName.values()) {
            if (!reached.contains(block.name().text())) {
                diagnostics.warning(
                        Code.BLOCK_UNUSED,
                        block.name().span(),
                        "block `" + block.name().text() + "` is never used",
                        Advice.of("")
                                .removing(block.span(), "block `" + block.name().text() + "`"));
            }
        }
    }

    private static List<Statement.Use> uses(List<Statement> body) {
        Uses uses = new Uses();
        uses.addAll(body);
        return uses.found;
    }

    /** Collects the uses of blocks in a body and in those within it. */
    private static final class Uses implements Statement.Visitor<Void> {
        private final List<Statement.Use> found = new ArrayList<>();

        private Void addAll(List<Statement> body) {
            body.forEach(s -> s.accept(this));
            return null;
        }

        @Override
        public Void layer(LayerStatement layer) {
            return addAll(layer.body());
        }

        @Override
        public Void repeat(Statement.Repeat repeat) {
            return addAll(repeat.body());
        }

        @Override
        public Void use(Statement.Use use) {
            found.add(use);
            return null;
        }

        @Override
        public Void unknown(Statement.Unknown unknown) {
            return addAll(unknown.body());
        }

        @Override
        public Void incomplete(Statement.Incomplete incomplete) {
            return addAll(incomplete.body());
        }
    }
}
