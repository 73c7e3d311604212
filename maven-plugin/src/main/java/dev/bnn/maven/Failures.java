// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.maven.plugin.MojoExecutionException;

/** What a goal ends by when it is no mistake of the user's. Maven shows the cause with -X. */
final class Failures {
    private Failures() {}

    static MojoExecutionException of(String goal, Throwable cause) {
        return new MojoExecutionException(
                message(goal, cause), cause instanceof Exception e ? e : new IllegalStateException(cause));
    }

    private static String message(String goal, Throwable cause) {
        if (cause instanceof IOException || cause instanceof UncheckedIOException) {
            Throwable io = cause instanceof UncheckedIOException ? cause.getCause() : cause;
            return "cannot read or write a file: " + io + "; check permissions and free disk space";
        }
        if (cause instanceof OutOfMemoryError) {
            return "bnn:" + goal + " needs more memory than Java has; give it more, such as MAVEN_OPTS=-Xmx6g";
        }
        return "bnn:" + goal + " has met a fault of its own (" + cause
                + "), not of your project. Please report it to the issue tracker of bnn, with the model and with what the same command"
                + " prints with -X.";
    }
}
