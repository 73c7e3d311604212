// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls.csim;

import dev.bnn.emit.SimulationException;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A C++ compiler that is installed on this machine.
 *
 * @param command its executable
 * @param version the first line that it prints for {@code --version}
 */
public record CppCompiler(Path command, String version) {
    /** The largest examples compile in a minute or two. */
    private static final Duration COMPILATION = Duration.ofMinutes(20);

    /** Lines of a compiler that a message shows. */
    private static final int SHOWN = 3;

    /** Names of compilers, the preferred one first. */
    public static final List<String> NAMES = List.of("g++", "clang++");

    /** The first compiler on the PATH; empty if there is none. */
    public static Optional<CppCompiler> find() {
        for (String name : NAMES) {
            Optional<Path> command = Programs.find(name);
            if (command.isPresent()) {
                Optional<String> version = Programs.version(command.get())
                        .flatMap(lines -> lines.stream().findFirst());
                if (version.isPresent()) {
                    return Optional.of(new CppCompiler(command.get(), version.get()));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Compiles the design and its test bench.
     *
     * @param top name of the top function
     */
    void build(Path project, String top, Path program) throws SimulationException, IOException {
        build(project, top, program, COMPILATION);
    }

    /** As above, with the time after which the compiler is ended. */
    void build(Path project, String top, Path program, Duration limit) throws SimulationException, IOException {
        List<String> said = new ArrayList<>();
        OptionalInt status = Command.of(
                        command.toString(),
                        "-std=c++14",
                        "-O2",
                        "-I" + project.resolve("sim"),
                        project.resolve("src").resolve(top + ".cpp").toString(),
                        project.resolve("tb").resolve("testbench.cpp").toString(),
                        "-o",
                        program.toString())
                .run(said::add, limit);
        if (status.isEmpty()) {
            throw new SimulationException(command.getFileName() + " was ended after " + limit.toMinutes()
                    + " minutes without compiling the design in " + project);
        }
        if (status.getAsInt() != 0) {
            throw new SimulationException(command.getFileName() + " does not compile the design in " + project + ": "
                    + mistakes(said).orElse("status " + status.getAsInt()));
        }
    }

    /** The first errors. If the only error is that the linker failed, the last lines, which are the linker's own. */
    static Optional<String> mistakes(List<String> said) {
        List<String> telling = said.stream()
                .filter(line -> !line.contains("ld returned 1 exit status") && !line.contains("linker command failed"))
                .toList();
        List<String> errors = telling.stream()
                .filter(line -> line.contains("error"))
                .limit(SHOWN)
                .toList();
        List<String> shown =
                errors.isEmpty() ? telling.subList(Math.max(0, telling.size() - SHOWN), telling.size()) : errors;
        return shown.isEmpty() ? Optional.empty() : Optional.of(String.join(System.lineSeparator(), shown));
    }
}
