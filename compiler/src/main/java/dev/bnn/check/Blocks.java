package dev.bnn.check;

import dev.bnn.source.Diagnostics;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The blocks of a file and which of them use which. */
final class Blocks {
    private final Map<String, Section.Block> byName = new LinkedHashMap<>();
    private final Set<String> recursive = new HashSet<>();

    /** Of several blocks of one name the first. */
    Blocks(List<Section.Block> blocks) {
        blocks.forEach(b -> byName.putIfAbsent(b.name().text(), b));
    }

    Optional<Section.Block> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<String> names() {
        return byName.keySet();
    }

    Collection<Section.Block> all() {
        return byName.values();
    }

    /** True for a block that uses itself, perhaps through others: writing it out would not end. */
    boolean recursive(String name) {
        return recursive.contains(name);
    }

    /** Finds blocks that use themselves; each circle is one error, where it closes. */
    void checkRecursion(Diagnostics diagnostics) {
        Set<String> left = new HashSet<>(byName.keySet());
        while (true) {
            // What uses no block that is left is in no circle.
            while (left.removeIf(name -> next(name, left).isEmpty())) {}
            Optional<String> start =
                    byName.keySet().stream().filter(left::contains).findFirst();
            if (start.isEmpty()) {
                return;
            }
            List<String> path = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            String at = start.get();
            while (seen.add(at)) {
                path.add(at);
                at = next(at, left).orElseThrow().block().text();
            }
            List<String> circle = path.subList(path.indexOf(at), path.size());
            Statement.Use closing = next(circle.get(circle.size() - 1), left).orElseThrow();
            String through = String.join("`, `", circle.subList(1, circle.size()));
            diagnostics.error(
                    Codes.RECURSION,
                    closing.span(),
                    "block `" + at + "` uses itself" + (circle.size() == 1 ? "" : " through `" + through + "`"),
                    "to write layers several times use `repeat 3 { ... }`");
            recursive.addAll(circle);
            circle.forEach(left::remove);
        }
    }

    private Optional<Statement.Use> next(String block, Set<String> among) {
        return uses(byName.get(block).body()).stream()
                .filter(u -> among.contains(u.block().text()))
                .findFirst();
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
                        Codes.BLOCK_UNUSED,
                        block.name().span(),
                        "block `" + block.name().text() + "` is never used",
                        "");
            }
        }
    }

    private static List<Statement.Use> uses(List<Statement> body) {
        List<Statement.Use> uses = new ArrayList<>();
        for (Statement statement : body) {
            if (statement instanceof Statement.Use use) {
                uses.add(use);
            } else if (statement instanceof Statement.Repeat repeat) {
                uses.addAll(uses(repeat.body()));
            } else if (statement instanceof Statement.Residual residual) {
                uses.addAll(uses(residual.body()));
            }
        }
        return uses;
    }
}
