package dev.bnn.pass;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import dev.bnn.source.Span;
import java.util.ArrayList;
import java.util.List;

/** What passes did and found, in order. */
public final class PassLog {
    private final List<String> changes = new ArrayList<>();
    private final List<Diagnostic> notes = new ArrayList<>();
    private long proved;

    /** A line for the report. */
    public void change(String line) {
        changes.add(line);
    }

    /** So many single values at which the float model and what replaces it were enumerated and found equal. */
    public void proved(long values) {
        proved += values;
    }

    /** Something that the user should know. */
    public void note(String code, Span span, String message, String hint) {
        notes.add(new Diagnostic(code, Severity.NOTE, span, message, hint));
    }

    void add(Diagnostic diagnostic) {
        notes.add(diagnostic);
    }

    public List<String> changes() {
        return List.copyOf(changes);
    }

    public long provedValues() {
        return proved;
    }

    public List<Diagnostic> notes() {
        return List.copyOf(notes);
    }
}
