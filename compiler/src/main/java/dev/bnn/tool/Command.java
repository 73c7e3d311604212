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
 * A command of the operating system.
 *
 * @param folder working directory; null for that of this process
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
     * As {@link #run(Consumer)}, but ends the command and all processes that it started after the given time.
     *
     * @return its exit status; empty if it ran out of time
     */
    public OptionalInt run(Consumer<String> line, Duration limit) throws IOException {
        return new Running(line).await(limit, false);
    }

    /** As {@link #run(Consumer, Duration)}, but the time restarts with each line that the command prints. */
    public OptionalInt runUntilSilent(Consumer<String> line, Duration silence) throws IOException {
        return new Running(line).await(silence, true);
    }

    /** Runs the command until it ends, passes on each line of its output and errors, and returns its exit status. */
    public int run(Consumer<String> line) throws IOException {
        return run(line, FOREVER).orElseThrow();
    }

    /** The running command, and the thread that reads its output. */
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
            // Without the hook a tool that runs for hours would continue after Ctrl-C.
            Thread ending = new Thread(() -> end(process));
            Runtime.getRuntime().addShutdownHook(ending);
            long start = heard;
            try {
                process.getOutputStream().close();
                reader.setDaemon(true);
                reader.start();
                long remaining = limit.toNanos();
                // A process that it started may hold the output open after the command has ended.
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
            // This process is already ending, and the hook runs.
        }
    }

    /** The vendor's tools are scripts; the program that they start would survive them. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        // This uses the handle, since Process.destroy would close the stream that is being read.
        process.toHandle().destroyForcibly();
    }
}
