// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.workflow.doctor.NativeAccess;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** What native libraries say at their start: their own dozen lines about the machine are kept out of the log, Java's are explained. */
final class NativeCode {
    /** Goals that compute with ND4J. */
    private static final Set<String> COMPUTING = Set.of("train", "tune", "evaluate", "synthesize", "explain");

    /** Java warns once, however many goals run. */
    private static final AtomicBoolean HINTED = new AtomicBoolean();

    private NativeCode() {}

    /** What to do about the warnings of Java that are about to come, for goals that have them. */
    static Optional<String> hint(String goal) {
        return COMPUTING.contains(goal) && !HINTED.getAndSet(true)
                ? NativeAccess.warning().map(warning -> warning + "; to stop that, " + NativeAccess.NEXT)
                : Optional.empty();
    }

    /** Before ND4J is loaded: Maven's logger reads a level when a logger is made. A level that is set stays. */
    static void quiet(String mavenVersion) {
        String prefix = mavenVersion.matches("[0-3]\\..*") ? "org.slf4j.simpleLogger.log." : "maven.logger.log.";
        for (String noisy : List.of("org.nd4j", "org.bytedeco")) {
            if (System.getProperty(prefix + noisy) == null) {
                System.setProperty(prefix + noisy, "warn");
            }
        }
    }
}
