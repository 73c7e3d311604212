// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

import java.util.List;
import java.util.stream.Collectors;

/** Renders diagnostics for the console: what is wrong and where, the source line with the place marked, what to do. */
public final class DiagnosticPrinter {
    private static final String INDENT = "    ";

    /** Largest number of characters that are shown of a line; of a longer line, those around the place. */
    private static final int WIDTH = 160;

    private static final int BEFORE = 100;
    private static final String CUT = "...";

    private DiagnosticPrinter() {}

    /** The diagnostic in two to four lines, without a final line end. */
    public static String print(Diagnostic diagnostic, SourceFile source) {
        Span span = diagnostic.span();
        StringBuilder out = new StringBuilder()
                .append(span)
                .append(": ")
                .append(diagnostic.severity().label())
                .append(": ")
                .append(diagnostic.message())
                .append(" [")
                .append(diagnostic.code())
                .append(']');
        String line = source.line(span.start().line());
        if (!line.isBlank()) {
            excerpt(line, span, out);
        }
        if (!diagnostic.hint().isEmpty()) {
            out.append("\nhint: ").append(diagnostic.hint());
        }
        return shown(out.toString());
    }

    /** Replaces characters that a terminal would interpret or not show. */
    private static String shown(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .map(c -> c != '\t' && c != '\n' && PrintableText.hidden(c) ? '\uFFFD' : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /** All diagnostics, one after the other. */
    public static String print(List<Diagnostic> diagnostics, SourceFile source) {
        return diagnostics.stream().map(d -> print(d, source)).collect(Collectors.joining("\n\n"));
    }

    /** The line, and under it a caret at the span's first character and tildes to its end or the end of the line. */
    private static void excerpt(String line, Span span, StringBuilder out) {
        String whole = line.stripTrailing();
        int length = whole.codePointCount(0, whole.length());
        int place = Math.min(span.start().column() - 1, length);
        int from = length > WIDTH ? Math.max(0, Math.min(place - BEFORE, length - WIDTH)) : 0;
        int to = Math.min(length, from + WIDTH);
        int start = whole.offsetByCodePoints(0, from);
        String shown = whole.substring(start, whole.offsetByCodePoints(start, to - from));
        String before = shown.substring(0, shown.offsetByCodePoints(0, Math.min(place, to) - from));
        int end = span.end().line() > span.start().line() ? length : span.end().column() - 1;
        int tildes = Math.max(0, Math.min(end, to) - place - 1);

        String lead = from > 0 ? CUT : "";
        out.append('\n').append(INDENT).append(lead).append(shown).append(to < length ? CUT : "");
        out.append('\n').append(INDENT).append(lead.isEmpty() ? "" : "   ");
        before.codePoints().map(c -> c == '\t' ? c : ' ').forEach(out::appendCodePoint);
        out.append('^').append("~".repeat(tildes));
    }
}
