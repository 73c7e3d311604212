// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the pages of the documentation: all are listed, their links have targets, and lines and table cells are short. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int LONGEST_LINE = 130;
    private static final int LONGEST_CELL = 100;
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(#[^)]*)?\\)");

    @Test
    void everyPageIsInTheReadingOrderAndOnTheSite() throws IOException {
        String order = Files.readString(ROOT.resolve("docs/README.md"));
        String pages = Files.readString(ROOT.resolve("docs/site/build.xml"));
        String menu = Files.readString(ROOT.resolve("docs/site/site.xml"));
        for (Path page : pages("docs")) {
            String name = page.getFileName().toString();
            if (!name.equals("README.md")) {
                assertThat(order).contains("](" + name);
                assertThat(pages).contains("\"docs/" + name + "\"");
                assertThat(menu).contains("\"" + name.replace(".md", ".html") + "\"");
            }
        }
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : pages("", "docs")) {
            for (String line : prose(page)) {
                Matcher link = LINK.matcher(line);
                while (link.find()) {
                    Path target = link.group(1).isEmpty()
                            ? page
                            : page.resolveSibling(link.group(1)).normalize();
                    String anchor = link.group(2);
                    if (!Files.exists(target)
                            || anchor != null && !anchors(target).contains(anchor.substring(1))) {
                        dead.add(page.getFileName() + ": " + link.group());
                    }
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void linesAndCellsAreShort() throws IOException {
        List<String> longs = new ArrayList<>();
        for (Path page : pages("", "docs")) {
            // A test generates this page from the messages in the code.
            for (String line : page.endsWith("diagnostics.md") ? List.<String>of() : prose(page)) {
                boolean tooLong = line.startsWith("|")
                        ? Stream.of(line.split("(?<!\\\\)\\|"))
                                .anyMatch(cell -> cell.strip().length() > LONGEST_CELL)
                        : line.length() > LONGEST_LINE;
                if (tooLong) {
                    longs.add(page.getFileName() + ": " + line);
                }
            }
        }
        assertThat(longs).isEmpty();
    }

    private static List<Path> pages(String... folders) throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        assertThat(pages).isNotEmpty();
        return pages;
    }

    /** The lines outside code. */
    private static List<String> prose(Path page) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean code = false;
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("```")) {
                code = !code;
            } else if (!code) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** The anchors of a page's headings, as GitHub and the site make them; none for a folder. */
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new TreeSet<>();
        for (String line : Files.isDirectory(page) ? List.<String>of() : prose(page)) {
            if (line.matches("#{1,6} .*")) {
                String text = line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT);
                anchors.add(text.replaceAll("[^\\p{L}\\p{N}\\s_-]", "").replaceAll("\\s", "-"));
            }
        }
        return anchors;
    }
}
