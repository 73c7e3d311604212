// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.LineTable;
import dev.bnn.edit.Marked;
import dev.bnn.testing.Goldens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static String line(Token token, Analysis analysis) {
        LineTable lines = analysis.lines();
        String text = analysis.text()
                .substring(
                        lines.offset(token.range().start()),
                        lines.offset(token.range().end()));
        return token.range().start() + " " + token.kind().word() + (token.declaration() ? " declaration" : "")
                + (token.constant() ? " constant" : "") + " " + text;
    }

    @Test
    void everyConstructOfTheLanguage() {
        Analysis analysis =
                Analysis.of("n.bnn", Goldens.read(Goldens.folder("check/models").resolve("everything.bnn")));
        List<String> lines = new ArrayList<>();
        Tokens.of(analysis).forEach(token -> lines.add(line(token, analysis)));
        Goldens.check(Goldens.folder("edit/show").resolve("tokens.txt"), String.join("\n", lines));
    }

    @Test
    void halfWrittenTextHasColorsToo() {
        Analysis analysis = Analysis.of("n.bnn", "block a(n) { conv n kern \ntarget fast zcu1");
        assertThat(Tokens.of(analysis).stream().map(t -> line(t, analysis)))
                .containsExactly(
                        "0:0 keyword block",
                        "0:6 function declaration a",
                        "0:8 parameter declaration n",
                        "0:13 type conv",
                        "0:18 parameter n",
                        "0:20 variable kern",
                        "1:0 keyword target",
                        "1:7 variable declaration fast",
                        "1:12 type zcu1");
    }

    @Test
    void noPrefixOfAnExampleThrowsAndTokensAreInOrder() throws IOException {
        Marked.prefixes(80, analysis -> {
            List<Token> tokens = Tokens.of(analysis);
            for (int i = 1; i < tokens.size(); i++) {
                assertThat(tokens.get(i).range().start())
                        .isGreaterThanOrEqualTo(tokens.get(i - 1).range().end());
            }
        });
    }
}
