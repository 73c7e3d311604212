// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.server;

import dev.bnn.check.Frontend;
import dev.bnn.edit.LineTable;
import dev.bnn.lsp.convert.Findings;
import dev.bnn.lsp.convert.Places;
import dev.bnn.lsp.text.Documents;
import dev.bnn.lsp.text.FileUris;
import dev.bnn.lsp.text.PositionUnit;
import dev.bnn.lsp.text.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;

/**
 * Sends the findings of documents, and of model files in the workspace that are not open. One thread sends them all, so versions
 * stay in order. While it is busy, all changes of one document share one task, which takes the newest text. It does not send
 * findings of a text that is no longer the newest.
 */
final class FindingsPublisher {
    private final Documents documents;
    private final Workers workers;
    private final LanguageClient client;
    private final PositionUnit unit;
    private final Predicate<Path> inWorkspace;
    private final Set<String> queued = ConcurrentHashMap.newKeySet();
    private final Map<String, Snapshot> sent = new ConcurrentHashMap<>();
    private final Set<String> shown = ConcurrentHashMap.newKeySet();

    /** @param inWorkspace whether to show findings of a file even though it is not open */
    FindingsPublisher(
            Documents documents,
            Workers workers,
            LanguageClient client,
            PositionUnit unit,
            Predicate<Path> inWorkspace) {
        this.documents = documents;
        this.workers = workers;
        this.client = client;
        this.unit = unit;
        this.inWorkspace = inWorkspace;
    }

    /** The findings of this document or file may have changed. */
    void changed(String uri) {
        if (queued.add(uri)) {
            workers.findings("findings", () -> publish(uri));
        }
    }

    /** Checks each file with shown findings again, because the folders of the workspace have changed. */
    void allChanged() {
        shown.forEach(this::changed);
    }

    private void publish(String uri) {
        // Before anything else, so that any later change queues the document again.
        queued.remove(uri);
        Optional<Snapshot> open = documents.get(uri);
        if (open.isPresent()) {
            Snapshot snapshot = open.get();
            Places places = new Places(uri, snapshot.analysis().lines(), unit);
            List<Diagnostic> findings = Findings.of(snapshot.analysis().diagnostics(), places);
            if (documents.current(snapshot) && sent.put(uri, snapshot) != snapshot) {
                send(uri, findings, snapshot.version());
            }
        } else {
            sent.remove(uri);
            send(uri, ofFile(uri), null);
        }
    }

    private List<Diagnostic> ofFile(String uri) {
        Optional<Path> file = FileUris.path(uri).filter(inWorkspace).filter(Files::isRegularFile);
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            Frontend.Result result = Frontend.load(file.get());
            LineTable lines = new LineTable(result.source().text());
            return Findings.of(result.diagnostics(), new Places(uri, lines, unit));
        } catch (IOException e) {
            // The file has been deleted or is not readable. A build reports that.
            return List.of();
        }
    }

    private void send(String uri, List<Diagnostic> findings, @Nullable Integer version) {
        boolean before = findings.isEmpty() ? shown.remove(uri) : !shown.add(uri);
        if (before || version != null || !findings.isEmpty()) {
            client.publishDiagnostics(new PublishDiagnosticsParams(uri, findings, version));
        }
    }
}
