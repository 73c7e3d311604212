package dev.bnn.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Chooses the engine. {@link VectorEngine} is several times as fast where the JVM's compiler counts bits in vector
 * registers: on 64-bit ARM, and on x86 with AVX512_VPOPCNTDQ, which only Linux tells without native code. Elsewhere {@link
 * PackedEngine}, which counts 64 bits at a time in ordinary registers, is faster. The system property {@code bnn.engine},
 * one of {@code vector}, {@code packed} and {@code plain}, overrides the choice. All give the same bits.
 */
final class Engines {
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final boolean COUNTS_IN_VECTORS = countsInVectors();

    private Engines() {}

    static Engine of(BnnModel model) {
        String wanted = System.getProperty("bnn.engine", COUNTS_IN_VECTORS ? "vector" : "packed");
        return switch (wanted) {
            case "vector" -> new VectorEngine(model);
            case "packed" -> new PackedEngine(model);
            case "plain" -> new PlainEngine(model);
            default ->
                throw new IllegalArgumentException("bnn.engine is " + wanted + "; it can be vector, packed or plain");
        };
    }

    private static boolean countsInVectors() {
        if (System.getProperty("os.arch", "").equals("aarch64")) {
            return true;
        }
        try {
            return Files.isReadable(CPU)
                    && Files.readString(CPU, StandardCharsets.ISO_8859_1).contains(" avx512_vpopcntdq");
        } catch (IOException unreadable) {
            return false;
        }
    }
}
