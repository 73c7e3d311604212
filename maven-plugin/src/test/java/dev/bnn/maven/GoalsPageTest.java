// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every goal and parameter is documented, and docs/goals.md has all of them. */
class GoalsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "goals.md");
    private static final int LONGEST_CELL = 80;

    @Test
    void thePageIsTheDescriptor() throws Exception {
        String wanted = new GoalsPage(goals()).text();
        if (Boolean.getBoolean("bnn.updateGoldens")) {
            Files.writeString(PAGE, wanted);
            return;
        }
        assertThat(Files.readString(PAGE)).isEqualTo(wanted);
    }

    @Test
    void everyGoalHasADescriptionAndTheVersionThatBroughtIt() throws Exception {
        assertThat(goals()).hasSizeGreaterThan(10).allSatisfy(goal -> {
            assertThat(GoalsPage.brief(goal.description())).isNotBlank().hasSizeLessThanOrEqualTo(LONGEST_CELL);
            assertThat(goal.since()).as("since of " + goal.name()).matches("\\d+\\.\\d+\\.\\d+");
        });
    }

    @Test
    void everyParameterHasADescriptionAnExampleAndTheVersionThatBroughtIt() throws Exception {
        for (PluginXml.Goal goal : goals()) {
            assertThat(goal.parameters()).isNotEmpty().allSatisfy(p -> {
                String what = p.name() + " of " + goal.name();
                assertThat(p.since()).as("since of " + what).matches("\\d+\\.\\d+\\.\\d+");
                assertThat(GoalsPage.description(p)).as(what).isNotBlank();
                assertThat(GoalsPage.example(p))
                        .as("example of " + what)
                        .startsWith(p.property().isEmpty() ? "<" + p.name() + ">" : "-D" + p.property() + "=");
            });
        }
    }

    @Test
    void everyPropertyIsNamedAfterThePlugin() throws Exception {
        for (PluginXml.Goal goal : goals()) {
            assertThat(goal.parameters())
                    .extracting(PluginXml.Parameter::property)
                    .allMatch(property -> property.isEmpty() || property.startsWith("bnn."));
        }
    }

    /** The description of a parameter without a default says what applies if it is not set. */
    @Test
    void whatHasNoDefaultSaysWhatHolds() throws Exception {
        for (PluginXml.Goal goal : goals()) {
            assertThat(goal.parameters())
                    .filteredOn(p -> p.defaultValue().isEmpty())
                    .allSatisfy(p -> assertThat(GoalsPage.description(p))
                            .as(p.name())
                            .containsAnyOf("Left out", "The goal needs it"));
        }
    }

    /** All goals but help, which the plugin tools generate. */
    private static List<PluginXml.Goal> goals() throws Exception {
        return PluginXml.goals().stream()
                .filter(goal -> !goal.name().equals("help"))
                .toList();
    }
}
