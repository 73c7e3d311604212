package dev.bnn.source;

import java.util.List;

/**
 * The text of a model file.
 *
 * @param name the file as the user named it; spans carry the same name
 */
public record SourceFile(String name, String text) {
    /** The line of that number, counted from 1, without its end; empty past the end of the file. */
    public String line(int number) {
        List<String> lines = text.lines().toList();
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }
}
