package dev.bnn.maven;

import java.util.List;

/** Keeps what native libraries say at their start out of the log: a dozen lines about the machine. */
final class NativeCode {
    private NativeCode() {}

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
