// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp;

import dev.bnn.lsp.server.BnnLanguageServer;
import dev.bnn.lsp.server.ServerLog;
import dev.bnn.lsp.server.Workers;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.LanguageClient;

/** The session of one client, from its first message to its end. */
final class Session {
    private final InputStream in;
    private final OutputStream out;
    private final OptionalLong parent;
    private final ServerLog log;

    Session(InputStream in, OutputStream out, OptionalLong parent, ServerLog log) {
        this.in = in;
        this.out = out;
        this.parent = parent;
        this.log = log;
    }

    /** Serves the client until it sends exit, closes the connection, or its process ends. Returns the exit status. */
    int run() {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        ExecutorService reader = Executors.newSingleThreadExecutor(Workers.daemon("bnn-ls reader"));
        try (Workers workers = new Workers(log);
                BnnLanguageServer server = new BnnLanguageServer(Version.TEXT, workers, log, end::complete)) {
            parent.ifPresent(server::endWith);
            Launcher<LanguageClient> launcher = new Launcher.Builder<LanguageClient>()
                    .setLocalService(server)
                    .setRemoteInterface(LanguageClient.class)
                    .setInput(in)
                    .setOutput(out)
                    .setExecutorService(reader)
                    .setExceptionHandler(this::error)
                    .create();
            server.connect(launcher.getRemoteProxy());
            Future<Void> listening = launcher.startListening();
            reader.execute(() -> {
                // Runs on the reader's thread once the reader has finished, that is, once the connection is closed.
                end.complete(1);
            });
            int status = end.join();
            listening.cancel(true);
            return status;
        } finally {
            reader.shutdownNow();
        }
    }

    /** What the client receives for a failed request: one line, never a stack trace. */
    private ResponseError error(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException
                        || cause instanceof ExecutionException
                        || cause instanceof java.lang.reflect.InvocationTargetException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ResponseErrorException known) {
            return known.getResponseError();
        }
        return new ResponseError(ResponseErrorCode.InternalError, log.fault("a request", cause), null);
    }
}
