// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** An in-memory display. */
final class Xvfb implements AutoCloseable {
    private final Process process;
    private final String display;

    private Xvfb(Process process, String display) {
        this.process = process;
        this.display = display;
    }

    /** The program on the PATH. */
    static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "Xvfb"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts the program on a free display number. */
    static Xvfb start(Path program) throws IOException {
        Process process = new ProcessBuilder(
                        program.toString(), "-displayfd", "1", "-screen", "0", "1180x760x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String number = out.readLine();
        if (number == null) {
            throw new IOException(
                    "Xvfb has ended with " + process.onExit().join().exitValue());
        }
        return new Xvfb(process, ":" + number.strip());
    }

    /** The value of DISPLAY. */
    String display() {
        return display;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
