// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "Spark 4 and its Hadoop know no later Java")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop wants native programs of its own there")
class FolderCopyTest {
    @TempDir
    Path temporary;

    private FolderCopy copy(String local) throws IOException {
        return new FolderCopy(
                temporary.resolve(local), temporary.resolve("there/net").toUri(), new Configuration());
    }

    private void checkpoint(String local, String fingerprint, int epochs) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve(local).resolve("checkpoints"));
        try (Stream<Path> old = Files.list(folder)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        Files.writeString(folder.resolve("epoch-" + epochs + ".npz"), "state of " + epochs);
        String rows = "{},".repeat(epochs);
        Files.writeString(
                folder.resolve("last.json"),
                "{\"fingerprint\":\"" + fingerprint + "\",\"epochs\":[" + rows.substring(0, rows.length() - 1) + "]}");
        Files.writeString(temporary.resolve(local).resolve(".lock"), "mine");
    }

    private Set<String> files(String folder) throws IOException {
        Path root = temporary.resolve(folder);
        try (Stream<Path> all = Files.walk(root)) {
            Set<String> names = new TreeSet<>();
            // Hadoop's local file system keeps checksums in additional files.
            all.filter(f -> Files.isRegularFile(f)
                            && !f.getFileName().toString().endsWith(".crc"))
                    .forEach(f -> names.add(root.relativize(f).toString().replace('\\', '/')));
            return names;
        }
    }

    @Test
    void anotherDriverGoesOnWhereTheFirstOneStopped() throws Exception {
        FolderCopy first = copy("a");
        assertThat(first.fetch()).isZero();
        checkpoint("a", "f", 1);
        first.store();
        checkpoint("a", "f", 2);
        first.store();
        assertThat(files("there/net")).containsExactly("checkpoints/epoch-2.npz", "checkpoints/last.json");

        assertThat(copy("b").fetch()).isEqualTo(2);
        assertThat(files("b")).containsExactly("checkpoints/epoch-2.npz", "checkpoints/last.json");
        assertThat(temporary.resolve("b/checkpoints/epoch-2.npz")).hasContent("state of 2");
    }

    @Test
    void aTrainingHereIsReplacedOnlyByMoreEpochsOfTheSame() throws Exception {
        checkpoint("a", "f", 3);
        copy("a").store();
        checkpoint("less", "f", 1);
        assertThat(copy("less").fetch()).isEqualTo(3);
        checkpoint("more", "f", 4);
        assertThat(copy("more").fetch()).isZero();
        checkpoint("other", "g", 1);
        assertThat(copy("other").fetch()).isZero();
        assertThat(files("other")).contains("checkpoints/epoch-1.npz");
    }

    @Test
    void anUnknownFileSystemIsAnError() {
        assertThatThrownBy(() -> new FolderCopy(temporary, URI.create("nowhere://host/x"), new Configuration()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere");
    }
}
