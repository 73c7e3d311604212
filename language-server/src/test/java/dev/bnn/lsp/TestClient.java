// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.lsp.server.ServerLog;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/** A client in the test's own process, connected by pipes: each message is written and read as on a real connection. */
final class TestClient implements LanguageClient, AutoCloseable {
    /** How long to wait for answers that take milliseconds on an idle machine. */
    private static final long PATIENCE_SECONDS = 60;

    final LanguageServer server;
    final List<PublishDiagnosticsParams> published = new ArrayList<>();
    final List<String> logged = new ArrayList<>();
    final List<RegistrationParams> registered = new ArrayList<>();
    final CompletableFuture<Integer> status = new CompletableFuture<>();
    final CompletableFuture<Void> refreshed = new CompletableFuture<>();
    private final PipedOutputStream toServer;

    TestClient() {
        try {
            toServer = new PipedOutputStream();
            PipedInputStream serverIn = new PipedInputStream(toServer, 1 << 16);
            PipedOutputStream serverOut = new PipedOutputStream();
            PipedInputStream fromServer = new PipedInputStream(serverOut, 1 << 16);
            Thread session = new Thread(
                    () -> {
                        try (ServerLog log = ServerLog.to(null)) {
                            status.complete(new Session(serverIn, serverOut, OptionalLong.empty(), log).run());
                        } catch (IOException | RuntimeException e) {
                            status.completeExceptionally(e);
                        }
                    },
                    "session");
            session.setDaemon(true);
            session.start();
            Launcher<LanguageServer> launcher = LSPLauncher.createClientLauncher(this, fromServer, toServer);
            server = launcher.getRemoteProxy();
            launcher.startListening();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client that has completed initialization. */
    static TestClient ready() {
        return ready(capabilities -> {});
    }

    static TestClient ready(Consumer<ClientCapabilities> more) {
        TestClient client = new TestClient();
        client.greet(more);
        return client;
    }

    InitializeResult greet(Consumer<ClientCapabilities> more) {
        InitializeParams params = new InitializeParams();
        ClientCapabilities capabilities = new ClientCapabilities();
        more.accept(capabilities);
        params.setCapabilities(capabilities);
        return greet(params);
    }

    InitializeResult greet(InitializeParams params) {
        InitializeResult result = get(server.initialize(params));
        server.initialized(new InitializedParams());
        return result;
    }

    static <T> T get(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    void open(String uri, String text) {
        server.getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "bnn", 1, text)));
    }

    /** Replaces a range, or the whole text where there is none. */
    void change(String uri, int version, Range range, String text) {
        server.getTextDocumentService()
                .didChange(new DidChangeTextDocumentParams(
                        new VersionedTextDocumentIdentifier(uri, version),
                        List.of(new TextDocumentContentChangeEvent(range, text))));
    }

    void close(String uri) {
        server.getTextDocumentService().didClose(new DidCloseTextDocumentParams(new TextDocumentIdentifier(uri)));
    }

    /** Waits for findings that match. */
    PublishDiagnosticsParams await(Predicate<PublishDiagnosticsParams> fits) {
        return awaitAfter(0, fits);
    }

    /** Waits for findings that match, ignoring the first {@code first} published ones. */
    synchronized PublishDiagnosticsParams awaitAfter(int first, Predicate<PublishDiagnosticsParams> fits) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            for (PublishDiagnosticsParams params : published.subList(first, published.size())) {
                if (fits.test(params)) {
                    return params;
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            assertThat(left).as("findings that fit, among " + published).isPositive();
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** Waits for the findings of a version. */
    PublishDiagnosticsParams await(String uri, int version) {
        return await(p -> p.getUri().equals(uri) && p.getVersion() != null && p.getVersion() == version);
    }

    @Override
    public synchronized void publishDiagnostics(PublishDiagnosticsParams params) {
        published.add(params);
        notifyAll();
    }

    @Override
    public synchronized void logMessage(MessageParams message) {
        logged.add(message.getMessage());
    }

    @Override
    public CompletableFuture<Void> registerCapability(RegistrationParams params) {
        registered.add(params);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> refreshCodeLenses() {
        refreshed.complete(null);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void telemetryEvent(Object event) {}

    @Override
    public void showMessage(MessageParams message) {
        logMessage(message);
    }

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
        return CompletableFuture.completedFuture(null);
    }

    /** Shuts the server down, and waits for its end. */
    int leave() {
        get(server.shutdown());
        server.exit();
        return get(status);
    }

    /** Disconnects without a shutdown request. */
    @Override
    public void close() {
        try {
            toServer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
