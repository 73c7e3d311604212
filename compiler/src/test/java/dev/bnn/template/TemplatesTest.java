// SPDX-License-Identifier: Apache-2.0
package dev.bnn.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No template can print a text without the escapes of its language. */
class TemplatesTest {
    private static final Templates TEMPLATES = new Templates("test");
    private static final Path SOURCES =
            Path.of("..", "templates", "src", "main", "resources", "dev", "bnn", "templates");
    private static final List<String> PICTURES =
            List.of("svg", "bar", "chart", "spark", "weights", "values", "confusion", "src", "photo", "input", "box");

    @Test
    void aTextIsPrintedInTheEscapesOfTheTemplatesLanguage() {
        Map<String, Object> values = Map.of("value", new Text("*/\n\""), "code", "f(1)");
        assertThat(TEMPLATES.render("escaped.h.ftl", values)).isEqualTo("/* * /_\" */ \"x\" \"*/\\012\\\"\" f(1)\n");
        assertThat(TEMPLATES.render("page.ftl", Map.of("value", new Text("<"), "code", "<b>")))
                .isEqualTo("&lt;&lt;b&gt;\n");
    }

    @Test
    void aTextWithoutEscapeIsNoValue() {
        assertThatThrownBy(() -> TEMPLATES.render("bare.h.ftl", Map.of("value", new Text("plain"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("bare.h.ftl: ");
    }

    @Test
    void aStringThatIsNoCodeIsRefused() {
        assertThat(TEMPLATES.render("bare.h.ftl", Map.of("value", "plain"))).isEqualTo("// plain\n");
        assertThatThrownBy(() -> TEMPLATES.render("bare.h.ftl", Map.of("value", "a\nb")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no code of C, so it must be a Text");
    }

    /** Pages have pictures, which escape their own text; nothing else bypasses the escapes. */
    @Test
    void noTemplateGoesRoundTheEscapes() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".ftl")).toList()) {
                String text = Files.readString(file);
                assertThat(text)
                        .as("%s", file)
                        .doesNotContainPattern(
                                "noautoesc|outputformat|output_format|\\?interpret|\\?eval|markup_string");
                List<String> raw = text.lines()
                        .flatMap(line -> Stream.of(line.split("\\[=")))
                        .filter(value -> value.contains("?no_esc]"))
                        .map(value -> value.substring(0, value.indexOf("?no_esc]")))
                        .map(value -> value.substring(value.lastIndexOf('.') + 1))
                        .toList();
                if (file.getParent().endsWith("report")) {
                    assertThat(raw).isSubsetOf(PICTURES);
                } else {
                    assertThat(raw).as("%s", file).isEmpty();
                }
            }
        }
    }
}
