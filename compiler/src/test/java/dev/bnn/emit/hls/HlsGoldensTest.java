// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.BoardTargets;
import dev.bnn.testing.Designs;
import dev.bnn.testing.Goldens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole text of what is generated for one design with padding, position classes and a pool. */
class HlsGoldensTest {
    private static final long SEED = 7;
    private static final List<String> FILES = List.of(
            "src/bnn_random7.h",
            "src/bnn_random7.cpp",
            "src/weights/conv1.h",
            "src/weights/conv2.h",
            "src/weights/dense1.h",
            "tb/testbench.cpp",
            "tb/scores.txt",
            "settings.tcl",
            "README.md");

    private static final List<String> LOADABLE_FILES = List.of(
            "src/bnn_random7.h",
            "src/bnn_random7.cpp",
            "src/weights/conv1.h",
            "tb/testbench.cpp",
            "settings.tcl",
            "README.md");

    private static final List<String> LABEL_FILES = List.of(
            "src/bnn_random7.h",
            "src/bnn_random7.cpp",
            "tb/testbench.cpp",
            "tb/labels.txt",
            "settings.tcl",
            "README.md");

    private static final List<String> CARD_FILES = List.of(
            "src/bnn_random7.h", "src/bnn_random7.cpp", "tb/testbench.cpp", "settings.tcl", "link.cfg", "README.md");

    @TempDir
    private Path folder;

    @Test
    void filesAreAsReviewed() throws Exception {
        HlsEmitter.emit(Designs.random(SEED).design(), folder);
        check(FILES, "emit");
    }

    @Test
    void filesWithLoadableParametersAreAsReviewed() throws Exception {
        HlsEmitter.emit(Designs.loadable(SEED).design(), folder);
        check(LOADABLE_FILES, "emit/loadable");
    }

    @Test
    void filesOfADesignThatAnswersWithLabelsAreAsReviewed() throws Exception {
        HlsEmitter.emit(Designs.labelled(SEED).design(), folder);
        check(LABEL_FILES, "emit/labels");
    }

    @Test
    void filesOfACardsKernelAreAsReviewed() throws Exception {
        HlsEmitter.emit(Designs.on(BoardTargets.of("alveo-u280"), SEED).design(), folder);
        check(CARD_FILES, "emit/card");
    }

    private void check(List<String> files, String goldens) throws Exception {
        for (String file : files) {
            String name = file.substring(file.lastIndexOf('/') + 1);
            Goldens.check(
                    Goldens.folder(goldens).resolve(name),
                    Files.readString(folder.resolve(file)).stripTrailing());
        }
    }

    @Test
    void theSameDesignGivesTheSameBytes() throws Exception {
        HlsEmitter.emit(Designs.random(SEED).design(), folder.resolve("a"));
        HlsEmitter.emit(Designs.random(SEED).design(), folder.resolve("b"));
        try (var files = Files.walk(folder.resolve("a"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(folder.resolve("b").resolve(folder.resolve("a").relativize(file)))
                        .hasSameBinaryContentAs(file);
            }
        }
    }
}
