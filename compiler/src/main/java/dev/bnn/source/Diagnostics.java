// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Collects the findings of a stage, so that one run shows all of a file's mistakes. Of several findings with the same code at the
 * same place it keeps the first, so a block that is used often is reported once. Beyond {@link #MOST} it only counts findings;
 * errors have precedence over warnings.
 */
public final class Diagnostics {
    /** The most findings that are kept. */
    public static final int MOST = 100;

    /** Largest number of nested uses of blocks that a finding names. */
    private static final int MOST_USES = 5;

    private record Place(Code code, Span span) {}

    private final List<Diagnostic> errors = new ArrayList<>();
    private final List<Diagnostic> others = new ArrayList<>();
    private final Set<Place> places = new HashSet<>();
    /** The uses of blocks that are being expanded, the innermost first. */
    private final Deque<Related> within = new ArrayDeque<>();

    private int errorCount;

    /** From now until {@link #leave}, findings also refer to this place. */
    public void enter(Related place) {
        within.push(place);
    }

    /** Ends the last {@link #enter}. */
    public void leave() {
        within.pop();
    }

    public void error(Code code, Span span, String message, String hint) {
        error(code, span, message, Advice.of(hint));
    }

    public void error(Code code, Span span, String message, Advice advice) {
        error(code, span, message, () -> advice);
    }

    /** @param advice called only if the error is kept */
    public void error(Code code, Span span, String message, Supplier<Advice> advice) {
        if (places.add(new Place(code, span))) {
            errorCount++;
            keep(errors, Severity.ERROR, code, span, message, advice);
        }
    }

    public void warning(Code code, Span span, String message, String hint) {
        warning(code, span, message, Advice.of(hint));
    }

    public void warning(Code code, Span span, String message, Advice advice) {
        add(new Diagnostic(code, Severity.WARNING, span, message, advice.hint(), advice.fixes(), advice.related()));
    }

    public void add(Diagnostic diagnostic) {
        if (diagnostic.severity() == Severity.ERROR) {
            error(diagnostic.code(), diagnostic.span(), diagnostic.message(), advice(diagnostic));
        } else if (places.add(new Place(diagnostic.code(), diagnostic.span()))) {
            keep(
                    others,
                    diagnostic.severity(),
                    diagnostic.code(),
                    diagnostic.span(),
                    diagnostic.message(),
                    () -> advice(diagnostic));
        }
    }

    private static Advice advice(Diagnostic diagnostic) {
        return new Advice(diagnostic.hint(), diagnostic.fixes(), diagnostic.related());
    }

    private void keep(
            List<Diagnostic> list, Severity severity, Code code, Span span, String message, Supplier<Advice> advice) {
        if (list.size() < MOST) {
            Advice given = advice.get();
            list.add(new Diagnostic(
                    code,
                    severity,
                    span,
                    PrintableText.text(message),
                    PrintableText.text(given.hint()),
                    given.fixes().stream().map(Diagnostics::printable).toList(),
                    Stream.concat(given.related().stream(), within.stream().limit(MOST_USES))
                            .map(Diagnostics::printable)
                            .toList()));
        }
    }

    private static Related printable(Related related) {
        return new Related(related.span(), PrintableText.text(related.text()));
    }

    private static Fix printable(Fix fix) {
        return new Fix(PrintableText.text(fix.title()), fix.span(), fix.text());
    }

    public boolean hasErrors() {
        return errorCount > 0;
    }

    /** Number of errors, including those that are not kept. */
    public int errorCount() {
        return errorCount;
    }

    /** Number of findings that {@link #sorted()} leaves out. */
    public int left() {
        return Math.max(0, places.size() - MOST);
    }

    /** At most {@link #MOST} findings, in the order of the source. */
    public List<Diagnostic> sorted() {
        return Stream.concat(errors.stream(), others.stream())
                .limit(MOST)
                .sorted(Comparator.comparing((Diagnostic d) -> d.span().start()))
                .toList();
    }
}
