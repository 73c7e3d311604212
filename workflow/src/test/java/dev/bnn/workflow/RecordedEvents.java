// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** A base class for tests, which records what a goal reports and finds. */
public abstract class RecordedEvents implements Events {
    public final List<String> said = new ArrayList<>();
    public final List<Diagnostic> diagnostics = new ArrayList<>();
    public final List<Diagnostic> marked = new ArrayList<>();

    @Override
    public void info(String line) {
        said.add(line);
    }

    @Override
    public void warn(String line) {
        said.add(line);
    }

    @Override
    public void diagnostic(Diagnostic diagnostic, SourceFile source) {
        diagnostics.add(diagnostic);
    }

    @Override
    public void mark(Diagnostic diagnostic) {
        marked.add(diagnostic);
    }

    @Override
    public void progress(String task, long done, long total, String detail) {}
}
