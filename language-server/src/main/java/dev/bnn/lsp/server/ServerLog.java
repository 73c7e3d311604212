// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Logs faults of the server: one line to the client, and the stack trace to a file, if the user asked for one. Traces reach
 * neither the client nor standard error, which editors show.
 */
public final class ServerLog implements AutoCloseable {
    private final @Nullable PrintWriter file;
    private volatile Consumer<String> client = line -> {};

    private ServerLog(@Nullable PrintWriter file) {
        this.file = file;
    }

    /** A log that replaces the given file, or a log without a file. */
    public static ServerLog to(@Nullable Path path) throws IOException {
        ServerLog log = new ServerLog(
                path == null ? null : new PrintWriter(Files.newBufferedWriter(path, StandardCharsets.UTF_8), true));
        log.takeLibraries();
        return log;
    }

    /** Redirects the logging of the protocol library to this log. */
    private void takeLibraries() {
        LogManager.getLogManager().reset();
        Logger.getLogger("").addHandler(new Handler() {
            @Override
            public void publish(LogRecord entry) {
                write(entry.getMessage(), entry.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
    }

    /** Sends lines to this client from now on. */
    void tell(Consumer<String> client) {
        this.client = client;
    }

    /** Notes what the server does, only in the file. */
    void note(String line) {
        write(line, null);
    }

    /**
     * Logs a fault of the server.
     *
     * @param doing what the server was doing, such as "hover"
     * @return the line that the client gets
     */
    public String fault(String doing, Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        String line = "bnn-ls: fault in " + doing + ": " + thrown.getClass().getSimpleName()
                + (trace.length == 0 ? "" : " at " + trace[0].getFileName() + ":" + trace[0].getLineNumber());
        write(line, thrown);
        client.accept(line);
        return line;
    }

    private synchronized void write(String line, @Nullable Throwable thrown) {
        if (file != null) {
            file.println(Instant.now() + " " + line);
            if (thrown != null) {
                thrown.printStackTrace(file);
            }
        }
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
