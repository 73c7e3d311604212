// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final String URI = "file:///models/tiny.bnn";

    private final Documents documents = new Documents();
    private final Snapshot first = documents.open(URI, 1, "network a\n");

    @Test
    void anAnswerIsCurrentWhileTheTextIsTheSame() {
        assertThat(documents.current(first)).isTrue();
        assertThat(change(2)).isEqualTo("network a\n");
        assertThat(documents.current(first)).isTrue();
        assertThat(change(3, insertion("b"), deletion())).isEqualTo("network a\n");
        assertThat(documents.current(first)).isTrue();
    }

    @Test
    void anAnswerIsStaleOnceTheTextIsAnother() {
        assertThat(change(2, insertion("b"))).isEqualTo("bnetwork a\n");
        assertThat(documents.current(first)).isFalse();
    }

    @Test
    void anAnswerIsStaleOnceTheDocumentIsClosed() {
        documents.close(URI);
        assertThat(documents.current(first)).isFalse();
        assertThat(documents.change(URI, 2, List.of(insertion("b")), PositionUnit.UTF16))
                .isEmpty();
    }

    private String change(int version, TextDocumentContentChangeEvent... changes) {
        Snapshot changed = documents
                .change(URI, version, List.of(changes), PositionUnit.UTF16)
                .orElseThrow();
        assertThat(changed.version()).isEqualTo(version);
        return changed.text();
    }

    private static TextDocumentContentChangeEvent insertion(String text) {
        return new TextDocumentContentChangeEvent(new Range(new Position(0, 0), new Position(0, 0)), text);
    }

    private static TextDocumentContentChangeEvent deletion() {
        return new TextDocumentContentChangeEvent(new Range(new Position(0, 0), new Position(0, 1)), "");
    }
}
