// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import dev.bnn.check.Checked;
import dev.bnn.edit.Analysis;
import dev.bnn.edit.Position;
import dev.bnn.edit.Range;
import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.source.Span;
import dev.bnn.syntax.Lexeme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hints at the ends of lines where shapes change, and after each use of a block: the layers with weights that it stands for, by the
 * names that {@code fold} uses.
 */
public final class Hints {
    private final Analysis analysis;
    private final List<Hint> hints = new ArrayList<>();

    private Hints(Analysis analysis) {
        this.analysis = analysis;
    }

    /** The hints within a range, from top to bottom. */
    public static List<Hint> of(Analysis analysis, Range range) {
        Hints hints = new Hints(analysis);
        hints.uses();
        hints.shapes();
        return hints.hints.stream()
                .filter(h -> range.touches(h.position()))
                .sorted((a, b) -> a.position().compareTo(b.position()))
                .toList();
    }

    /** The statement of the layers section that a layer comes from. */
    private static Span site(Checked.Placed placed) {
        return placed.calls().isEmpty()
                ? placed.statement().span()
                : placed.calls().get(0).use().span();
    }

    private void uses() {
        Map<Range, List<Layer>> uses = new LinkedHashMap<>();
        for (Checked.Placed placed : analysis.known().layers()) {
            if (!placed.calls().isEmpty()) {
                uses.computeIfAbsent(analysis.range(site(placed)), r -> new ArrayList<>())
                        .add(placed.layer());
            }
        }
        uses.forEach((range, layers) -> {
            List<String> weighted = layers.stream()
                    .filter(Layer.Weighted.class::isInstance)
                    .map(Layer::name)
                    .toList();
            if (!weighted.isEmpty()) {
                String label = weighted.size() == 1
                        ? weighted.get(0)
                        : weighted.get(0) + " .. " + weighted.get(weighted.size() - 1);
                hints.add(new Hint(range.end(), " " + label, LayerText.table(layers)));
            }
        });
    }

    private void shapes() {
        Map<Integer, Layer> last = new LinkedHashMap<>();
        for (Checked.Placed placed : analysis.known().layers()) {
            last.put(line(placed), placed.layer());
        }
        Map<Integer, Position> ends = ends();
        Optional<Shape> before = analysis.known().image().map(image -> image.shape());
        for (Map.Entry<Integer, Layer> line : last.entrySet()) {
            Layer layer = line.getValue();
            Shape shape = layer.output().shape();
            if (before.isEmpty() || !before.get().equals(shape)) {
                hints.add(new Hint(
                        ends.get(line.getKey()),
                        " -> " + shape,
                        "**" + layer.name() + "** yields `" + layer.output() + "`\n"));
            }
            before = Optional.of(shape);
        }
    }

    /** The line at whose end a layer is complete. */
    private int line(Checked.Placed placed) {
        return site(placed).end().line() - 1;
    }

    /** The place after the last word of each line, before a comment; lines count from 0. */
    private Map<Integer, Position> ends() {
        Map<Integer, Position> ends = new HashMap<>();
        for (Lexeme lexeme : analysis.lexemes()) {
            if (!lexeme.hidden()) {
                ends.put(lexeme.span().start().line() - 1, analysis.lines().position(lexeme.end()));
            }
        }
        return ends;
    }
}
