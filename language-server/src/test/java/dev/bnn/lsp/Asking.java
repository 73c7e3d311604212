// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentLinkParams;
import org.eclipse.lsp4j.DocumentOnTypeFormattingParams;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SemanticTokensRangeParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.services.TextDocumentService;

/** Sends every request about a document that the server answers, at one place in the document. */
final class Asking {
    private static final FormattingOptions OPTIONS = new FormattingOptions(2, true);

    /** A document and a part of it; a single place if start and end are equal. */
    record Place(String uri, Position start, Position end) {
        TextDocumentIdentifier document() {
            return new TextDocumentIdentifier(uri);
        }

        Range range() {
            return new Range(start, end);
        }
    }

    private Asking() {}

    /** All requests, by the name of the capability. */
    static Map<String, Function<Place, CompletableFuture<?>>> all(TextDocumentService server) {
        Map<String, Function<Place, CompletableFuture<?>>> all = new LinkedHashMap<>();
        all.put("format", p -> server.formatting(new DocumentFormattingParams(p.document(), OPTIONS)));
        all.put(
                "format-range",
                p -> server.rangeFormatting(new DocumentRangeFormattingParams(p.document(), OPTIONS, p.range())));
        all.put(
                "format-type",
                p -> server.onTypeFormatting(
                        new DocumentOnTypeFormattingParams(p.document(), OPTIONS, p.start(), "\n")));
        all.put("complete", p -> server.completion(new CompletionParams(p.document(), p.start())));
        all.put("tokens", p -> server.semanticTokensFull(new SemanticTokensParams(p.document())));
        all.put(
                "tokens-range",
                p -> server.semanticTokensRange(new SemanticTokensRangeParams(p.document(), p.range())));
        all.put("definition", p -> server.definition(new DefinitionParams(p.document(), p.start())));
        all.put(
                "references",
                p -> server.references(new ReferenceParams(p.document(), p.start(), new ReferenceContext(true))));
        all.put("highlight", p -> server.documentHighlight(new DocumentHighlightParams(p.document(), p.start())));
        all.put("outline", p -> server.documentSymbol(new DocumentSymbolParams(p.document())));
        all.put("links", p -> server.documentLink(new DocumentLinkParams(p.document())));
        all.put("folding", p -> server.foldingRange(new FoldingRangeRequestParams(p.document())));
        all.put(
                "selection",
                p -> server.selectionRange(new SelectionRangeParams(p.document(), List.of(p.start(), p.end()))));
        all.put("rename-prepare", p -> server.prepareRename(new PrepareRenameParams(p.document(), p.start())));
        all.put("rename", p -> server.rename(new RenameParams(p.document(), p.start(), "renamed")));
        all.put(
                "action",
                p -> server.codeAction(
                        new CodeActionParams(p.document(), p.range(), new CodeActionContext(List.of()))));
        all.put("hover", p -> server.hover(new HoverParams(p.document(), p.start())));
        all.put("hint", p -> server.inlayHint(new InlayHintParams(p.document(), p.range())));
        all.put("lens", p -> server.codeLens(new CodeLensParams(p.document())));
        return all;
    }
}
