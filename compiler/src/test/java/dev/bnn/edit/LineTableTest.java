// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.source.Span;
import org.junit.jupiter.api.Test;

class LineTableTest {
    /** A picture of two UTF-16 units, and the three ends of a line. */
    private static final String TEXT = "a\uD83D\uDE00b\r\nsecond\rthird\n";

    private final LineTable lines = new LineTable(TEXT);

    @Test
    void linesEndInThreeWays() {
        assertThat(lines.lines()).isEqualTo(4);
        assertThat(lines.line(0)).isEqualTo("a\uD83D\uDE00b");
        assertThat(lines.line(1)).isEqualTo("second");
        assertThat(lines.line(2)).isEqualTo("third");
        assertThat(lines.line(3)).isEmpty();
        assertThat(lines.line(4)).isEmpty();
        assertThat(lines.line(-1)).isEmpty();
    }

    @Test
    void everyIndexHasItsPosition() {
        for (int i = 0; i <= TEXT.length(); i++) {
            boolean within = i > 0 && i < TEXT.length() && TEXT.charAt(i - 1) == '\r' && TEXT.charAt(i) == '\n';
            int expected = within ? i - 1 : i;
            assertThat(lines.offset(lines.position(i))).as("index %d", i).isEqualTo(expected);
        }
    }

    @Test
    void positionsOutsideOfTheTextAreTheNearest() {
        assertThat(lines.offset(new Position(-1, 5))).isZero();
        assertThat(lines.offset(new Position(9, 0))).isEqualTo(TEXT.length());
        assertThat(lines.offset(new Position(1, 99))).isEqualTo(TEXT.indexOf("\rthird"));
        assertThat(lines.offset(new Position(1, -1))).isEqualTo(TEXT.indexOf("second"));
    }

    @Test
    void columnsOfSpansCountCodePoints() {
        Span b = new Span("x", new dev.bnn.source.Position(1, 3), new dev.bnn.source.Position(1, 4));
        assertThat(lines.range(b)).hasToString("0:3-0:4");
        Span past = new Span("x", new dev.bnn.source.Position(3, 6), new dev.bnn.source.Position(9, 1));
        assertThat(lines.range(past)).hasToString("2:5-3:0");
    }
}
