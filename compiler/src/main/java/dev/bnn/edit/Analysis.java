// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit;

import dev.bnn.check.Checked;
import dev.bnn.check.Frontend;
import dev.bnn.model.Network;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.SourceFile;
import dev.bnn.source.Span;
import dev.bnn.syntax.Lexeme;
import dev.bnn.syntax.LostWords;
import dev.bnn.syntax.Section;
import java.util.List;
import java.util.Optional;

/**
 * All that is known about a text at one moment, half-written or not. It is immutable: each change of the text gets an analysis of
 * its own, which takes about a millisecond. Every feature of an editor is a function of it.
 */
public final class Analysis {
    private final SourceFile source;
    private final Frontend.Inspection inspection;
    private final LineTable lines;

    private Analysis(SourceFile source, Frontend.Inspection inspection) {
        this.source = source;
        this.inspection = inspection;
        this.lines = new LineTable(source.text());
    }

    /** Reads and checks a text. Never throws, whatever the text. */
    public static Analysis of(SourceFile source) {
        return new Analysis(source, Frontend.inspect(source));
    }

    /** @param name name of the file in findings */
    public static Analysis of(String name, String text) {
        return of(new SourceFile(name, text));
    }

    public SourceFile source() {
        return source;
    }

    public String text() {
        return source.text();
    }

    /** Converts positions of editors to indexes of the text and back. */
    public LineTable lines() {
        return lines;
    }

    /** The pieces of the whole text, including comments and spaces; none if it is too large or not a text. */
    public List<Lexeme> lexemes() {
        return inspection.parsed().lexemes();
    }

    /** The sections in order; those that were not understood are incomplete. */
    public List<Section> sections() {
        return inspection.parsed().sections();
    }

    /** The sections of that kind. */
    public <T extends Section> List<T> sections(Class<T> kind) {
        return sections().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The words that were not understood. */
    public LostWords lost() {
        return inspection.parsed().lost();
    }

    /** The same findings that a build shows, in the order of the text. */
    public List<Diagnostic> diagnostics() {
        return inspection.result().diagnostics();
    }

    /** The network; empty if the text has errors. */
    public Optional<Network> network() {
        return inspection.result().network();
    }

    /** What is known about the layers and constants, with or without errors. */
    public Checked known() {
        return inspection.known();
    }

    /** The range of a span of this text. */
    public Range range(Span span) {
        return lines.range(span);
    }

    /** The lexeme that contains the character after an index; empty at the end of the text. */
    public Optional<Lexeme> lexemeAt(int offset) {
        int index = indexOfLexeme(offset);
        return index < lexemes().size() ? Optional.of(lexemes().get(index)) : Optional.empty();
    }

    /** The index of the lexeme that contains the character after an index of the text; at its end, the number of lexemes. */
    public int indexOfLexeme(int offset) {
        int low = 0;
        int high = lexemes().size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (lexemes().get(middle).end() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
