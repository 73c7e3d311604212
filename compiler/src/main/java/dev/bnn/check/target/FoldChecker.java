// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.target;

import dev.bnn.check.layer.LayerNames;
import dev.bnn.check.values.ExprEvaluator;
import dev.bnn.check.values.Scope;
import dev.bnn.dataflow.MatrixShape;
import dev.bnn.estimate.Device;
import dev.bnn.fold.LegalFoldings;
import dev.bnn.model.Layer;
import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.Memory;
import dev.bnn.model.target.Target;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Fix;
import dev.bnn.source.Span;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.LostWords;
import dev.bnn.syntax.TargetEntry;
import dev.bnn.syntax.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/** Checks the foldings that a target section chooses. */
public final class FoldChecker {
    /**
     * What was not understood.
     *
     * @param layers true if layers may be missing
     * @param words the words that were not understood; the names of such layers are among them
     */
    public record Lost(boolean layers, LostWords words) {
        boolean mayHave(String layer) {
            return layers && (words.has(layer) || LayerNames.automatic(layer));
        }
    }

    private final Map<String, Layer> layers = new HashMap<>();
    private final List<String> weighted = new ArrayList<>();
    private final Map<String, MatrixShape> matrices = new HashMap<>();
    private final Optional<MatrixShape> scores;
    private final Lost lost;
    private final Diagnostics diagnostics;

    /**
     * @param layers all layers
     * @param lost what was not understood; if layers may be missing, an unknown name is not reported
     * @param matrices the matrices to fold; empty if their shapes are not known, or if nothing will be folded
     */
    public FoldChecker(List<Layer> layers, Lost lost, List<MatrixShape> matrices, Diagnostics diagnostics) {
        layers.forEach(l -> this.layers.put(l.name(), l));
        layers.stream().filter(Layer.Weighted.class::isInstance).forEach(l -> weighted.add(l.name()));
        matrices.forEach(m -> this.matrices.put(m.layer(), m));
        this.scores = matrices.isEmpty() ? Optional.empty() : Optional.of(matrices.get(matrices.size() - 1));
        this.lost = lost;
        this.diagnostics = diagnostics;
    }

    /** Begins a target section. */
    public Folds start(Scope constants, Optional<Device> device, boolean loadable, HlsTool tool) {
        return new Folds(this, constants, device, loadable, tool, new HashMap<>(), new HashMap<>());
    }

    /** The foldings of one section. */
    public record Folds(
            FoldChecker checker,
            Scope constants,
            Optional<Device> device,
            boolean loadable,
            HlsTool tool,
            Map<String, Span> seen,
            Map<String, Target.Fold> map) {
        /** @param whole false if the next words may be the rest of the entry */
        void add(TargetEntry.Fold fold, boolean whole) {
            String layer = fold.layer().text();
            Span first = seen.putIfAbsent(layer, fold.span());
            if (first != null) {
                checker.diagnostics.error(
                        Code.FOLD,
                        fold.layer().span(),
                        layer + " is folded twice",
                        Advice.of("the first time is in line " + first.start().line())
                                .relating(first, "the first time"));
                return;
            }
            boolean known = checker.name(fold);
            Optional<MatrixShape> matrix = Optional.ofNullable(checker.matrices.get(layer));
            int pe = checker.factor(fold, "pe", whole, constants, (value, factor) -> pe(matrix, value, factor));
            int simd = checker.factor(
                    fold,
                    "simd",
                    whole,
                    constants,
                    (value, factor) -> matrix.flatMap(m -> LegalFoldings.checkSimd(m, value, tool, factor.span())
                            .map(d -> offering(d, value, LegalFoldings.simds(m, tool), factor))));
            Optional<Memory> memory = checker.memory(fold, device);
            if (known) {
                map.put(layer, new Target.Fold(pe, simd, memory, fold.span()));
            }
        }

        /** With loaded parameters scores have 64 bits. Otherwise training decides their width, and folding checks it. */
        private Optional<Diagnostic> pe(Optional<MatrixShape> matrix, int pe, TargetEntry.Factor factor) {
            boolean scores = matrix.isPresent() && matrix.equals(checker.scores);
            return matrix.flatMap(m -> LegalFoldings.checkPe(m, pe, factor.span())
                            .map(d -> offering(d, pe, LegalFoldings.pes(m), factor)))
                    .or(() -> scores && loadable
                            ? LegalFoldings.checkScores(matrix.get().layer(), pe, Long.SIZE, tool, factor.span())
                            : Optional.empty());
        }

        private static Diagnostic offering(
                Diagnostic error, int wanted, List<Integer> legal, TargetEntry.Factor factor) {
            Span number = factor.value().span();
            return error.withFixes(LegalFoldings.nearest(wanted, legal).stream()
                    .map(v -> Fix.replace(number, v.toString()))
                    .toList());
        }
    }

