// SPDX-License-Identifier: Apache-2.0
package dev.bnn.benchmarks.engine;

import dev.bnn.emit.c.CEmitter;
import dev.bnn.model.Network;
import dev.bnn.runtime.BnnModel;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The C program of a network, compiled by {@code gcc -O3} with the flags in {@code -Dbnn.cflags}, {@code -march=native} by
 * default.
 */
final class CProgram {
    private static final Pattern RATE = Pattern.compile("(\\d+) images per second.*");

    private final Path program;

    private CProgram(Path program) {
        this.program = program;
    }

    static CProgram build(Network network, BnnModel model, List<byte[]> images) throws IOException {
        Path folder = Files.createTempDirectory("bnn-c");
        CEmitter.emit(network, model, network.name() + ".bnn", images, folder);
        Path program = folder.resolve("test");
        compile(program, folder.resolve(network.name() + ".c"), folder.resolve(network.name() + "_test.c"));
        return new CProgram(program);
    }

    /** Compiles sources; the files that they include are beside them. */
    static void compile(Path program, Path... sources) throws IOException {
        List<String> command = new ArrayList<>(List.of("gcc", "-std=c99", "-O3"));
        Stream.of(System.getProperty("bnn.cflags", "-march=native").split(" "))
                .filter(flag -> !flag.isEmpty())
                .forEach(command::add);
        command.addAll(List.of("-o", program.toString()));
        Stream.of(sources).map(Path::toString).forEach(command::add);
        run(command);
    }

    static boolean hasCompiler() {
        try {
            run("gcc", "--version");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The output of a command; throws if the command fails. */
    static String run(String... command) throws IOException {
        return run(List.of(command));
    }

    /** Images per second of processor time, on one thread. */
    double rate(double seconds) throws IOException {
        String said = run(List.of(program.toString(), "--speed", Double.toString(seconds)));
        Matcher rate = RATE.matcher(said.strip());
        if (!rate.matches()) {
            throw new IOException(program + " said " + said);
        }
        return Double.parseDouble(rate.group(1));
    }

    /** Has the program compare its scores on these images with the engine's, and returns its output. */
    String compare(BnnModel model, List<byte[]> images) throws IOException {
        Path pixels = program.resolveSibling("images");
        Path scores = program.resolveSibling("scores");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(pixels));
                DataOutputStream wanted =
                        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(scores)))) {
            for (byte[] image : images) {
                out.write(image);
                for (long score : model.scores(image)) {
                    wanted.writeLong(Long.reverseBytes(score));
                }
            }
        }
        return run(List.of(program.toString(), pixels.toString(), scores.toString()))
                .strip();
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return said;
    }
}
