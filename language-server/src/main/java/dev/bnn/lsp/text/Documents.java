// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.text;

import dev.bnn.edit.LineTable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;

/**
 * The documents that the client has open. Only the thread that reads the client's messages changes them; any thread may ask for
 * the current snapshot.
 */
public final class Documents {
    private final ConcurrentMap<String, Snapshot> open = new ConcurrentHashMap<>();

    /** Adds a document, or replaces it if the client opens it again. */
    public Snapshot open(String uri, int version, String text) {
        Snapshot snapshot = new Snapshot(uri, version, text);
        open.put(uri, snapshot);
        return snapshot;
    }

    /** Applies changes in order, each to the result of the previous one; returns empty for a document that is not open. */
    public Optional<Snapshot> change(
            String uri, int version, List<TextDocumentContentChangeEvent> changes, PositionUnit unit) {
        return Optional.ofNullable(open.computeIfPresent(uri, (key, old) -> {
            String text = old.text();
            for (TextDocumentContentChangeEvent change : changes) {
                text = changed(text, change, unit);
            }
            return new Snapshot(uri, version, text);
        }));
    }

    private static String changed(String text, TextDocumentContentChangeEvent change, PositionUnit unit) {
        if (change.getRange() == null) {
            return change.getText();
        }
        LineTable lines = new LineTable(text);
        int from = lines.offset(unit.toEdit(lines, change.getRange().getStart()));
        int to =
                Math.max(from, lines.offset(unit.toEdit(lines, change.getRange().getEnd())));
        return text.substring(0, from) + change.getText() + text.substring(to);
    }

    public void close(String uri) {
        open.remove(uri);
    }

    /** The newest text of a document, if it is open. */
    public Optional<Snapshot> get(String uri) {
        return Optional.ofNullable(open.get(uri));
    }

    public Collection<Snapshot> all() {
        return List.copyOf(open.values());
    }

    /**
     * Whether the document still has this text. A newer version may have the same text: Neovim 0.7 sends a change without content
     * if its timer fires during a request.
     */
    public boolean current(Snapshot snapshot) {
        Snapshot now = open.get(snapshot.uri());
        return now != null && now.text().equals(snapshot.text());
    }
}
