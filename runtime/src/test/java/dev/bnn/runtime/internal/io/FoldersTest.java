// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    private Path temporary;

    @Test
    void aFolderGoesWithAllThatIsInItButNotWhatALinkLeadsTo() throws Exception {
        Path outside = Files.writeString(
                Files.createDirectory(temporary.resolve("outside")).resolve("kept"), "x");
        Path folder = temporary.resolve("folder");
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/file"), "x");
        Files.createSymbolicLink(folder.resolve("link"), outside.getParent());
        Folders.delete(folder);
        assertThat(folder).doesNotExist();
        assertThat(outside).exists();
        Folders.delete(folder);
    }
}
