package dev.bnn.csim;

import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A C++ compiler of the machine.
 *
 * @param command its executable
 * @param version the first line that it says of itself
 */
public record CppCompiler(Path command, String version) {
    /** What is looked for on the PATH, in this order. */
    public static final List<String> NAMES = List.of("g++", "clang++");

    /** The first compiler on the PATH; empty where there is none. */
    public static Optional<CppCompiler> find() {
        for (String name : NAMES) {
            Optional<Path> command = Programs.find(name);
            if (command.isPresent()) {
                Optional<String> version = version(command.get());
                if (version.isPresent()) {
                    return Optional.of(new CppCompiler(command.get(), version.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** A command that does not run, such as a placeholder of the system, is no compiler. */
    private static Optional<String> version(Path command) {
        List<String> lines = new ArrayList<>();
        try {
            int status = Command.of(command.toString(), "--version").run(lines::add);
            return status == 0 && !lines.isEmpty() ? Optional.of(lines.get(0)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Compiles the design and its test bench; the exception has the first errors of the compiler.
     *
     * @param top name of the top function
     */
    void build(Path project, String top, Path program) throws CSimulationException, IOException {
        List<String> said = new ArrayList<>();
        int status = Command.of(
                        command.toString(),
                        "-std=c++14",
                        "-O2",
                        "-I" + project.resolve("sim"),
                        project.resolve("src").resolve(top + ".cpp").toString(),
                        project.resolve("tb").resolve("testbench.cpp").toString(),
                        "-o",
                        program.toString())
                .run(said::add);
        if (status != 0) {
            String errors = said.stream()
                    .filter(line -> line.contains("error"))
                    .limit(3)
                    .reduce((a, b) -> a + System.lineSeparator() + b)
                    .orElse(said.isEmpty() ? "status " + status : said.get(said.size() - 1));
            throw new CSimulationException(
                    command.getFileName() + " does not compile the design in " + project + ": " + errors);
        }
    }
}
