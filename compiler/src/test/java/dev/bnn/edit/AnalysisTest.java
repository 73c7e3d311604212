// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.Checked;
import dev.bnn.syntax.Lexeme;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AnalysisTest {
    private static final String HEAD = """
            network n // a comment
            input 1 x 8 x 8 uint8
            classes 0 .. 9
            const WIDE = 16
            block pair(n) { conv n kernel 3; batchnorm; sign }
            """;

    @Test
    void theLexemesAreTheText() {
        String text = HEAD + "layers { \"open\n § conv kernel }\r\n\t# \uD83D\uDE00\r x";
        Analysis analysis = Analysis.of("n.bnn", text);
        assertThat(analysis.lexemes().stream().map(Lexeme::text).collect(Collectors.joining()))
                .isEqualTo(text);
        for (Lexeme lexeme : analysis.lexemes()) {
            assertThat(text.substring(lexeme.start(), lexeme.end())).isEqualTo(lexeme.text());
            assertThat(analysis.range(lexeme.span())).isEqualTo(analysis.lines().range(lexeme.start(), lexeme.end()));
        }
    }

    @Test
    void layersAreKnownUpToTheMistake() {
        Analysis analysis =
                Analysis.of("n.bnn", HEAD + "layers { pair(WIDE); pair(2 * WIDE); conv 8 kernel 99; sign; dense 10 }");
        assertThat(analysis.network()).isEmpty();
        Checked known = analysis.known();
        assertThat(known.complete()).isFalse();
        assertThat(known.layers())
                .extracting(p -> p.layer().name())
                .containsExactly("conv1", "batchnorm1", "sign1", "conv2", "batchnorm2", "sign2");
        assertThat(known.constants()).hasSize(1);
        Checked.Placed second = known.layers().get(3);
        assertThat(second.calls()).hasSize(1);
        Checked.Call call = second.calls().get(0);
        assertThat(call.arguments().get("n")).hasValue(32);
        assertThat(analysis.source().text(call.use().span())).isEqualTo("pair(2 * WIDE)");
        assertThat(analysis.source().text(second.statement().span())).isEqualTo("conv n kernel 3");
    }
}
