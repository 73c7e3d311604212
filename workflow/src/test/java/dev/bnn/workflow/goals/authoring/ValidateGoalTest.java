// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.report.network.NetworkTable;
import dev.bnn.source.Severity;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Budgets;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateGoalTest extends RecordedEvents {
    private static final String SMALL = """
            network small
            input 1 x 28 x 28 uint8
            classes 0 .. 9
            layers { dense 10 }
            train { data digits }
            """;

    @TempDir
    Path folder;

    private ValidateGoal.Result run(String text) throws WorkflowException, IOException {
        return run(text, TestSettings.of(folder, "out"));
    }

    private ValidateGoal.Result run(String text, Settings settings) throws WorkflowException, IOException {
        Path model = Files.writeString(folder.resolve("small.bnn"), text);
        return ValidateGoal.run(new ValidateGoal.Request(model, settings), this);
    }

    @Test
    void theNetworkIsPrintedAsATable() throws Exception {
        NetworkTable table = NetworkTable.of(run(SMALL).network().orElseThrow());
        assertThat(said).startsWith(table.lines().toArray(String[]::new)).endsWith("small: " + table.totals());
        assertThat(table.totals()).isEqualTo("1 layer, 7,840 weights of 7,840 bits (980 bytes), 7,840 MACs per image");
    }

    @Test
    void aMissedBudgetIsOneLineAndAMarkAtTheHeader() throws Exception {
        Budgets budgets = Budgets.of(Map.of("macs", "5000"));
        ValidateGoal.Result result = run(SMALL, TestSettings.of(folder, "out", budgets));
        assertThat(result.summary())
                .isEqualTo(folder.resolve("small.bnn") + ":1:1: budget macs of small: wanted at most 5,000 MACs,"
                        + " measured 7,840; make the widest layers smaller");
        assertThat(marked).singleElement().satisfies(d -> {
            assertThat(d.severity()).isEqualTo(Severity.ERROR);
            assertThat(d.span().start().line()).isEqualTo(1);
        });
        assertThat(diagnostics).isEmpty();
    }

    @Test
    void findingsThatAreNotShownAreCounted() throws Exception {
        ValidateGoal.Result result = run(SMALL.replace("dense 10", "foo\n".repeat(5000)));
        assertThat(result.summary()).isEqualTo("small.bnn has 5,000 errors, some of them shown above.");
        assertThat(diagnostics).hasSize(100);
        assertThat(said).containsExactly("small.bnn: and 4,900 more");
    }
}
