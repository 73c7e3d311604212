// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    @TempDir
    Path output;

    @Test
    void aStepReplacesItsOwnSectionOnly() throws IOException {
        ModelFolder folder = ModelFolder.of(output, "net");
        Metrics metrics = new Metrics(folder);
        metrics.put("csim", new TreeMap<>(Map.of("differing_bits", 0, "images", 1000)));
        metrics.put("train", new TreeMap<>(Map.of("epochs", 3, "old", 1)));
        metrics.put("train", new TreeMap<>(Map.of("epochs", 4, "top1", 97.5)));

        assertThat(folder.metrics()).hasContent("""
                {
                  "train" : {
                    "epochs" : 4,
                    "top1" : 97.5
                  },
                  "csim" : {
                    "differing_bits" : 0,
                    "images" : 1000
                  }
                }
                """);
        assertThat(metrics.number("train", "top1")).hasValue(97.5);
        assertThat(metrics.number("train", "old")).isEmpty();
    }

    @Test
    void nothingButTheFileIsLeftBehind() throws IOException {
        ModelFolder folder = ModelFolder.of(output, "net");
        new Metrics(folder).put("estimate", Map.of("cycles", List.of(1, 2)));
        try (var files = Files.list(folder.root())) {
            assertThat(files.toList()).containsExactly(folder.metrics());
        }
    }

    @Test
    void aFileCutShortCountsAsNone() throws IOException {
        ModelFolder folder = ModelFolder.of(output, "net");
        Files.createDirectories(folder.root());
        Files.writeString(folder.metrics(), "{ \"train\" : { \"ep");
        Metrics metrics = new Metrics(folder);
        metrics.put("train", Map.of("epochs", 1));
        assertThat(metrics.all()).isEqualTo(Map.of("train", Map.of("epochs", 1)));
    }

    @Test
    void sectionsAreFixed() {
        Metrics metrics = new Metrics(ModelFolder.of(output, "net"));
        assertThatIllegalArgumentException().isThrownBy(() -> metrics.put("trian", Map.of()));
    }
}
