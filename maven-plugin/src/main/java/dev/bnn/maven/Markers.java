// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.codehaus.plexus.build.BuildContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes markers in Eclipse from diagnostics. On the command line it does nothing: the log has the diagnostics, and the
 * build context would print each again without its source line.
 */
public final class Markers {
    private final Optional<BuildContext> eclipse;

    /** @param context null if there is none; then the markers are inactive */
    Markers(@Nullable BuildContext context, boolean active) {
        eclipse = active ? Optional.ofNullable(context) : Optional.empty();
    }

    /** True in Eclipse. */
    public boolean active() {
        return eclipse.isPresent();
    }

    /** False if Eclipse knows that the file has not changed since the last check. */
    public boolean changed(Path file) {
        return eclipse.map(context -> context.hasDelta(file.toFile())).orElse(true);
    }

    /** Removes the file's markers from an earlier run. */
    public void clear(Path file) {
        eclipse.ifPresent(context -> context.removeMessages(file.toFile()));
    }

    void add(Diagnostic diagnostic) {
        eclipse.ifPresent(context -> add(context, diagnostic));
    }

    /**
     * m2e keeps only the line of a message, and merges equal texts on a line into one marker. So the column is part of the text:
     * users can read it, and two mistakes of the same kind stay separate.
     */
    private static void add(BuildContext context, Diagnostic diagnostic) {
        String hint = diagnostic.hint().isEmpty() ? "" : "; " + diagnostic.hint();
        int severity =
                diagnostic.severity() == Severity.ERROR ? BuildContext.SEVERITY_ERROR : BuildContext.SEVERITY_WARNING;
        context.addMessage(
                new File(diagnostic.span().file()),
                diagnostic.span().start().line(),
                diagnostic.span().start().column(),
                "column " + diagnostic.span().start().column() + ": " + diagnostic.message() + hint + " ["
                        + diagnostic.code() + "]",
                severity,
                null);
    }
}
