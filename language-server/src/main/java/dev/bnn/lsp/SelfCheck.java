// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp;

import dev.bnn.lsp.server.ServerLog;
import dev.bnn.lsp.server.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;

/**
 * A client in the server's own process that opens a model, sends the requests that editors send, and exits. It shows that a Java
 * installation can run the server, and it loads the classes for the class data archive with which the script starts the server
 * faster.
 */
final class SelfCheck {
    private static final long PATIENCE_SECONDS = 60;
    private static final String URI = "untitled:check.bnn";

    private final CompletableFuture<PublishDiagnosticsParams> findings = new CompletableFuture<>();

    /** Runs the check, prints a line about the result, and returns the exit status. */
    static int run(ServerLog log) throws IOException {
        long start = System.nanoTime();
        try {
            int status = new SelfCheck().session(log);
            System.out.printf(
                    Locale.ROOT,
                    "bnn-ls %s: a session of one model in %.1f s on Java %s%n",
                    Version.TEXT,
                    (System.nanoTime() - start) / 1e9,
                    Runtime.version());
            return status;
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            System.err.println("bnn-ls: the check failed: " + e);
            return 1;
        }
    }

    private int session(ServerLog log) throws IOException, ExecutionException, TimeoutException, InterruptedException {
        try (PipedOutputStream toServer = new PipedOutputStream();
                PipedInputStream serverIn = new PipedInputStream(toServer);
                PipedOutputStream serverOut = new PipedOutputStream();
                PipedInputStream fromServer = new PipedInputStream(serverOut)) {
            CompletableFuture<Integer> status = new CompletableFuture<>();
            Workers.daemon("bnn-ls session")
                    .newThread(() -> status.complete(new Session(serverIn, serverOut, OptionalLong.empty(), log).run()))
                    .start();
            var launcher = LSPLauncher.createClientLauncher(new Client(), fromServer, toServer);
            launcher.startListening();
            talk(launcher.getRemoteProxy());
            return wait(status);
        }
    }

    private void talk(LanguageServer server) throws ExecutionException, TimeoutException, InterruptedException {
        InitializeParams greeting = new InitializeParams();
        greeting.setCapabilities(new ClientCapabilities());
        wait(server.initialize(greeting));
        server.initialized(new InitializedParams());
        TextDocumentService documents = server.getTextDocumentService();
        documents.didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(URI, "bnn", 1, text())));
        PublishDiagnosticsParams found = wait(findings);
        if (!found.getDiagnostics().isEmpty()) {
            throw new IllegalStateException("the model has findings: " + found.getDiagnostics());
        }
        TextDocumentIdentifier document = new TextDocumentIdentifier(URI);
        wait(documents.formatting(new DocumentFormattingParams(document, new FormattingOptions(2, true))));
        wait(server.shutdown());
        server.exit();
    }

    private static String text() {
        try (InputStream in = SelfCheck.class.getResourceAsStream("check.bnn")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T wait(CompletableFuture<T> answer)
            throws ExecutionException, TimeoutException, InterruptedException {
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private final class Client implements LanguageClient {
        @Override
        public void publishDiagnostics(PublishDiagnosticsParams params) {
            findings.complete(params);
        }

        @Override
        public void telemetryEvent(Object event) {}

        @Override
        public void showMessage(MessageParams message) {}

        @Override
        public void logMessage(MessageParams message) {}

        @Override
        public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
