// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.format;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Position;
import dev.bnn.edit.Range;
import dev.bnn.edit.TextEdit;
import dev.bnn.syntax.Lexeme;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the formatter does while a person types, after a line end and a closing brace, even in half-written text. */
public final class Typing {
    /** The characters after which an editor calls this class. */
    public static final List<String> TRIGGERS = List.of("\n", "}");

    /** Signs after which a statement continues in the next line. */
    private static final Set<String> OPEN = Set.of(",", "=", "(", "-", "+", "*", "/", "..");

    private final Analysis analysis;
    private final int line;

    private Typing(Analysis analysis, int line) {
        this.analysis = analysis;
        this.line = line;
    }

    /**
     * The changes after a character. After a line end, these format the line that it ended and indent the new one.
     *
     * @param position the place after the character
     * @param typed one of {@link #TRIGGERS}; for others there are no changes
     */
    public static List<TextEdit> after(Analysis analysis, Position position, String typed) {
        Typing typing = new Typing(analysis, position.line());
        List<TextEdit> edits = new ArrayList<>();
        if (typed.equals("\n")) {
            edits.addAll(typing.ended());
            edits.addAll(typing.indented());
        } else if (typed.equals("}")
                && analysis.lines().line(position.line()).strip().startsWith("}")) {
            edits.addAll(typing.indented());
        }
        return edits;
    }

    private List<TextEdit> ended() {
        int ended = line - 1;
        Range range = new Range(new Position(ended, 0), new Position(ended, Integer.MAX_VALUE));
        return Formatter.format(analysis, range).stream()
                .filter(e ->
                        e.range().start().line() == ended && e.range().end().line() == ended)
                .toList();
    }

    private List<TextEdit> indented() {
        String text = analysis.lines().line(line);
        int blanks = text.length() - text.stripLeading().length();
        String indent = " ".repeat(indent(text.strip()));
        if (text.substring(0, blanks).equals(indent)) {
            return List.of();
        }
        return List.of(new TextEdit(new Range(new Position(line, 0), new Position(line, blanks)), indent));
    }

    private int indent(String text) {
        int start = analysis.lines().offset(new Position(line, 0));
        int depth = text.startsWith("}") ? -1 : 0;
        boolean open = false;
        for (Lexeme lexeme : analysis.lexemes()) {
            if (lexeme.start() >= start || lexeme.hidden()) {
                continue;
            }
            boolean sign = lexeme.kind() == Lexeme.Kind.SIGN;
            depth += sign && lexeme.text().equals("{") ? 1 : 0;
            depth -= sign && lexeme.text().equals("}") ? 1 : 0;
            open = sign && OPEN.contains(lexeme.text());
        }
        return Sheet.INDENT * Math.max(0, depth) + (open && !text.startsWith("}") ? Sheet.CONTINUATION : 0);
    }
}
