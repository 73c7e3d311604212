// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** File names with letters that the locale lacks cause a single message. Runs a JVM under LC_ALL=C. */
class LocaleTest {
    @TempDir
    Path folder;

    /** Loads a set and prints its classes, or the message. */
    public static void main(String[] args) {
        try {
            System.out.println(Requests.load(args[1], Path.of(args[0]), 3, 1, 1).classes());
        } catch (DataException e) {
            System.out.println(e.getMessage());
        }
    }

    @BeforeEach
    void aShellIsThere() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh");
    }

    private String run(String locale, String set) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        // The shell decodes the bytes, so that they do not depend on this test's locale.
        String command = "exec '" + java + "' -cp \"$CLASSES\" " + LocaleTest.class.getName() + " '" + folder
                + "' \"$(printf '" + set + "')\"";
        return shell(command, locale);
    }

    private String shell(String command, String locale) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", locale);
        builder.environment().put("CLASSES", System.getProperty("java.class.path"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    @Test
    void folderNamesThatTheLocaleHasNotAreOneMessage() throws Exception {
        TestImages.write(
                folder.resolve("set"),
                java.util.Map.of("hund/1.png", TestImages.png(1), "hund/2.png", TestImages.png(1)));
        shell("cd '" + folder + "/set' && cp -r hund \"$(printf 'k\\303\\244tze')\"", "C");

        assertThat(run("C", "set").lines().toList())
                .satisfies(lines -> assertThat(lines.get(0))
                        .startsWith(folder.resolve("set") + " contains 'k")
                        .contains("which is no valid name in this locale: file names are "))
                .endsWith("  Set LC_ALL=C.UTF-8 in the environment and run again.")
                .hasSize(2);
        assertThat(run("C.UTF-8", "set")).startsWith("[hund, k").endsWith("tze]");
    }

    @Test
    void aPathThatTheLocaleHasNotIsOneMessage() throws Exception {
        for (String set : List.of("k\\303\\244tze", "bilder/k\\303\\244tze")) {
            assertThat(run("C", set).lines().toList()).hasSize(2).doesNotContain("\tat");
        }
    }
}
