// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticPrinter;
import dev.bnn.source.Severity;
import dev.bnn.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrontendTest {
    private static final String SMALL = """
            network small
            input 1 x 28 x 28 uint8
            classes 0 .. 9
            layers { dense 10 }
            train { data digits }
            """;

    @TempDir
    Path folder;

    @Test
    void spansNameTheFileAsThePathDoes() throws IOException {
        Path file = Files.writeString(folder.resolve("small.bnn"), SMALL.replace("dense 10", "dense 9"));
        Frontend.Result result = Frontend.load(file);
        assertThat(result.source().name()).isEqualTo(file.toString());
        assertThat(result.diagnostics())
                .singleElement()
                .extracting(d -> d.span().toString())
                .isEqualTo(file + ":4:10");
    }

    @Test
    void aClassMayBearAnotherNameInTheData() throws IOException {
        Path file = Files.writeString(
                folder.resolve("pairs.bnn"),
                SMALL.replace("0 .. 9", "0, 1, two = zwei, 3 = \"n 3\", 4 = 9, 5, 6, 7, 8, output = 4"));
        Frontend.Result result = Frontend.load(file);
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.network().orElseThrow().classes())
                .containsExactly("0", "1", "two", "3", "4", "5", "6", "7", "8", "output");
        assertThat(result.network().orElseThrow().classesInData())
                .containsExactly("0", "1", "zwei", "n 3", "9", "5", "6", "7", "8", "4");
    }

    @Test
    void wordsHaveAThousandCharacters() throws IOException {
        for (String word : new String[] {"\"" + "\u00e4".repeat(998) + "\"", "a".repeat(1_000)}) {
            String text = SMALL.replace("0 .. 9", word + ", 1, 2, 3, 4, 5, 6, 7, 8, 9");
            assertThat(Frontend.load(new SourceFile("small.bnn", text)).diagnostics())
                    .isEmpty();
            String longer = text.replace(word, word.replaceFirst("[a\u00e4]", "bc"));
            assertThat(Frontend.load(new SourceFile("small.bnn", longer)).diagnostics())
                    .singleElement()
                    .extracting(Diagnostic::message)
                    .isEqualTo("a word of 1,001 characters");
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        Frontend.Result result = Frontend.load(Files.writeString(folder.resolve("bom.bnn"), "\uFEFF" + SMALL));
        assertThat(result.network()).isPresent();
        assertThat(result.network().get().span().start().column()).isEqualTo(1);
    }

    @Test
    void textThatIsNotUtf8IsAnErrorAtItsPlace() throws IOException {
        byte[] latin = SMALL.replace("small", "small \"\u00e9t\u00e9\"").getBytes(StandardCharsets.ISO_8859_1);
        Frontend.Result result = Frontend.load(Files.write(folder.resolve("latin.bnn"), latin));
        assertThat(result.network()).isEmpty();
        assertThat(result.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.code()).isEqualTo(Code.ENCODING))
                .satisfies(d -> assertThat(d.message()).isEqualTo("byte 0xE9 is not UTF-8 text"))
                .satisfies(d -> assertThat(d.span().start().toString()).isEqualTo("1:16"));
    }

    @Test
    void aFileCutWithinACharacterIsAnErrorAtItsEnd() throws IOException {
        byte[] cut = {'n', 'e', 't', '\n', (byte) 0xe2, (byte) 0x82};
        Frontend.Result result = Frontend.load(Files.write(folder.resolve("cut.bnn"), cut));
        assertThat(result.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.span().start().toString()).isEqualTo("2:1"));
    }

    @Test
    void aWarningDoesNotTakeTheNetworkAway() {
        Frontend.Result result =
                Frontend.load(new SourceFile("small.bnn", SMALL.replace("dense 10", "dense 16 sign dense 10")));
        assertThat(result.network()).isPresent();
        assertThat(result.diagnostics())
                .singleElement()
                .extracting(Diagnostic::severity)
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void aMissingFileIsForTheCallerToReport() {
        assertThatThrownBy(() -> Frontend.load(folder.resolve("none.bnn"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void windowsLineEndsCountAsOne() {
        Frontend.Result result = Frontend.load(
                new SourceFile("small.bnn", SMALL.replace("\n", "\r\n").replace("digits", "digts")));
        assertThat(result.diagnostics())
                .singleElement()
                .extracting(d -> d.span().start().toString())
                .isEqualTo("5:14");
    }

    @Test
    void aLoneCarriageReturnEndsALine() {
        SourceFile source =
                new SourceFile("small.bnn", SMALL.replace("\n", "\r").replace("digits", "digts"));
        Frontend.Result result = Frontend.load(source);
        assertThat(result.diagnostics())
                .singleElement()
                .extracting(d -> d.span().start().toString())
                .isEqualTo("5:14");
        assertThat(DiagnosticPrinter.print(result.diagnostics(), source))
                .contains("    train { data digts }\n" + " ".repeat(17) + "^~~~~");
    }

    @Test
    void mixedLineEndsAndACommentThatEndsWithACarriageReturn() {
        String text =
                "network small # one\rinput 1 x 28 x 28 uint8\r\nclasses 0 .. 9\n\r\rlayers { dense 9 }\r\ntrain { data digits }";
        assertThat(Frontend.load(new SourceFile("small.bnn", text)).diagnostics())
                .singleElement()
                .extracting(d -> d.span().toString())
                .isEqualTo("small.bnn:6:10");
    }

    @Test
    void tabsAndCharactersBeyondSixteenBitsCountAsOne() {
        SourceFile source = new SourceFile(
                "small.bnn", SMALL.replace("network small", "network\tsmall \"\uD83D\uDE00 \uD835\uDD38\" junk"));
        Frontend.Result result = Frontend.load(source);
        assertThat(result.diagnostics())
                .singleElement()
                .extracting(d -> d.span().start().toString())
                .isEqualTo("1:21");
        assertThat(DiagnosticPrinter.print(result.diagnostics(), source))
                .contains("\n    " + " ".repeat(7) + "\t" + " ".repeat(12) + "^~~~\n");
    }

    @Test
    void aTextWithControlsIsOneError() throws IOException {
        String wide = new String(SMALL.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
        Frontend.Result utf16 = Frontend.load(Files.writeString(folder.resolve("utf16.bnn"), wide));
        assertThat(utf16.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.code()).isEqualTo(Code.ENCODING))
                .satisfies(d -> assertThat(d.message()).isEqualTo("character U+0000 is not text"))
                .satisfies(d -> assertThat(d.span().start().toString()).isEqualTo("1:2"));
        Frontend.Result escape =
                Frontend.load(new SourceFile("small.bnn", SMALL.replace("small", "small \"\u001b[2J\"")));
        assertThat(escape.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.message()).isEqualTo("the quoted text has the control character U+001B"))
                .satisfies(d -> assertThat(d.span().start().toString()).isEqualTo("1:15"));
        assertThat(DiagnosticPrinter.print(escape.diagnostics(), escape.source()))
                .doesNotContain("\u001b");
    }

    @Test
    void aMarkBeforeTextThatIsNotUtf8IsNoColumn() throws IOException {
        byte[] bytes = "\uFEFFnetwork \"\u00e9".getBytes(StandardCharsets.UTF_8);
        Frontend.Result result =
                Frontend.load(Files.write(folder.resolve("cut.bnn"), Arrays.copyOf(bytes, bytes.length - 1)));
        assertThat(result.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.span().start().toString()).isEqualTo("1:10"));
    }
}