    /** Whether the layer exists and has weights. */
    private boolean name(TargetEntry.Fold fold) {
        String name = fold.layer().text();
        Layer layer = layers.get(name);
        if (layer == null && !lost.mayHave(name)) {
            diagnostics.error(
                    Code.FOLD,
                    fold.layer().span(),
                    "there is no layer `" + name + "`",
                    () -> Suggestion.advice(name, fold.layer().span(), "layers with weights", weighted));
        } else if (layer != null && !(layer instanceof Layer.Weighted)) {
            error(
                    fold.layer().span(),
                    name + " has no weights and is not folded",
                    "layers with weights: " + Suggestion.list(weighted));
        }
        return layer instanceof Layer.Weighted;
    }

    private int factor(
            TargetEntry.Fold fold,
            String keyword,
            boolean whole,
            Scope constants,
            BiFunction<Integer, TargetEntry.Factor, Optional<Diagnostic>> wrong) {
        List<TargetEntry.Factor> given =
                fold.factors().stream().filter(f -> f.keyword().equals(keyword)).toList();
        if (given.isEmpty()) {
            if (whole) {
                error(
                        fold.span(),
                        "the folding of " + fold.layer().text() + " has no `" + keyword + "`",
                        "add it: both are needed");
            }
            return 1;
        }
        if (given.size() > 1) {
            twice(keyword, given.get(1).span());
        }
        TargetEntry.Factor factor = given.get(0);
        OptionalInt value =
                new ExprEvaluator(diagnostics).size(factor.value(), "`" + keyword + "`", Integer.MAX_VALUE, constants);
        if (value.isPresent()) {
            wrong.apply(value.getAsInt(), factor).ifPresent(diagnostics::add);
        }
        return value.orElse(1);
    }

    /** The memory that the folding requests; empty if it requests none, or an impossible one. */
    private Optional<Memory> memory(TargetEntry.Fold fold, Optional<Device> device) {
        if (fold.memories().isEmpty()) {
            return Optional.empty();
        }
        if (fold.memories().size() > 1) {
            twice("memory", fold.memories().get(1).span());
        }
        Word word = fold.memories().get(0).memory();
        List<String> words = Arrays.stream(Memory.values()).map(Memory::word).toList();
        Optional<Memory> memory = Arrays.stream(Memory.values())
                .filter(m -> m.word().equals(word.text()))
                .findFirst();
        if (memory.isEmpty()) {
            diagnostics.error(
                    Code.MEMORY,
                    word.span(),
                    "there is no memory `" + word.text() + "`",
                    Suggestion.advice(word.text(), word.span(), "memories", words));
        } else if (memory.get() == Memory.ULTRA
                && device.isPresent()
                && !device.get().ultraRom()) {
            String family = device.get().family();
            diagnostics.error(
                    Code.MEMORY,
                    word.span(),
                    device.get().uram() == 0
                            ? family + " has no ultra RAM"
                            : "the ultra RAM of " + family + " starts as zeros, so it cannot hold weights",
                    Advice.of("write `memory block` or `memory lut`"
                                    + (device.get().uram() == 0
                                            ? ", or leave the choice to the search"
                                            : "; with `parameters loadable` it can"))
                            .replacing(word.span(), Memory.BLOCK.word())
                            .replacing(word.span(), Memory.LUT.word()));
            return Optional.empty();
        }
        return memory;
    }

    private void twice(String keyword, Span span) {
        diagnostics.error(Code.OPTION_TWICE, span, "`" + keyword + "` is given twice", "leave one of them out");
    }

    private void error(Span span, String message, String hint) {
        diagnostics.error(Code.FOLD, span, message, hint);
    }
}
