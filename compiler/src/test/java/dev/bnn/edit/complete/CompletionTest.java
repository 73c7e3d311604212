// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.edit.Cases;
import dev.bnn.testing.Goldens;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each {@code NAME.cases} has texts with a caret, and {@code NAME.items} the proposals there. */
class CompletionTest {
    private static final Path FOLDER = Goldens.folder("edit/complete");

    static List<String> topics() {
        return Goldens.files(FOLDER, ".cases").stream()
                .map(f -> f.getFileName().toString().replace(".cases", ""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void proposes(String topic) {
        StringBuilder out = new StringBuilder();
        for (Cases one : Cases.of(FOLDER.resolve(topic + ".cases"))) {
            out.append("---- ").append(one.title()).append('\n');
            List<Item> items = Completion.at(one.analysis(), one.position());
            for (Item item : items) {
                assertThat(item.edit().range().touches(one.position())).isTrue();
                out.append(print(item)).append('\n');
            }
        }
        Goldens.check(FOLDER.resolve(topic + ".items"), out.toString());
    }

    private static String print(Item item) {
        String text = item.snippet().equals(item.label())
                ? ""
                : " -> " + item.snippet().replace("\n", "\\n");
        String documentation = item.documentation().isEmpty() ? "" : " // " + item.documentation();
        return item.edit().range() + " " + item.kind() + " " + item.label() + " [" + item.detail() + "]" + text
                + documentation;
    }
}
