// SPDX-License-Identifier: Apache-2.0
package dev.bnn.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The escapes of each language. HostileTextsTest checks that compilers read them correctly. */
class LanguageTest {
    @Test
    void literalsOfC() {
        assertThat(Language.C.literal("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
        assertThat(Language.C.literal("what??/ ???")).isEqualTo("\"what?\\?/ ?\\?\\?\"");
        assertThat(Language.C.literal("\n1\u00e4")).isEqualTo("\"\\0121\\303\\244\"");
    }

    @Test
    void literalsOfVerilog() {
        assertThat(Language.VERILOG.literal("a\"b\\c\n1\u00e4")).isEqualTo("\"a\\042b\\134c\\0121\\303\\244\"");
    }

    @Test
    void literalsOfJava() {
        assertThat(Language.JAVA.literal("a\"b\\u000a")).isEqualTo("\"a\\\"b\\\\u000a\"");
        // A Unicode escape of a line feed would end the line.
        assertThat(Language.JAVA.literal("\n\u00e4\ud83d\ude00")).isEqualTo("\"\\012\\u00e4\\ud83d\\ude00\"");
    }

    @Test
    void literalsOfPython() {
        assertThat(Language.PYTHON.literal("a\"b\\c'")).isEqualTo("\"a\\\"b\\\\c'\"");
        assertThat(Language.PYTHON.literal("\n\u00e4\ud83d\ude00")).isEqualTo("\"\\U0000000a\\U000000e4\\U0001f600\"");
    }

    @Test
    void wordsOfTcl() {
        assertThat(Language.TCL.literal("*:pynq-z1:*")).isEqualTo("*:pynq-z1:*");
        assertThat(Language.TCL.literal("")).isEqualTo("\"\"");
        assertThat(Language.TCL.literal("[exec x] $a}")).isEqualTo("\"\\u005bexec x\\u005d \\u0024a\\u007d\"");
    }

    @Test
    void literalsOfJson() {
        assertThat(Language.JSON.literal("a\"b\\\n\u00e4")).isEqualTo("\"a\\\"b\\\\\\u000a\\u00e4\"");
    }

    @Test
    void paragraphsOfMarkdown() {
        assertThat(Language.MARKDOWN.inline("*a* <b>\n")).isEqualTo("\\*a\\* \\<b\\>_");
        assertThat(Language.MARKDOWN.inline("\u00e4\u202eb")).isEqualTo("\u00e4_b");
    }

    @Test
    void textOfHtml() {
        assertThat(Language.HTML.inline("</script>&\"'")).isEqualTo("&lt;/script&gt;&amp;&quot;&#39;");
        assertThat(Language.HTML.inline("a\0\ud800b\ud83d\ude00")).isEqualTo("a\ufffd\ufffdb\ud83d\ude00");
    }

    @ParameterizedTest
    @EnumSource(names = {"C", "VERILOG", "JAVA", "PYTHON", "TCL"})
    void aCommentEndsWithItsLine(Language language) {
        String comment = language.inline("a*/ b /* ??/\\\n\\u000a #{} \u202e \u00e4 ///*/");
        assertThat(comment)
                .matches("[ -~]*")
                .doesNotContain("\\", "*/", "/*", "??")
                .startsWith("a* / b / * ? ?/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\"", "a\\", "*/", "/*", "??/", "\u00e4", "\0"})
    void aStringIsCodeOrRefused(String text) {
        for (Language language : List.of(
                Language.C, Language.VERILOG, Language.JAVA, Language.PYTHON, Language.JSON, Language.MARKDOWN)) {
            assertThatThrownBy(() -> language.print(text)).hasMessageStartingWith("no code of " + language);
        }
        assertThat(Language.HTML.print("<")).isEqualTo("&lt;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$a", "[b]", "{", "a b", ";", "#", "", "\n", "\\", "\"", "\0"})
    void codeOfTclIsAWord(String text) {
        assertThatThrownBy(() -> Language.TCL.print(text)).hasMessageStartingWith("no code of TCL");
    }
}
