// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Converts the Markdown of hovers to the limited HTML of the platform's simplest control, which every installation has.
 *
 * @param source paragraphs, lists, tables and code
 */
record Markdown(String source) {
    /** The HTML: one line per paragraph, item and row. A row repeats the heading of each cell that is not empty. */
    String html() {
        List<String> lines = new ArrayList<>();
        List<String> headings = List.of();
        for (String line : source.strip().lines().toList()) {
            if (!line.startsWith("|")) {
                headings = List.of();
                lines.add(plain(line));
            } else if (headings.isEmpty()) {
                headings = cells(line);
            } else if (!line.matches("[|:\\- ]+")) {
                lines.add(row(headings, cells(line)));
            }
        }
        return String.join("<br>", lines);
    }

    private static List<String> cells(String line) {
        return Stream.of(line.strip().substring(1).split("(?<!\\\\)\\|", -1))
                .map(Markdown::plain)
                .map(String::strip)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The first cell, and the others with their headings. */
    private static String row(List<String> headings, List<String> cells) {
        List<String> parts = new ArrayList<>();
        for (int i = 1; i < Math.min(headings.size(), cells.size()); i++) {
            if (!cells.get(i).isEmpty()) {
                parts.add(headings.get(i) + " " + cells.get(i));
            }
        }
        return cells.get(0) + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }

    private static String plain(String line) {
        return line.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("`", "")
                .replaceAll("\\*\\*(.*?)\\*\\*", "<b>$1</b>")
                .replaceAll("\\\\([\\\\|*_{}\\[\\]()#!~+-])", "$1");
    }
}
