// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Marked;
import dev.bnn.edit.Position;
import dev.bnn.edit.Range;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** In the texts {@code |} is the cursor, after the character that was typed. */
class TypingTest {
    private static final String HEAD = "network n\n\n\n\ninput 1 x 8   x 8 uint8\n";

    private static String typed(String marked) {
        int cursor = marked.indexOf('|');
        Analysis analysis = Words.analysis(marked.replace("|", ""));
        Position position = analysis.lines().position(cursor);
        return FormatterTest.apply(analysis, Typing.after(analysis, position, marked.substring(cursor - 1, cursor)));
    }

    @Test
    void aNewLineIsIndentedByItsBraces() {
        assertThat(typed("layers {\n|")).isEqualTo("layers {\n  ");
        assertThat(typed("layers {\n  residual {\n|\n")).isEqualTo("layers {\n  residual {\n    \n");
        assertThat(typed("layers {\n|}")).isEqualTo("layers {\n}");
        assertThat(typed("layers { # {\n|")).isEqualTo("layers { # {\n  ");
        assertThat(typed("classes a,\n|b")).isEqualTo("classes a,\n    b");
    }

    @Test
    void theLineBeforeIsFormattedAndNoOther() {
        assertThat(typed(HEAD + "classes  0..9\n|layers  {\n}")).isEqualTo(HEAD + "classes 0 .. 9\nlayers  {\n}");
    }

    @Test
    void aLineWithASyntaxErrorIsLeft() {
        assertThat(typed("layers  { conv  kernel\n|")).isEqualTo("layers  { conv  kernel\n  ");
    }

    @Test
    void aClosingBraceGoesBackToItsSection() {
        assertThat(typed("layers {\n  sign\n    }|")).isEqualTo("layers {\n  sign\n}");
        assertThat(typed("layers {\n  residual { sign\n      }|")).isEqualTo("layers {\n  residual { sign\n  }");
        assertThat(typed("layers {  sign }|")).isEqualTo("layers {  sign }");
        assertThat(typed("}|")).isEqualTo("}");
    }

    @Test
    void aRangeIsItsLines() {
        Analysis analysis = Words.analysis(HEAD + "classes  0..9\nlayers  {\n sign\n  dense  10\n}");
        Range range = new Range(new Position(7, 1), new Position(7, 2));
        assertThat(FormatterTest.apply(analysis, Formatter.format(analysis, range)))
                .isEqualTo(HEAD + "classes  0..9\nlayers  {\n  sign\n  dense  10\n}");
    }

    @Test
    void noPrefixOfAnExampleThrows() throws IOException {
        Marked.prefixes(60, analysis -> {
            Position end = analysis.lines().position(analysis.text().length());
            for (String trigger : Typing.TRIGGERS) {
                Typing.after(analysis, end, trigger);
            }
            Typing.after(analysis, new Position(0, 0), "\n");
        });
    }
}
