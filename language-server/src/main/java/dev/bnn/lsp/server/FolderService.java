// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.server;

import dev.bnn.lsp.text.FileUris;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;

/** Handles the client's messages about folders and files: models that are not open also have findings, and may change on disk. */
final class FolderService implements WorkspaceService {
    private final WorkspaceFolders folders;
    private final Workers workers;
    private @Nullable ClientFeatures features;
    private @Nullable FindingsPublisher findings;
    private @Nullable LanguageClient client;
    private @Nullable Commands commands;

    FolderService(WorkspaceFolders folders, Workers workers) {
        this.folders = folders;
        this.workers = workers;
    }

    /** To be called before the first message about folders. */
    void begin(
            ClientFeatures clientFeatures, FindingsPublisher publisher, LanguageClient connected, GoalRuns goalRuns) {
        features = clientFeatures;
        findings = publisher;
        client = connected;
        commands = new Commands(connected, clientFeatures, goalRuns);
    }

    /** To be called when the client is ready for requests: asks it to watch files, and checks the models in the folders. */
    void initialized() {
        if (Objects.requireNonNull(features).watches()) {
            List<FileSystemWatcher> watchers = List.of(
                    new FileSystemWatcher(Either.forLeft("**/*" + WorkspaceFolders.EXTENSION)),
                    new FileSystemWatcher(Either.forLeft("**/target/bnn/*/metrics.json")));
            Objects.requireNonNull(client)
                    .registerCapability(new RegistrationParams(List.of(new Registration(
                            "files",
                            "workspace/didChangeWatchedFiles",
                            new DidChangeWatchedFilesRegistrationOptions(watchers)))));
        }
        look();
    }

    private void look() {
        FindingsPublisher publisher = Objects.requireNonNull(findings);
        workers.slow().execute(() -> folders.models().forEach(model -> publisher.changed(FileUris.uri(model))));
    }

    @Override
    public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
        FindingsPublisher publisher = Objects.requireNonNull(findings);
        boolean figures = false;
        for (FileEvent event : params.getChanges()) {
            if (event.getUri().endsWith(WorkspaceFolders.EXTENSION)) {
                publisher.changed(event.getUri());
            } else {
                figures = true;
            }
        }
        if (figures && Objects.requireNonNull(features).refreshesLenses()) {
            Objects.requireNonNull(client).refreshCodeLenses();
        }
    }

    @Override
    public void didChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams params) {
        folders.remove(params.getEvent().getRemoved());
        folders.add(params.getEvent().getAdded());
        Objects.requireNonNull(findings).allChanged();
        look();
    }

    @Override
    public CompletableFuture<@Nullable Object> executeCommand(ExecuteCommandParams params) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Objects.requireNonNull(commands).execute(params);
                    return null;
                },
                workers.quick());
    }

    @Override
    public void didChangeConfiguration(DidChangeConfigurationParams params) {
        // There is nothing to configure.
    }
}
