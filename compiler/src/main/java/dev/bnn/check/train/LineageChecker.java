// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.train;

import dev.bnn.check.values.NumberChecker;
import dev.bnn.check.vocabulary.Range;
import dev.bnn.check.vocabulary.TrainVocabulary;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.LostWords;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.TrainEntry;
import dev.bnn.syntax.Word;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks which parts of the network a recipe quantizes, and which other recipes it needs. */
public final class LineageChecker {
    private static final Map<String, Recipe.Precision> PRECISIONS =
            WordChooser.byWord(Recipe.Precision::word, Recipe.Precision.values());

    private final Diagnostics diagnostics;
    private final NumberChecker numbers;

    public LineageChecker(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.numbers = new NumberChecker(diagnostics, Code.TRAIN_RANGE);
    }

    public Recipe.Lineage lineage(
            Optional<TrainEntry.Precision> precision,
            Optional<TrainEntry.Start> start,
            Optional<TrainEntry.Teacher> teacher) {
        return new Recipe.Lineage(
                precision.map(this::precision).orElse(Recipe.Precision.BINARY),
                start.map(s -> s.recipe().text()),
                teacher.map(this::teacher));
    }

    private Recipe.Precision precision(TrainEntry.Precision precision) {
        Word kind = precision.kind();
        String message = "there is no precision `" + kind.text() + "`";
        return new WordChooser(diagnostics).of(kind, PRECISIONS, Recipe.Precision.BINARY, message, "precisions");
    }

    private Recipe.Teacher teacher(TrainEntry.Teacher teacher) {
        double share = Recipe.Teacher.SHARE;
        double temperature = Recipe.Teacher.TEMPERATURE;
        Set<String> seen = new HashSet<>();
        for (TrainEntry.Option option : teacher.options()) {
            String what = "`" + option.keyword() + "`";
            if (!seen.add(option.keyword())) {
                diagnostics.error(
                        Code.OPTION_TWICE,
                        option.span(),
                        what + " is given twice",
                        Advice.of("leave one of them out").removing(option.span(), "this " + what));
            } else if (option.keyword().equals(TrainVocabulary.SHARE.word())) {
                share = numbers.real(
                                what,
                                option.value().orElseThrow(),
                                TrainVocabulary.SHARE.range().orElseThrow())
                        .orElse(Recipe.Teacher.SHARE);
            } else {
                temperature = numbers.real(what, option.value().orElseThrow(), Range.POSITIVE)
                        .orElse(Recipe.Teacher.TEMPERATURE);
            }
        }
        return new Recipe.Teacher(teacher.recipe().text(), share, temperature);
    }

    /**
     * Checks that the recipes named in train sections exist, and that none needs itself.
     *
     * @param lost words that were not understood; a section that seems unknown may be among them
     */
    public void references(List<Section.Train> sections, List<Recipe> recipes, LostWords lost) {
        Map<String, Recipe> byName = new LinkedHashMap<>();
        recipes.forEach(r -> byName.putIfAbsent(r.name(), r));
        for (int i = 0; i < sections.size(); i++) {
            sections.get(i)
                    .name()
                    .filter(n -> n.text().equals(Recipe.Lineage.PACKED))
                    .ifPresent(n -> diagnostics.error(
                            Code.NAME_RESERVED,
                            n.span(),
                            "a train section cannot be called `" + n.text() + "`",
                            "`start " + n.text() + "` means the packed parameters beside the model"));
            for (TrainEntry entry : sections.get(i).entries()) {
                Optional<Word> named = entry.recipeName();
                boolean packed =
                        entry instanceof TrainEntry.Start s && s.recipe().text().equals(Recipe.Lineage.PACKED);
                boolean maybe = named.isPresent()
                        && !byName.containsKey(named.get().text())
                        && lost.has(named.get().text());
                if (named.isPresent() && !packed && !maybe) {
                    reference(recipes.get(i).name(), named.get(), byName);
                }
            }
        }
    }

    private void reference(String from, Word named, Map<String, Recipe> byName) {
        if (!byName.containsKey(named.text())) {
            diagnostics.error(
                    Code.NAME_UNKNOWN,
                    named.span(),
                    "there is no train section `" + named.text() + "`",
                    () -> Suggestion.advice(named.text(), named.span(), "train sections", byName.keySet()));
        } else if (reaches(named.text(), from, byName)) {
            diagnostics.error(
                    Code.RECURSION,
                    named.span(),
                    "`" + from + "` would be trained before itself",
                    named.text().equals(from)
                            ? "name another train section"
                            : "`" + named.text() + "` needs `" + from + "` already");
        }
    }

    private static boolean reaches(String name, String goal, Map<String, Recipe> byName) {
        Set<String> seen = new HashSet<>(Set.of(name));
        Deque<String> left = new ArrayDeque<>(seen);
        while (!left.isEmpty() && !seen.contains(goal)) {
            Recipe recipe = byName.get(left.poll());
            List<String> needs = recipe == null ? List.of() : recipe.lineage().needs();
            needs.stream().filter(seen::add).forEach(left::add);
        }
        return seen.contains(goal);
    }
}
