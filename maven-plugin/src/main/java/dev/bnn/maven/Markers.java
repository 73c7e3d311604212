// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import java.io.File;
import java.nio.file.Path;
import org.codehaus.plexus.build.BuildContext;

/**
 * Makes markers in Eclipse from diagnostics. On the command line it does nothing: the log has the diagnostics, and the
 * build context would print each again without its source line.
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

    /** False where Eclipse knows that the file has not changed since the last check. */
    boolean changed(Path file) {
        return !active || context.hasDelta(file.toFile());
    }

    /** Removes the file's markers of an earlier run. */
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
