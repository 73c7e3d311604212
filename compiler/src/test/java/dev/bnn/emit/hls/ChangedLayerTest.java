// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.emit.Design;
import dev.bnn.testing.Designs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed layer changes only its own file; all others keep their date, so tools skip them. */
class ChangedLayerTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path folder;

    @Test
    void oneWeightChangesTheFileOfItsLayerOnly() throws Exception {
        Design design = Designs.random(5).design();
        HlsEmitter.emit(design, folder);
        for (Path file : files()) {
            Files.setLastModifiedTime(file, LONG_AGO);
        }
        HlsEmitter.emit(design, folder);
        assertThat(written()).isEmpty();

        MatrixUnit.Scores scores = design.flow().scores();
        change(scores);
        HlsEmitter.emit(design, folder);
        assertThat(written()).containsExactly(folder.resolve("src/weights/" + scores.layer() + ".h"));
    }

    @Test
    void oneWeightChangesTheFileOfParametersOnlyWhereTheyAreLoaded() throws Exception {
        Design design = Designs.loadable(5).design();
        HlsEmitter.emit(design, folder);
        for (Path file : files()) {
            Files.setLastModifiedTime(file, LONG_AGO);
        }
        change(design.flow().scores());
        HlsEmitter.emit(design, folder);
        assertThat(written()).containsExactly(folder.resolve("tb/parameters.bin"));
    }

    /** Ternary weights may be 0. */
    private static void change(MatrixUnit.Scores scores) {
        byte[] values = scores.weights().values();
        int first = IntStream.range(0, values.length)
                .filter(i -> values[i] != 0)
                .findFirst()
                .orElseThrow();
        values[first] *= -1;
    }

    private List<Path> written() throws Exception {
        return files().stream()
                .filter(file -> {
                    try {
                        return !Files.getLastModifiedTime(file).equals(LONG_AGO);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
