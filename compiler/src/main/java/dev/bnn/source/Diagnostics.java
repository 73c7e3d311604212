package dev.bnn.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the findings of a stage, so that one run shows all of a file's mistakes. */
public final class Diagnostics {
    private final List<Diagnostic> found = new ArrayList<>();

    public void error(String code, Span span, String message, String hint) {
        Diagnostic diagnostic = new Diagnostic(code, Severity.ERROR, span, message, hint);
        if (!found.contains(diagnostic)) {
            found.add(diagnostic);
        }
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }

    /** In the order of the source. */
    public List<Diagnostic> sorted() {
        return found.stream()
                .sorted(Comparator.comparing((Diagnostic d) -> d.span().start()))
                .toList();
    }
}
