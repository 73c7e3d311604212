// SPDX-License-Identifier: Apache-2.0
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
import java.util.function.Consumer;

/**
 * A command of the system.
 *
 * @param folder where it runs; null for the present one
 */
public record Command(List<String> words, Path folder, Map<String, String> environment) {
    private static final Duration FOREVER = Duration.ofDays(365);

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
        return new Running(line).await(limit, false);
    }

    /** As {@link #run(Consumer, Duration)}, but the time is counted anew from each line that it writes. */
    public OptionalInt runUntilSilent(Consumer<String> line, Duration silence) throws IOException {
        return new Running(line).await(silence, true);
    }

    /** Runs it to its end, tells each line of its output and errors, and returns its exit status. */
    public int run(Consumer<String> line) throws IOException {
        return run(line, FOREVER).orElseThrow();
    }

    /** The command as it runs, and the thread that reads what it says. */
    private final class Running {
        private final Consumer<String> line;
        private final Process process;
        private final Thread reader = new Thread(this::read, "output of " + words.get(0));
        private volatile long heard = System.nanoTime();
        private volatile boolean left;
        private volatile Throwable failure;

        Running(Consumer<String> line) throws IOException {
            this.line = line;
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
            if (folder != null) {
                builder.directory(folder.toFile());
            }
            builder.environment().putAll(environment);
            process = builder.start();
        }

        OptionalInt await(Duration limit, boolean fromLastLine) throws IOException {
            // Ctrl-C ends this program; without the hook a tool of hours would go on alone.
            Thread ending = new Thread(() -> end(process));
            Runtime.getRuntime().addShutdownHook(ending);
            long start = heard;
            try {
                process.getOutputStream().close();
                reader.setDaemon(true);
                reader.start();
                long remaining = limit.toNanos();
                // A program that it left behind may hold the output open after its own end.
                while (remaining > 0 && reader.isAlive()) {
                    TimeUnit.NANOSECONDS.timedJoin(reader, remaining);
                    remaining = limit.toNanos() - (System.nanoTime() - (fromLastLine ? heard : start));
                }
                boolean ended = !reader.isAlive() && process.waitFor(Math.max(remaining, 1), TimeUnit.NANOSECONDS);
                rethrow();
                return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException(words.get(0) + " was interrupted");
            } finally {
                left = true;
                end(process);
                forget(ending);
            }
        }

        private void read() {
            try (BufferedReader output = process.inputReader()) {
                for (String text = output.readLine(); text != null && !left; text = output.readLine()) {
                    heard = System.nanoTime();
                    line.accept(text);
                }
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
        }

        private void rethrow() throws IOException {
            if (failure instanceof IOException e) {
                throw e;
            } else if (failure instanceof RuntimeException e) {
                throw e;
            }
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
