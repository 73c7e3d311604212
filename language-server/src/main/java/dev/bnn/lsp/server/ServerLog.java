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
 * Where faults of the server go: one line to the client, and the trace to a file where one was asked for. Traces reach neither
 * the client nor standard error, which editors show.
 */
public final class ServerLog implements AutoCloseable {
    private final @Nullable PrintWriter file;
    private volatile Consumer<String> client = line -> {};

    private ServerLog(@Nullable PrintWriter file) {
        this.file = file;
    }

    /** A log to a file, which it replaces, or to none. */
    public static ServerLog to(@Nullable Path path) throws IOException {
        ServerLog log = new ServerLog(
                path == null ? null : new PrintWriter(Files.newBufferedWriter(path, StandardCharsets.UTF_8), true));
        log.takeLibraries();
        return log;
    }

    /** What the library of the protocol logs goes the same way. */
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

    /** Notes what the server does; to the file alone. */
    void note(String line) {
        write(line, null);
    }

    /**
     * A fault of the server.
     *
     * @param doing what it did: "hover"
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
