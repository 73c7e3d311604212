// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.server;

import dev.bnn.lsp.text.PositionUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.MarkupKind;

/**
 * The features of the client on which answers depend.
 *
 * @param unit unit of places
 * @param stale whether it understands the error "content modified"
 * @param snippets whether completions may have places to fill in
 * @param markdown whether hovers may be Markdown
 * @param outline whether symbols may have symbols inside
 * @param watches whether it watches files on request
 * @param refreshesLenses whether it requests code lenses again when told to
 * @param showsDocuments whether it opens an address when asked
 * @param progress whether it shows the progress of the server's own work
 */
record ClientFeatures(
        PositionUnit unit,
        boolean stale,
        boolean snippets,
        boolean markdown,
        boolean outline,
        boolean watches,
        boolean refreshesLenses,
        boolean showsDocuments,
        boolean progress) {
    static ClientFeatures of(ClientCapabilities client) {
        return new ClientFeatures(
                PositionUnit.of(
                        get(client, c -> c.getGeneral().getPositionEncodings()).orElse(List.of())),
                get(client, c -> c.getGeneral().getStaleRequestSupport()).isPresent(),
                is(
                        client,
                        c -> c.getTextDocument()
                                .getCompletion()
                                .getCompletionItem()
                                .getSnippetSupport()),
                get(client, c -> c.getTextDocument().getHover().getContentFormat())
                        .orElse(List.of())
                        .contains(MarkupKind.MARKDOWN),
                is(client, c -> c.getTextDocument().getDocumentSymbol().getHierarchicalDocumentSymbolSupport()),
                is(client, c -> c.getWorkspace().getDidChangeWatchedFiles().getDynamicRegistration()),
                is(client, c -> c.getWorkspace().getCodeLens().getRefreshSupport()),
                is(client, c -> c.getWindow().getShowDocument().isSupport()),
                is(client, c -> c.getWindow().getWorkDoneProgress()));
    }

    private static boolean is(ClientCapabilities client, Function<ClientCapabilities, Boolean> feature) {
        return get(client, feature).orElse(false);
    }

    /** Reads a feature. Clients omit features that they do not have, at any depth. */
    private static <T> Optional<T> get(ClientCapabilities client, Function<ClientCapabilities, T> feature) {
        try {
            return Optional.ofNullable(feature.apply(client));
        } catch (NullPointerException e) {
            return Optional.empty();
        }
    }
}
