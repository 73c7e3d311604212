package dev.bnn.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /**
     * As {@link #run(Consumer)}, but ends it, with all that it started, after that time.
     *
     * @return its exit status; empty where its time was up
     */
    public OptionalInt run(Consumer<String> line, Duration limit) throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        int status = run(line, process -> {
            Thread watch = new Thread(() -> {
                try {
                    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                        late.set(true);
                        end(process);
                    }
                } catch (InterruptedException e) {
                    end(process);
                }
            });
            watch.setDaemon(true);
            watch.start();
        });
        return late.get() ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** Runs it to its end, tells each line of its output and errors, and returns its exit status. */
    public int run(Consumer<String> line) throws IOException {
        return run(line, process -> {});
    }

    private int run(Consumer<String> line, Consumer<Process> started) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.accept(process);
        // Ctrl-C ends this program; without the hook a tool of hours would go on alone.
        Thread ending = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(ending);
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
            end(process);
            forget(ending);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending already, and the hook does its work.
        }
    }

    /** The vendor's tools are scripts that start the program proper, which would live on alone. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        // By its handle: the process itself would close the stream from which its output is being read.
        process.toHandle().destroyForcibly();
    }
}
