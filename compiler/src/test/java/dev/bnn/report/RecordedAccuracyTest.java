// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedAccuracyTest {
    /** The record of the parameters that the example packs; training wrote it. */
    private static final Path LFC = Path.of("..", "examples", "mnist-lfc", "src", "main", "bnn", "lfc.pretrained.json");

    @TempDir
    Path output;

    private void record(Path folder, String text) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("provenance.json"), text);
    }

    @Test
    void theLastRecipeHasItsAccuracy() throws IOException {
        record(output.resolve("lfc"), Files.readString(LFC));
        assertThat(RecordedAccuracy.of(output, "lfc", "longer")).contains("98.85 % on the test set");
        assertThat(RecordedAccuracy.of(output, "lfc", "quick")).isEmpty();
        assertThat(RecordedAccuracy.of(output, "sfc", "longer")).isEmpty();
    }

    @Test
    void soHasOneThatAnotherStandsOn() throws IOException {
        record(
                output.resolve(Path.of("lfc", "recipes", "twin")),
                "{\"recipe\":{\"name\":\"twin\"},\"test_top1\":0.9905}");
        assertThat(RecordedAccuracy.of(output, "lfc", "twin")).contains("99.05 % on the test set");
    }

    @Test
    void aDamagedRecordIsNone() throws IOException {
        record(output.resolve("lfc"), "{\"recipe\":{\"name\":\"longer\"},\"test_top1\":");
        assertThat(RecordedAccuracy.of(output, "lfc", "longer")).isEmpty();
        record(output.resolve("lfc"), "{\"recipe\":{\"name\":\"longer\"},\"test_top1\":\"much\"}");
        assertThat(RecordedAccuracy.of(output, "lfc", "longer")).isEmpty();
    }
}
