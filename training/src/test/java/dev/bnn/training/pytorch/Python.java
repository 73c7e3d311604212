// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bnn.tool.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's Python with PyTorch. If there is none, a test that needs it is skipped, and says why. */
final class Python {
    /** Searched for once, but not during class initialization, since another thread reads the output of a program. */
    private static Optional<String> found;

    private Python() {}

    private static boolean imports(String python, String modules) {
        try {
            return Command.of(python, "-c", "import " + modules).run(line -> {}) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether that Python also has the given module. */
    static boolean has(String module) {
        return imports(required(), module);
    }

    static synchronized String required() {
        if (found == null) {
            found = Stream.of("python3", "/usr/bin/python3")
                    .filter(python -> imports(python, "torch, numpy"))
                    .findFirst();
        }
        assumeTrue(found.isPresent(), "no python3 here has torch and numpy, such as Debian's python3-torch");
        return found.get();
    }

    /** Runs a program and returns the lines of its output. */
    static List<String> run(Path folder, List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(required(), "-B"));
        words.addAll(arguments);
        List<String> lines = new ArrayList<>();
        assertThat(new Command(words, folder, Map.of()).run(lines::add))
                .as("%s", lines)
                .isZero();
        return lines;
    }

    /** The answers to tasks of agreement.py, such as {@code scores SCRIPT PARAMETERS IMAGES}. */
    static List<JsonNode> answers(Path folder, List<String> tasks) throws IOException {
        Path program = folder.resolve("agreement.py");
        try (InputStream in = Python.class.getResourceAsStream("agreement.py")) {
            Files.write(program, in.readAllBytes());
        }
        Path list = Files.write(folder.resolve("tasks"), tasks);
        Process process = new ProcessBuilder(required(), "-B", program.toString())
                .redirectInput(list.toFile())
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        try {
            assertThat(process.waitFor()).as("%s", lines).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> answers = new ArrayList<>();
        for (String line : lines) {
            answers.add(mapper.readTree(line));
        }
        assertThat(answers).hasSameSizeAs(tasks);
        return answers;
    }
}
