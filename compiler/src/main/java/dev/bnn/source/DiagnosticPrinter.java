package dev.bnn.source;

import java.util.List;
import java.util.stream.Collectors;

/** Renders diagnostics for the console: what is wrong and where, the source line with the place marked, what to do. */
public final class DiagnosticPrinter {
    private static final String INDENT = "    ";

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
            out.append('\n').append(INDENT).append(line);
            out.append('\n').append(INDENT).append(marker(line, span));
        }
        if (!diagnostic.hint().isEmpty()) {
            out.append("\nhint: ").append(diagnostic.hint());
        }
        return shown(out.toString());
    }

    /** Control characters of a file would speak to the terminal. */
    private static String shown(String text) {
        return text.replaceAll("[\\p{Cntrl}\\x80-\\x9f&&[^\n\t]]", "\uFFFD");
    }

    /** All of them, one after the other. */
    public static String print(List<Diagnostic> diagnostics, SourceFile source) {
        return diagnostics.stream().map(d -> print(d, source)).collect(Collectors.joining("\n\n"));
    }

    /** A caret under the first character and tildes under the rest of the span's first line; tabs stay tabs. */
    private static String marker(String line, Span span) {
        int from = Math.min(span.start().column() - 1, line.length());
        int lineEnd = line.stripTrailing().length();
        int to = span.end().line() > span.start().line()
                ? lineEnd
                : Math.min(span.end().column() - 1, lineEnd);
        String before = line.substring(0, from).replaceAll("[^\t]", " ");
        return before + "^" + "~".repeat(Math.max(0, to - from - 1));
    }
}
