// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import java.io.File;
import java.nio.file.Path;
import org.codehaus.plexus.build.BuildContext;

/**
 * Turns diagnostics into markers in Eclipse. On the command line the build context would print each message itself,
 * without the source line; there the log has them and this does nothing.
 */
final class Markers {
    private final BuildContext context;
    private final boolean active;

    Markers(BuildContext context, boolean active) {
        this.context = context;
        this.active = active;
    }

    boolean active() {
        return active;
    }

    /** False where Eclipse knows that the file is as it was when it was last checked. */
    boolean changed(Path file) {
        return !active || context.hasDelta(file.toFile());
    }

    /** Forgets what an earlier run said of the file. */
    void clear(Path file) {
        if (active) {
            context.removeMessages(file.toFile());
        }
    }

    void add(Diagnostic diagnostic) {
        if (!active) {
            return;
        }
        String hint = diagnostic.hint().isEmpty() ? "" : "; " + diagnostic.hint();
        int severity =
                diagnostic.severity() == Severity.ERROR ? BuildContext.SEVERITY_ERROR : BuildContext.SEVERITY_WARNING;
        context.addMessage(
                new File(diagnostic.span().file()),
                diagnostic.span().start().line(),
                diagnostic.span().start().column(),
                diagnostic.message() + hint + " [" + diagnostic.code() + "]",
                severity,
                null);
    }
}
