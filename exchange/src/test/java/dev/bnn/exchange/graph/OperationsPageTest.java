// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.testing.Goldens;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the table of docs/exchange.md with the importer's. */
class OperationsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "exchange.md");
    private static final String BEGIN =
            "| operation | attribute | default | what can be imported |\n|---|---|---|---|\n";

    @Test
    void thePageIsTheTable() {
        String page = Goldens.read(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        assertThat(from).as("the table is on the page").isGreaterThan(BEGIN.length());
        int to = page.indexOf("\n\n", from) + 1;
        String wanted = Operations.ALL.stream().map(OperationsPageTest::rows).collect(Collectors.joining());
        if (Boolean.getBoolean("bnn.updateGoldens")) {
            Goldens.check(PAGE, page.substring(0, from) + wanted + page.substring(to, page.length() - 1));
            return;
        }
        assertThat(page.substring(from, to)).isEqualTo(wanted);
    }

    @Test
    void thePageSaysWhichOperatorSets() {
        assertThat(Goldens.read(PAGE))
                .contains("operator sets " + Operations.FIRST_OPSET + " to " + Operations.LAST_OPSET)
                .contains(Operations.QUANTIZERS);
    }

    private static String rows(Operation operation) {
        StringBuilder rows = new StringBuilder();
        rows.append("| `").append(operation.op()).append('`');
        rows.append(operation.first() > 0 ? ", from " + operation.first() : "").append(" | | | ");
        rows.append(operation.becomes()).append(" |\n");
        for (AttributeRule s : operation.settings()) {
            rows.append("| | `")
                    .append(s.name())
                    .append('`')
                    .append(versions(s))
                    .append(" | ");
            rows.append(otherwise(s)).append(" | ").append(s.words()).append(" |\n");
        }
        return rows.toString();
    }

    private static String versions(AttributeRule s) {
        String since = s.since() > 0 ? ", from " + s.since() : "";
        return since + (s.until() < Integer.MAX_VALUE ? ", to " + s.until() : "");
    }

    private static String otherwise(AttributeRule s) {
        if (s.otherwise() != null) {
            String shown = AttributeRule.show(s.otherwise());
            return shown.isEmpty() ? "none" : "`" + shown + "`";
        }
        return s.needed() ? "needed" : "none";
    }
}
