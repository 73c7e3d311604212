// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs real editors with the files of {@code editors/} and the script {@code bnn-ls}, as a user would: they open, type, complete,
 * hover, rename and format. Each writes down what it shows; {@code -Dbnn.updateGoldens=true} stores that as the expected result.
 */
class ClientsTest {
    private static final Path CLIENTS = Path.of("src", "test", "clients").toAbsolutePath();
    private static final Path CASES =
            Path.of("src", "test", "resources", "dev", "bnn", "lsp", "clients").toAbsolutePath();
    private static final Path EDITORS =
            Path.of("..", "editors").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void aModelAndTheScript() throws IOException {
        model = Files.copy(CASES.resolve("slip.bnn"), folder.resolve("slip.bnn"));
        Files.copy(Path.of("src", "main", "bin", "bnn-ls"), folder.resolve("bnn-ls"));
        assumeTrue(folder.resolve("bnn-ls").toFile().setExecutable(true), "scripts can be made executable");
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        main.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        try (OutputStream out = Files.newOutputStream(folder.resolve("bnn-language-server.jar"))) {
            new JarOutputStream(out, manifest).close();
        }
    }

    @Test
    void neovim() throws IOException, InterruptedException {
        assumeTrue(onPath("nvim"), "Neovim (nvim) is not installed");
        seenIn(
                "neovim",
                List.of(
                        "nvim",
                        "--headless",
                        "--clean",
                        "--cmd",
                        "set runtimepath+=" + EDITORS.resolve("neovim"),
                        model.toString(),
                        "-S",
                        CLIENTS.resolve("neovim.lua").toString()));
    }

    @Test
    void emacs() throws IOException, InterruptedException {
        assumeTrue(onPath("emacs"), "Emacs is not installed");
        assumeTrue(
                status(List.of(
                                "emacs",
                                "--batch",
                                "--eval",
                                "(progn (package-initialize) (kill-emacs (if (require 'eglot nil t) 0 1)))"))
                        == 0,
                "Emacs has no Eglot (package elpa-eglot)");
        seenIn(
                "emacs",
                List.of(
                        "emacs",
                        "--batch",
                        "--eval",
                        "(package-initialize)",
                        "-L",
                        EDITORS.resolve("emacs").toString(),
                        "-l",
                        CLIENTS.resolve("emacs.el").toString()));
    }

    private void seenIn(String editor, List<String> command) throws IOException, InterruptedException {
        Path seen = folder.resolve("seen.txt");
        ProcessBuilder builder = builder(command);
        builder.environment().put("BNN_SEEN", seen.toString());
        builder.environment().put("BNN_MODEL", model.toString());
        int status = status(builder);
        String text = Files.exists(seen) ? Files.readString(seen) : "";
        assertThat(status)
                .as(text + Files.readString(folder.resolve("printed.txt")))
                .isZero();
        Path golden = CASES.resolve(editor + ".txt");
        if (Boolean.getBoolean("bnn.updateGoldens")) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    private int status(List<String> command) throws IOException, InterruptedException {
        return status(builder(command));
    }

    private int status(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            return -1;
        }
        return process.exitValue();
    }

    /** A command that finds our script first on the path, and writes nothing outside the folder. */
    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
        Map<String, String> environment = builder.environment();
        environment.put("PATH", folder + File.pathSeparator + environment.get("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("BNN_LS_CACHE", folder.resolve("cache").toString());
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        environment.put("HOME", folder.toString());
        File printed = folder.resolve("printed.txt").toFile();
        builder.redirectErrorStream(true).redirectOutput(printed).redirectInput(new File("/dev/null"));
        return builder;
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }
}
