// SPDX-License-Identifier: Apache-2.0
package dev.bnn.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.check.Frontend;
import dev.bnn.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of a new project, and that the archetype has the same files. */
class NewProjectTest {
    private static final Path FOLDER =
            Path.of("..", "templates", "src", "main", "resources", "dev", "bnn", "templates", "project");
    private static final Path METADATA =
            Path.of("..", "archetype", "src", "main", "resources", "META-INF", "maven", "archetype-metadata.xml");
    private static final Pattern VALUE = Pattern.compile("\\$\\{?(\\w*)}?");

    @Test
    void namesStandWhereTheyBelong() {
        Map<String, String> files = new NewProject("org.acme", "my-digits.2", "1.2.3").files();
        assertThat(files)
                .containsOnlyKeys(
                        ".gitignore", "README.md", "data/README.md", "pom.xml", "src/main/bnn/my_digits_2.bnn");
        assertThat(files.get("pom.xml"))
                .contains("<groupId>org.acme</groupId>")
                .contains("<artifactId>my-digits.2</artifactId>")
                .contains("<artifactId>bnn-maven-plugin</artifactId>\n        <version>1.2.3</version>");
        assertThat(files.get("README.md"))
                .startsWith("my-digits.2\n===")
                .contains("target/bnn/my_digits_2/report.html");
        assertThat(files.get("src/main/bnn/my_digits_2.bnn")).contains("\nnetwork my_digits_2 \"");
        assertThat(files.values()).noneMatch(text -> text.contains("${"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits", "my-digits", "a.b_c", "train", "x"})
    void theModelHasNoMistakeAndNoWarning(String name) {
        NewProject project = new NewProject("com.example", name, "1");
        Frontend.Result result =
                Frontend.load(new SourceFile(project.model(), project.files().get(project.model())));
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.network().orElseThrow().name()).isEqualTo(project.network());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1st", "a b", "../a", "a/b", "gr\u00fcn", "-x", "a\"b", "${a}", "con", "LPT1", "a\n", "a#"})
    void aNameThatFilesOrNetworksCannotHaveIsRefused(String name) {
        assertThat(NewProject.problem("com.example", name)).isPresent();
        assertThatThrownBy(() -> new NewProject("com.example", name, "1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesHaveUpTo64Characters() {
        assertThat(NewProject.problem("a", "n".repeat(64))).isEmpty();
        assertThat(NewProject.problem("a", "n".repeat(65))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "<a>", "a/b"})
    void aGroupThatMavenCannotHaveIsRefused(String group) {
        assertThat(NewProject.problem(group, "digits")).isPresent();
    }

    @Test
    void theTemplatesAreAllOfTheFolderAndOfTheArchetype() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<String> there = files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                    .toList();
            assertThat(there).containsExactlyInAnyOrderElementsOf(NewProject.TEMPLATES);
        }
        String metadata = Files.readString(METADATA);
        assertThat(NewProject.TEMPLATES)
                .filteredOn(template -> !template.equals("pom.xml"))
                .allMatch(template -> metadata.contains("<include>" + template + "</include>"));
    }

    /** Velocity reads them for the archetype: {@code ##} would begin a comment there, and {@code #if} a directive. */
    @Test
    void theTemplatesMeanTheSameToVelocity() throws IOException {
        for (String template : NewProject.TEMPLATES) {
            String text = Files.readString(FOLDER.resolve(template));
            assertThat(text)
                    .as(template)
                    .doesNotContainPattern("#[#*\\[@{a-zA-Z]")
                    .doesNotContain("\\");
            Matcher value = VALUE.matcher(text);
            while (value.find()) {
                assertThat(value.group())
                        .as(template)
                        .isIn("${groupId}", "${artifactId}", "${version}", "${network}", "${bnnVersion}");
            }
        }
    }
}
