// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path root;

    @Test
    void unchangedFilesKeepTheirDate() throws IOException {
        commit("a.h", "one", "b.h", "two");
        Files.setLastModifiedTime(root.resolve("a.h"), LONG_AGO);
        Files.setLastModifiedTime(root.resolve("b.h"), LONG_AGO);
        commit("a.h", "one", "b.h", "three");
        assertThat(Files.getLastModifiedTime(root.resolve("a.h"))).isEqualTo(LONG_AGO);
        assertThat(root.resolve("b.h")).hasContent("three");
    }

    @Test
    void removesWhatItNoLongerGeneratesAndNothingElse() throws IOException {
        commit("src/a.h", "one", "src/old.h", "two");
        Files.writeString(root.resolve("src/mine.txt"), "a person's");
        commit("src/a.h", "one");
        assertThat(root.resolve("src/old.h")).doesNotExist();
        assertThat(root.resolve("src/mine.txt")).hasContent("a person's");
    }

    @Test
    void anEditedManifestCannotReachOutside() throws IOException {
        Path outside = Files.writeString(root.resolve("outside.txt"), "keep");
        Path inner = root.resolve("inner");
        Files.createDirectories(inner);
        Files.writeString(inner.resolve(".generated"), "../outside.txt\n");
        OutputFolder folder = new OutputFolder(inner);
        folder.add("a.h", "one");
        assertThatThrownBy(folder::commit).isInstanceOf(IOException.class).hasMessageContaining("../outside.txt");
        assertThat(outside).hasContent("keep");
    }

    private void commit(String... namesAndTexts) throws IOException {
        OutputFolder folder = new OutputFolder(root);
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            folder.add(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        folder.commit();
    }
}
