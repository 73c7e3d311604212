// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.change;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Position;
import dev.bnn.edit.Range;
import dev.bnn.edit.TextEdit;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Fix;
import dev.bnn.syntax.Lexeme;
import dev.bnn.syntax.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The fixes of the findings that a range touches. */
public final class QuickFixes {
    private final Analysis analysis;

    private QuickFixes(Analysis analysis) {
        this.analysis = analysis;
    }

    /**
     * A fix to choose.
     *
     * @param preferred whether it is the likeliest fix of its finding
     */
    public record Offer(String title, Diagnostic diagnostic, TextEdit edit, boolean preferred) {}

    /** The fixes in the order of the text; those of one finding with the likeliest first. */
    public static List<Offer> at(Analysis analysis, Range range) {
        QuickFixes fixes = new QuickFixes(analysis);
        List<Offer> offers = new ArrayList<>();
        for (Diagnostic diagnostic : analysis.diagnostics()) {
            Range place = analysis.range(diagnostic.span());
            if (place.touches(range.start()) || place.touches(range.end()) || range.covers(place)) {
                offers.addAll(fixes.of(diagnostic));
            }
        }
        return offers;
    }

    private List<Offer> of(Diagnostic diagnostic) {
        List<Offer> offers = new ArrayList<>();
        for (Fix fix : diagnostic.fixes()) {
            TextEdit edit = new TextEdit(fix.text().isEmpty() ? tidied(fix) : analysis.range(fix.span()), fix.text());
            offers.add(new Offer(fix.title(), diagnostic, edit, offers.isEmpty()));
        }
        if (diagnostic.code() == Code.NAME_UNKNOWN) {
            declaration(diagnostic).ifPresent(e -> {
                String title = "Declare it: `" + e.text().strip() + "`";
                offers.add(new Offer(title, diagnostic, e, offers.isEmpty()));
            });
        }
        return offers;
    }

    /** The range that a fix removes, including the space and semicolon that would be left over; if a line would be empty, all of it. */
    private Range tidied(Fix fix) {
        String text = analysis.text();
        int start = analysis.lines().offset(fix.span().start());
        int end = analysis.lines().offset(fix.span().end());
        int before = start;
        while (before > 0 && blank(text.charAt(before - 1))) {
            before--;
        }
        int after = end;
        while (after < text.length() && blank(text.charAt(after))) {
            after++;
        }
        boolean begins = before == 0 || "\n\r{;".indexOf(text.charAt(before - 1)) >= 0;
        if (begins && after < text.length() && text.charAt(after) == ';') {
            end = after + 1;
            after = end;
            while (after < text.length() && blank(text.charAt(after))) {
                after++;
            }
        }
        boolean lineBegins = before == 0 || "\n\r".indexOf(text.charAt(before - 1)) >= 0;
        boolean lineEnds = after == text.length() || "\n\r".indexOf(text.charAt(after)) >= 0;
        if (lineBegins && lineEnds) {
            boolean pair = after + 1 < text.length() && text.startsWith("\r\n", after);
            return analysis.lines().range(before, Math.min(text.length(), after + (pair ? 2 : 1)));
        }
        if (lineEnds) {
            return analysis.lines().range(before, end);
        }
        return lineBegins
                ? analysis.lines().range(start, after)
                : analysis.lines().range(before, end);
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t';
    }

    /** A constant or a block for a name that is used in layers, before the first section that may use it. */
    private Optional<TextEdit> declaration(Diagnostic diagnostic) {
        int start = analysis.lines().offset(diagnostic.span().start());
        int index = analysis.indexOfLexeme(start);
        if (index >= analysis.lexemes().size()) {
            return Optional.empty();
        }
        Lexeme name = analysis.lexemes().get(index);
        Optional<Section> section = analysis.sections().stream()
                .filter(s -> analysis.range(s.whole()).touches(analysis.lines().position(start)))
                .findFirst();
        boolean ofLayers = section.isPresent()
                && (section.get() instanceof Section.Layers || section.get() instanceof Section.Block);
        if (name.kind() != Lexeme.Kind.NAME || !ofLayers) {
            return Optional.empty();
        }
        int next = index + 1;
        while (next < analysis.lexemes().size() && analysis.lexemes().get(next).hidden()) {
            next++;
        }
        boolean block = next < analysis.lexemes().size()
                && analysis.lexemes().get(next).text().equals("(");
        String text = block
                ? "block " + name.text() + "(" + parameters(next) + ") { }\n"
                : "const " + name.text() + " = 64\n";
        Position at = analysis.range(section.get().whole()).start();
        return Optional.of(new TextEdit(new Range(at, at), text));
    }

    /** A parameter for each argument between the parentheses that open at a lexeme. */
    private String parameters(int open) {
        List<Lexeme> inside = new ArrayList<>();
        int depth = 0;
        for (Lexeme lexeme : analysis.lexemes().subList(open, analysis.lexemes().size())) {
            depth += lexeme.text().equals("(") ? 1 : lexeme.text().equals(")") ? -1 : 0;
            if (depth == 0 || lexeme.text().equals("{")) {
                break;
            }
            if (!lexeme.hidden() && depth == 1) {
                inside.add(lexeme);
            }
        }
        long commas = inside.stream().filter(l -> l.text().equals(",")).count();
        if (commas == 0) {
            return inside.size() > 1 ? "n" : "";
        }
        return IntStream.rangeClosed(1, (int) commas + 1).mapToObj(i -> "n" + i).collect(Collectors.joining(", "));
    }
}
