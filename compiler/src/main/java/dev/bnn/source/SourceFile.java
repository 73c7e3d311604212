package dev.bnn.source;

/**
 * The text of a model file.
 *
 * @param name the file as the user named it; spans carry the same name
 */
public record SourceFile(String name, String text) {
    /** The line of that number, counted from 1, without its end; empty past the end of the file. */
    public String line(int number) {
        return number < 1 ? "" : text.lines().skip(number - 1L).findFirst().orElse("");
    }
}
