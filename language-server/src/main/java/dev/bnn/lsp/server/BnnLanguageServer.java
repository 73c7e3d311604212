// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.server;

import dev.bnn.lsp.text.Documents;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;

/** The life cycle of the server: its capabilities, its folders, its end. */
public final class BnnLanguageServer implements LanguageServer, AutoCloseable {
    private final String version;
    private final Workers workers;
    private final ServerLog log;
    private final IntConsumer end;
    private final Documents documents = new Documents();
    private final WorkspaceFolders folders = new WorkspaceFolders();
    private final FiguresInBackground figures;
    private final TextService text;
    private final FolderService workspace;
    private @Nullable LanguageClient client;
    private @Nullable GoalRuns runs;
    private volatile boolean shutDown;

    /** @param end called once with the exit status when the server has to end */
    public BnnLanguageServer(String version, Workers workers, ServerLog log, IntConsumer end) {
        this.version = version;
        this.workers = workers;
        this.log = log;
        this.end = end;
        Requests requests = new Requests(documents, workers, log);
        figures = new FiguresInBackground(workers, log);
        text = new TextService(documents, requests, figures);
        workspace = new FolderService(folders, workers);
    }

    /** Sets the client; called once, before its first message. */
    public void connect(LanguageClient connected) {
        client = connected;
        log.tell(line -> connected.logMessage(new MessageParams(MessageType.Error, line)));
    }

    /** Ends the server when that process ends, if the process is on this machine. */
    public void endWith(long process) {
        Optional<ProcessHandle> handle = ProcessHandle.of(process);
        log.note(handle.isPresent() ? "ends with process " + process : "no process " + process + " here");
        handle.ifPresent(h -> h.onExit().thenRun(() -> end.accept(1)));
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
        if (params.getProcessId() != null) {
            endWith(params.getProcessId());
        }
        folders.add(folders(params));
        ClientFeatures features = ClientFeatures.of(params.getCapabilities());
        FindingsPublisher findings = new FindingsPublisher(
                documents, workers, Objects.requireNonNull(client), features.unit(), folders::contains);
        text.begin(features, findings);
        runs = new GoalRuns(Objects.requireNonNull(client), features);
        workspace.begin(features, findings, client, runs);
        if (features.refreshesLenses()) {
            figures.begin(client::refreshCodeLenses);
        }
        InitializeResult result = new InitializeResult(Capabilities.of(features));
        result.setServerInfo(new ServerInfo("bnn-ls", version));
        return CompletableFuture.completedFuture(result);
    }

    /** The folders of the workspace; older clients send only one. */
    @SuppressWarnings("deprecation")
    private static List<WorkspaceFolder> folders(InitializeParams params) {
        if (params.getWorkspaceFolders() != null) {
            return params.getWorkspaceFolders();
        }
        return params.getRootUri() == null ? List.of() : List.of(new WorkspaceFolder(params.getRootUri(), ""));
    }

    @Override
    public void initialized(InitializedParams params) {
        workspace.initialized();
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        shutDown = true;
        close();
        return CompletableFuture.completedFuture(null);
    }

    /** Stops everything that the server has started; needed if a client disconnects without a shutdown request. */
    @Override
    public void close() {
        if (runs != null) {
            runs.close();
        }
    }

    @Override
    public void exit() {
        end.accept(shutDown ? 0 : 1);
    }

    @Override
    public TextDocumentService getTextDocumentService() {
        return text;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return workspace;
    }

    @Override
    public void setTrace(SetTraceParams params) {
        // Traces are for the client's own use; the server has a log file instead.
    }

    @Override
    public void cancelProgress(WorkDoneProgressCancelParams params) {
        if (runs != null && params.getToken().isLeft()) {
            runs.cancel(params.getToken().getLeft());
        }
    }
}
