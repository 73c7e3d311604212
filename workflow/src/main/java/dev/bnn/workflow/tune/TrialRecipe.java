// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.tune;

import dev.bnn.check.Frontend;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Severity;
import dev.bnn.source.SourceFile;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.TrainEntry;
import dev.bnn.syntax.parse.Syntax;
import dev.bnn.workflow.WorkflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A train section of a model with some of its entries replaced.
 *
 * @param text the section as a user would write it
 * @param model the model with that section
 */
public record TrialRecipe(Recipe recipe, String text, SourceFile model) {
    /**
     * @param entries each replaces the entry with the same first word
     * @throws WorkflowException if an entry is not valid; the message does not name the model file, since that is valid
     */
    public static TrialRecipe of(SourceFile source, Recipe original, List<String> entries) throws WorkflowException {
        Section.Train section = Syntax.parse(source, new Diagnostics()).sections().stream()
                .filter(s -> s instanceof Section.Train && s.span().equals(original.span()))
                .map(Section.Train.class::cast)
                .findFirst()
                .orElseThrow();
        List<String> left = new ArrayList<>(entries);
        List<String> lines = new ArrayList<>();
        for (TrainEntry entry : section.entries()) {
            String old = source.text(entry.span());
            Optional<String> other =
                    left.stream().filter(e -> keyword(e).equals(keyword(old))).findFirst();
            lines.add(other.orElse(old));
            other.ifPresent(left::remove);
        }
        lines.addAll(left);
        StringBuilder text = new StringBuilder("train ");
        section.name().ifPresent(name -> text.append(name.text()).append(' '));
        text.append("{\n");
        lines.forEach(e -> text.append("  ").append(e).append('\n'));
        text.append("}");

        Frontend.Result result = Frontend.load(source.replace(section.whole(), text.toString()));
        if (result.network().isEmpty()) {
            throw new WorkflowException("bnn.tune does not fit the train section of " + source.name() + ": "
                    + result.diagnostics().stream()
                            .filter(d -> d.severity() == Severity.ERROR)
                            .map(d -> mistake(d, result.source()))
                            .collect(Collectors.joining("; "))
                    + ".");
        }
        Recipe recipe = result.network().get().recipes().stream()
                .filter(r -> r.name().equals(original.name()))
                .findFirst()
                .orElseThrow();
        return new TrialRecipe(recipe, text.toString(), result.source());
    }

    /** The message without a place, since the text is not in a file. */
    private static String mistake(Diagnostic d, SourceFile source) {
        return "with `" + source.line(d.span().start().line()).strip() + "` " + d.message()
                + (d.hint().isEmpty() ? "" : " (" + d.hint() + ")");
    }

    /** The first word of an entry. */
    public static String keyword(String entry) {
        return entry.strip().split("\\s+", 2)[0];
    }
}
