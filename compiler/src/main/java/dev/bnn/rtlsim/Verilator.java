// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import dev.bnn.emit.SimulationException;
import dev.bnn.runtime.internal.io.Folders;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Verilator, which compiles a design and its test bench to a program.
 *
 * @param program its executable
 * @param version its name and version as it prints them
 */
public record Verilator(Path program, String version) {
    static final String NAME = "verilator";

    /** Number of compilers that run at a time. */
    private static final int JOBS = 8;

    private static final Duration LIMIT = Duration.ofMinutes(60);

    /** Part of a path that needs no quoting in a makefile. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.,+@-]+");

    /** A message of Verilator, make or a compiler about a mistake, as opposed to the line that says that one of them failed. */
    private static final Pattern MISTAKE =
            Pattern.compile("%Error(?!: (make |Command Failed)).*|.*( error: | \\*\\*\\* ).*");

    /** How a program is compiled: {@code QUICK} builds in a few seconds, {@code FAST} simulates several times as fast. */
    public enum Effort {
        QUICK("OPT_FAST=-O0 OPT_SLOW=-O0 OPT_GLOBAL=-O0"),
        FAST("OPT_FAST=-O1 OPT_SLOW=-O0 OPT_GLOBAL=-O1");

        private final String make;

        Effort(String make) {
            this.make = make;
        }
    }

    /** The Verilator on the PATH; a command that does not print its version does not count. */
    public static Optional<Verilator> find() {
        return Programs.find(NAME).flatMap(program -> version(program).map(v -> new Verilator(program, v)));
    }

    /** The name and number in a line such as {@code Verilator 5.006 2023-01-22 rev (Debian 5.006-3)}. */
    private static Optional<String> version(Path program) {
        return Programs.version(program).stream()
                .flatMap(List::stream)
                .map(line -> line.split(" "))
                .filter(words -> words.length > 1 && words[0].equals("Verilator"))
                .findFirst()
                .map(words -> words[0] + " " + words[1]);
    }

    /**
     * A test bench and the design that it drives.
     *
     * @param prefix name of the design's class in the test bench
     * @param top name of the top module
     * @param testbench test bench in C++
     * @param files files in Verilog
     * @param options further words for Verilator
     * @param build folder for what it writes; created if missing
     */
    public record Sources(
            String prefix,
            String top,
            Path testbench,
            List<Path> files,
            List<String> options,
            Path build,
            Effort effort) {
        /** Whether a makefile can name the files, since GNU make has no quoting. */
        private boolean plain() {
            return Stream.concat(Stream.of(testbench, build), files.stream())
                    .map(Path::toAbsolutePath)
                    .flatMap(path -> StreamSupport.stream(path.spliterator(), false))
                    .allMatch(part -> PLAIN.matcher(part.toString()).matches());
        }

        /** Copies the files into a folder, to be built there. */
        private Sources copied(Path folder) throws IOException {
            List<Path> copies = new ArrayList<>();
            for (Path file : files) {
                copies.add(Files.copy(file, folder.resolve(file.getFileName())));
            }
            Path bench = Files.copy(testbench, folder.resolve(testbench.getFileName()));
            return new Sources(prefix, top, bench, copies, options, folder, effort);
        }
    }

    /**
     * Builds the program of a project.
     *
     * @param project folder of the RTL project
     * @param top name of the top module
     * @param build folder for what Verilator writes; created if missing
     * @throws SimulationException if the design does not compile
     */
    Path build(Path project, String top, Path build, Effort effort) throws IOException, SimulationException {
        try (Stream<Path> files = Files.list(project.resolve("src"))) {
            return build(new Sources(
                    "Vdesign",
                    top,
                    project.resolve("tb/testbench.cpp"),
                    files.filter(f -> f.toString().endsWith(".v")).sorted().toList(),
                    List.of("-DBNN_TRACE"),
                    build,
                    effort));
        }
    }

    /**
     * Builds a test bench, outside the project where a makefile cannot name the project's folder, such as one with spaces.
     *
     * @return the program
     * @throws SimulationException if the design does not compile
     */
    public Path build(Sources sources) throws IOException, SimulationException {
        Files.createDirectories(sources.build);
        if (sources.plain()) {
            return compile(sources);
        }
        Path elsewhere = Files.createTempDirectory("bnn-verilator");
        try {
            Path made = compile(sources.copied(elsewhere));
            return Files.move(made, sources.build.resolve(made.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Folders.delete(elsewhere);
        }
    }

    private Path compile(Sources sources) throws IOException, SimulationException {
        List<String> words = new ArrayList<>(List.of(
                program.toString(),
                "--cc",
                "--exe",
                "--build",
                "-j",
                Integer.toString(Math.min(JOBS, Runtime.getRuntime().availableProcessors())),
                // Parts of a large design compile in parallel, each in less memory.
                "--output-split",
                "20000",
                "-O3",
                // Another version may have other warnings.
                "-Wno-fatal",
                "--x-initial",
                "unique",
                "--prefix",
                sources.prefix,
                "--top-module",
                sources.top,
                "-Mdir",
                sources.build.toAbsolutePath().toString(),
                "-CFLAGS",
                "-std=c++17",
                "-MAKEFLAGS",
                sources.effort.make,
                "-o",
                "testbench",
                sources.testbench.toAbsolutePath().toString()));
        words.addAll(sources.options);
        sources.files.forEach(f -> words.add(f.toAbsolutePath().toString()));
        List<String> said = new ArrayList<>();
        OptionalInt status = Command.of(words.toArray(String[]::new)).run(said::add, LIMIT);
        if (status.isEmpty() || status.getAsInt() != 0) {
            List<String> errors =
                    said.stream().filter(MISTAKE.asMatchPredicate()).limit(5).toList();
            throw new SimulationException("Verilator does not take the design of " + sources.testbench + ": "
                    + String.join("; ", errors.isEmpty() ? said : errors));
        }
        return sources.build.resolve("testbench");
    }
}
