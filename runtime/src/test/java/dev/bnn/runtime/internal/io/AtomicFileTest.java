// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void createsTheFoldersAndReplacesTheFile() throws IOException {
        Path file = folder.resolve("a/b/c.txt");
        AtomicFile.write(file, "old");
        AtomicFile.write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(file.getParent()).isDirectoryContaining(file::equals).isDirectoryNotContaining(f -> !f.equals(file));
    }

    @Test
    void aContentThatFailsLeavesTheOldFileAndNothingBesideIt() throws IOException {
        Path file = folder.resolve("c.txt");
        AtomicFile.write(file, "old");
        IOException broken = new IOException("the source is broken");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[1 << 20]);
                    throw broken;
                }))
                .isSameAs(broken);
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining(f -> !f.equals(file));
    }

    @Test
    void aFullDiskNamesTheFile() {
        IOException full = new IOException("No space left on device");
        OutputStream disk = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw full;
            }
        };
        assertThatThrownBy(() -> new AtomicFile.NamedOutput(disk, Path.of("/a/b.npz")).write(new byte[3], 0, 3))
                .isInstanceOf(FileSystemException.class)
                .hasMessage("/a/b.npz: No space left on device")
                .hasCause(full);
    }
}
