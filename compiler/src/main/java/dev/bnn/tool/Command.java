package dev.bnn.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A command of the system.
 *
 * @param folder where it runs; null for the present one
 */
public record Command(List<String> words, Path folder, Map<String, String> environment) {
    public static Command of(String... words) {
        return new Command(List.of(words), null, Map.of());
    }

    public Command in(Path newFolder) {
        return new Command(words, newFolder, environment);
    }

    public Command with(String variable, String value) {
        return new Command(words, folder, Map.of(variable, value));
    }

    /** Runs it to its end, tells each line of its output and errors, and returns its exit status. */
    public int run(Consumer<String> line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            try (BufferedReader reader = process.inputReader()) {
                for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                    line.accept(text);
                }
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(words.get(0) + " was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }
}
