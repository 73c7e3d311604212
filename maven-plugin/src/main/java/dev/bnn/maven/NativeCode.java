// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.workflow.doctor.NativeAccess;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Handles the start-up output of native libraries: keeps ND4J's lines about the machine out of the log, and explains Java's
 * warnings.
 */
final class NativeCode {
    /** Goals that compute with ND4J. */
    private static final Set<String> COMPUTING = Set.of("train", "tune", "evaluate", "synthesize", "explain");

    /** Java warns once per process, however many goals run. */
    private static final AtomicBoolean HINTED = new AtomicBoolean();

    private NativeCode() {}

    /** What to do about Java's warnings, for goals that cause them. */
    static Optional<String> hint(String goal) {
        return COMPUTING.contains(goal) && !HINTED.getAndSet(true)
                ? NativeAccess.warning().map(warning -> warning + "; to stop that, " + NativeAccess.NEXT)
                : Optional.empty();
    }

    /** To be called before ND4J loads, since Maven reads a level when it creates a logger. Keeps a level that is already set. */
    static void quiet(String mavenVersion) {
        String prefix = mavenVersion.matches("[0-3]\\..*") ? "org.slf4j.simpleLogger.log." : "maven.logger.log.";
        for (String noisy : List.of("org.nd4j", "org.bytedeco")) {
            if (System.getProperty(prefix + noisy) == null) {
                System.setProperty(prefix + noisy, "warn");
            }
        }
    }
}
