package dev.bnn.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the findings of a stage, so that one run shows all of a file's mistakes. Of those with the same code at the
 * same place only the first is kept: a block that is used often has its mistakes once.
 */
public final class Diagnostics {
    private record Place(String code, Span span) {}

    private final List<Diagnostic> found = new ArrayList<>();
    private final Set<Place> places = new HashSet<>();

    public void error(String code, Span span, String message, String hint) {
        add(new Diagnostic(code, Severity.ERROR, span, message, hint));
    }

    public void warning(String code, Span span, String message, String hint) {
        add(new Diagnostic(code, Severity.WARNING, span, message, hint));
    }

    public void add(Diagnostic diagnostic) {
        if (places.add(new Place(diagnostic.code(), diagnostic.span()))) {
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
