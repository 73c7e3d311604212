// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.check.Frontend;
import dev.bnn.model.Network;
import dev.bnn.source.SourceFile;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetsTest {
    private static final Network NETWORK =
            Frontend.load(new SourceFile("net.bnn", """

                    network net
                    input 1 x 28 x 28 uint8
                    classes 0 .. 9
                    layers { dense 10 }
                    train { data digits }
                    """)).network().orElseThrow();

    @TempDir
    Path output;

    @Test
    void aFigureOnTheRightSidePasses() throws Exception {
        Metrics metrics = new Metrics(ModelFolder.of(output, "net"));
        metrics.put("train", Map.of("top1", 97.0));
        metrics.put("estimate", Map.of("lut", 5000));
        Budgets budgets = Budgets.of(Map.of("top1", "97", "lut", "5000"));
        assertThatCode(() -> budgets.check(NETWORK, List.of("train"), metrics, Events.SILENT))
                .doesNotThrowAnyException();
        assertThatCode(() -> budgets.check(NETWORK, List.of("estimate"), metrics, Events.SILENT))
                .doesNotThrowAnyException();
    }

    @Test
    void everyBreachIsNamedWithWantedAndMeasured() throws Exception {
        Metrics metrics = new Metrics(ModelFolder.of(output, "net"));
        metrics.put("estimate", Map.of("lut", 5001, "fps", 100.5));
        Budgets budgets = Budgets.of(new TreeMap<>(Map.of("lut", "5000", "fps", "101")));
        assertThatThrownBy(() -> budgets.check(NETWORK, List.of("estimate"), metrics, Events.SILENT))
                .isInstanceOf(WorkflowException.class)
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "net.bnn:2:1: budget fps of net: wanted at least 101 frames/s, measured 100;"
                                + " raise PE and SIMD of the slowest layer, or the clock",
                        "net.bnn:2:1: budget lut of net: wanted at most 5,000 LUT, measured 5,001;"
                                + " lower PE and SIMD, or ask the target for fewer fps"));
    }

    @Test
    void aMissedBudgetOfOneSectionDoesNotHideThatOfAnother() throws Exception {
        Metrics metrics = new Metrics(ModelFolder.of(output, "net"));
        metrics.put("estimate", Map.of("lut", 5001));
        metrics.put("csim", Map.of("differing_bits", 3));
        Budgets budgets = Budgets.of(Map.of("lut", "5000", "differing_bits", "0"));
        assertThatThrownBy(() -> budgets.check(NETWORK, List.of("estimate", "csim"), metrics, Events.SILENT))
                .satisfies(e -> assertThat(e.getMessage().lines())
                        .hasSize(2)
                        .allMatch(line -> line.startsWith("net.bnn:2:1: budget ")));
    }

    @Test
    void aFigureThatWasNotMeasuredBreaksItsBudget() throws Exception {
        Metrics metrics = new Metrics(ModelFolder.of(output, "net"));
        metrics.put("csim", Map.of("skipped", "no C++ compiler"));
        Budgets budgets = Budgets.of(Map.of("differing_bits", "0"));
        assertThatThrownBy(() -> budgets.check(NETWORK, List.of("csim"), metrics, Events.SILENT))
                .hasMessageContaining("was not measured");
        assertThatCode(() -> budgets.check(NETWORK, List.of("train"), metrics, Events.SILENT))
                .doesNotThrowAnyException();
    }

    @Test
    void namesAndNumbersAreChecked() {
        assertThatThrownBy(() -> Budgets.of(Map.of("luts", "5")))
                .hasMessage("There is no budget <luts>; budgets are top1, top5, fps, lut, bram18, latency_cycles,"
                        + " weight_bits, macs, differing_bits.");
        assertThatThrownBy(() -> Budgets.of(Map.of("top1", "97 %")))
                .hasMessage("Budget <top1> is \"97 %\"; give a plain number, such as 97.5.");
    }
}
