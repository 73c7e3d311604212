// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.workflow.WorkflowException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/**
 * Translates the failures of goals. A mistake by the user becomes a {@link MojoFailureException} with only a message; a failure
 * of the system, or a bug of ours, becomes a {@link MojoExecutionException} with its cause. Maven shows causes with -X.
 */
final class Failures {
    private Failures() {}

    /** Work that may fail. */
    interface Work {
        void run() throws WorkflowException, IOException;
    }

    /** Runs the work of a goal, and converts whatever it throws to one of Maven's two exceptions. */
    static void translated(String goal, Log log, Work work) throws MojoExecutionException, MojoFailureException {
        try {
            work.run();
        } catch (WorkflowException | IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            WorkflowException failure = of(goal, e);
            if (failure.ofSystem()) {
                throw new MojoExecutionException(failure.getMessage(), failure.getCause());
            }
            if (failure.getCause() != null) {
                log.debug(failure.getMessage(), failure.getCause());
            }
            throw new MojoFailureException(failure.getMessage());
        }
    }

    /** Converts what a goal has thrown to the failure of the goal. */
    static WorkflowException of(String goal, Throwable thrown) {
        if (thrown instanceof WorkflowException failure) {
            return failure;
        }
        if (thrown instanceof InvalidPathException name) {
            return new WorkflowException(FileNames.unusable(name), name);
        }
        return WorkflowException.ofSystem(message(goal, thrown), thrown);
    }

    private static String message(String goal, Throwable thrown) {
        if (thrown instanceof IOException io) {
            return FileFailures.message(io);
        }
        if (thrown instanceof UncheckedIOException unchecked) {
            return FileFailures.message(unchecked.getCause());
        }
        if (thrown instanceof OutOfMemoryError) {
            return "bnn:" + goal + " needs more memory than Java has; give it more, such as MAVEN_OPTS=-Xmx6g";
        }
        return "bnn:" + goal + " failed because of a defect of the plugin (" + thrown
                + "), not of your project. Please report it to the issue tracker of bnn, with the model and with what the same command"
                + " prints with -X.";
    }
}
