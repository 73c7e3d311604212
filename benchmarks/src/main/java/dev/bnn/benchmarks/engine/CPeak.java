// SPDX-License-Identifier: Apache-2.0
package dev.bnn.benchmarks.engine;

import dev.bnn.emit.TemplateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The peak rate of XNOR and popcount in C on this machine, in bit products per second, compiled with the flags of
 * {@link CProgram}: plain loops over words of 32 and of 64 bits, and the kernel of the C engine, all on data in the first-level
 * cache.
 */
record CPeak(double ints, double longs, double kernel) {
    private static final double G = 1e9;

    /** Measures the rates; empty if there is no gcc. */
    static Optional<CPeak> measure() throws IOException {
        Path folder = Files.createTempDirectory("bnn-peak");
        Files.write(folder.resolve("bnn_kernels.h"), TemplateFiles.read("c/bnn_kernels.h"));
        Path source = folder.resolve("peak.c");
        try (InputStream in = CPeak.class.getResourceAsStream("peak.c")) {
            Files.copy(in, source);
        }
        Path program = folder.resolve("peak");
        if (!CProgram.hasCompiler()) {
            return Optional.empty();
        }
        CProgram.compile(program, source);
        double[] rates = Arrays.stream(CProgram.run(program.toString()).strip().split(" "))
                .mapToDouble(rate -> Double.parseDouble(rate) * G)
                .toArray();
        return Optional.of(new CPeak(rates[0], rates[1], rates[2]));
    }

    double best() {
        return Math.max(kernel, Math.max(ints, longs));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "C: %.0f G int words, %.0f G long words, %.0f G kernel", ints / G, longs / G, kernel / G);
    }
}
