// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.server;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.change.QuickFixes;
import dev.bnn.edit.change.Refactorings;
import dev.bnn.edit.complete.Completion;
import dev.bnn.edit.format.Formatter;
import dev.bnn.edit.format.Typing;
import dev.bnn.edit.navigate.DataLink;
import dev.bnn.edit.navigate.Folding;
import dev.bnn.edit.navigate.Mentions;
import dev.bnn.edit.navigate.Outline;
import dev.bnn.edit.navigate.Rename;
import dev.bnn.edit.navigate.Selection;
import dev.bnn.edit.show.Hints;
import dev.bnn.edit.show.Hovers;
import dev.bnn.edit.show.Lens;
import dev.bnn.edit.show.Lenses;
import dev.bnn.edit.show.Tokens;
import dev.bnn.lsp.convert.Actions;
import dev.bnn.lsp.convert.Completions;
import dev.bnn.lsp.convert.Outlines;
import dev.bnn.lsp.convert.Parts;
import dev.bnn.lsp.convert.Places;
import dev.bnn.lsp.convert.Renames;
import dev.bnn.lsp.convert.Shown;
import dev.bnn.lsp.convert.TokenCodes;
import dev.bnn.lsp.text.Documents;
import dev.bnn.lsp.text.PositionUnit;
import dev.bnn.lsp.text.Snapshot;
import dev.bnn.syntax.Section;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentLink;
import org.eclipse.lsp4j.DocumentLinkParams;
import org.eclipse.lsp4j.DocumentOnTypeFormattingParams;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SemanticTokensRangeParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.jspecify.annotations.Nullable;

/** Handles the client's messages and requests about documents. */
final class TextService implements TextDocumentService {
    /** How long a hover waits for hardware figures; after that, it appears without them. */
    private static final long FIGURES_MILLIS = 400;

    private final Documents documents;
    private final Requests requests;
    private final FiguresInBackground figures;
    private @Nullable FindingsPublisher findings;
    private volatile PositionUnit unit = PositionUnit.UTF16;
    private volatile boolean snippets;
    private volatile boolean outline;
    private volatile boolean markdown;

    TextService(Documents documents, Requests requests, FiguresInBackground figures) {
        this.documents = documents;
        this.requests = requests;
        this.figures = figures;
    }

    /** To be called before the first document. */
    void begin(ClientFeatures client, FindingsPublisher publisher) {
        unit = client.unit();
        snippets = client.snippets();
        outline = client.outline();
        markdown = client.markdown();
        requests.clientKnowsStale(client.stale());
        findings = publisher;
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams params) {
        TextDocumentItem opened = params.getTextDocument();
        documents.open(opened.getUri(), opened.getVersion(), opened.getText());
        changed(opened.getUri());
    }

    @Override
    public void didChange(DidChangeTextDocumentParams params) {
        String uri = params.getTextDocument().getUri();
        Integer version = params.getTextDocument().getVersion();
        documents.change(uri, version == null ? 0 : version, params.getContentChanges(), unit);
        changed(uri);
    }

    @Override
    public void didClose(DidCloseTextDocumentParams params) {
        documents.close(params.getTextDocument().getUri());
        changed(params.getTextDocument().getUri());
    }

    @Override
    public void didSave(DidSaveTextDocumentParams params) {
        // Nothing to do, since the text is already known.
    }

    @Override
    public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams params) {
        return quick(
                "formatting",
                params.getTextDocument(),
                List.of(),
                (analysis, places) -> places.edits(Formatter.format(analysis).edits()));
    }

    @Override
    public CompletableFuture<List<? extends TextEdit>> rangeFormatting(DocumentRangeFormattingParams params) {
        return quick(
                "range formatting",
                params.getTextDocument(),
                List.of(),
                (analysis, places) -> places.edits(Formatter.format(analysis, places.edit(params.getRange()))));
    }

    @Override
    public CompletableFuture<List<? extends TextEdit>> onTypeFormatting(DocumentOnTypeFormattingParams params) {
        return quick(
                "formatting on type",
                params.getTextDocument(),
                List.of(),
                (analysis, places) ->
                        places.edits(Typing.after(analysis, places.edit(params.getPosition()), params.getCh())));
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams params) {
        return quick(
                "completion",
                params.getTextDocument(),
                Either.forLeft(List.of()),
                (analysis, places) -> Either.forLeft(
                        Completions.of(Completion.at(analysis, places.edit(params.getPosition())), snippets, places)));
    }

    @Override
    public CompletableFuture<SemanticTokens> semanticTokensFull(SemanticTokensParams params) {
        return quick(
                "semantic tokens",
                params.getTextDocument(),
                new SemanticTokens(List.of()),
                (analysis, places) -> TokenCodes.of(Tokens.of(analysis), places));
    }

    @Override
    public CompletableFuture<SemanticTokens> semanticTokensRange(SemanticTokensRangeParams params) {
        return quick(
                "semantic tokens of a range",
                params.getTextDocument(),
                new SemanticTokens(List.of()),
                (analysis, places) -> {
                    dev.bnn.edit.Range range = places.edit(params.getRange());
                    return TokenCodes.of(
                            Tokens.of(analysis).stream()
                                    .filter(t -> t.range().start().compareTo(range.end()) <= 0
                                            && t.range().end().compareTo(range.start()) >= 0)
                                    .toList(),
                            places);
                });
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            DefinitionParams params) {
        return quick(
                "definition",
                params.getTextDocument(),
                Either.forLeft(List.of()),
                (analysis, places) -> Either.forLeft(
                        Mentions.definition(analysis, places.edit(params.getPosition())).map(places::location).stream()
                                .toList()));
    }

    @Override
    public CompletableFuture<List<? extends Location>> references(ReferenceParams params) {
        return quick(
                "references",
                params.getTextDocument(),
                List.of(),
                (analysis, places) -> Parts.locations(
                        Mentions.like(analysis, places.edit(params.getPosition())),
                        params.getContext().isIncludeDeclaration(),
                        places));
    }

    @Override
    public CompletableFuture<List<? extends DocumentHighlight>> documentHighlight(DocumentHighlightParams params) {
        return quick(
                "highlights",
                params.getTextDocument(),
                List.of(),
                (analysis, places) ->
                        Parts.highlights(Mentions.like(analysis, places.edit(params.getPosition())), places));
    }

    @Override
    public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
            DocumentSymbolParams params) {
        return quick(
                "outline",
                params.getTextDocument(),
                List.of(),
                (analysis, places) -> Outlines.of(Outline.of(analysis), outline, places));
    }

    @Override
    public CompletableFuture<List<DocumentLink>> documentLink(DocumentLinkParams params) {
        return quick(
                "links",
                params.getTextDocument(),
                List.of(),
                (analysis, places) ->
                        Parts.links(DataLink.of(analysis), path -> ProjectFiles.address(places.uri(), path), places));
    }

    @Override
    public CompletableFuture<List<FoldingRange>> foldingRange(FoldingRangeRequestParams params) {
        return quick(
                "folding",
                params.getTextDocument(),
                List.of(),
                (analysis, places) -> Parts.foldings(Folding.of(analysis)));
    }

    @Override
    public CompletableFuture<List<SelectionRange>> selectionRange(SelectionRangeParams params) {
        return quick(
                "selection",
                params.getTextDocument(),
                List.of(),
                (analysis, places) -> params.getPositions().stream()
                        .map(position -> Parts.selection(Selection.at(analysis, places.edit(position)), places))
                        .toList());
    }

    @Override
    public CompletableFuture<@Nullable Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>> prepareRename(
            PrepareRenameParams params) {
        return quick(
                "the name to change",
                params.getTextDocument(),
                null,
                (analysis, places) -> Rename.range(analysis, places.edit(params.getPosition()))
                        .map(places::client)
                        .map(Either3::<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>forFirst)
                        .orElse(null));
    }

    @Override
    public CompletableFuture<@Nullable WorkspaceEdit> rename(RenameParams params) {
        return quick(
                "rename",
                params.getTextDocument(),
                null,
                (analysis, places) -> Renames.of(
                        Rename.to(analysis, places.edit(params.getPosition()), params.getNewName()), places));
    }

    @Override
    public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
        List<String> only = params.getContext().getOnly();
        return quick("code actions", params.getTextDocument(), List.of(), (analysis, places) -> {
            dev.bnn.edit.Range range = places.edit(params.getRange());
            return Stream.concat(
                            Actions.fixes(QuickFixes.at(analysis, range), places).stream(),
                            Actions.refactorings(Refactorings.at(analysis, range), places).stream())
                    .filter(action -> only == null || only.stream().anyMatch(kind -> within(action.getKind(), kind)))
                    .map(Either::<Command, CodeAction>forRight)
                    .toList();
        });
    }

    /** Whether a kind of action is within another one. Kinds are hierarchies with dots; the empty kind contains all. */
    private static boolean within(String kind, String wanted) {
        return wanted.isEmpty() || kind.equals(wanted) || kind.startsWith(wanted + ".");
    }

    @Override
    public CompletableFuture<@Nullable Hover> hover(HoverParams params) {
        CompletableFuture<@Nullable Hovered> first = hovered(params);
        return first.thenCompose(hovered -> {
                    if (hovered == null || !hovered.hover().pending()) {
                        return first;
                    }
                    return figures.want(hovered.snapshot())
                            .copy()
                            .completeOnTimeout(null, FIGURES_MILLIS, TimeUnit.MILLISECONDS)
                            .thenCompose(done -> hovered(params));
                })
                .thenApply(hovered ->
                        hovered == null ? null : Shown.hover(hovered.hover(), markdown, places(hovered.snapshot())));
    }

    private record Hovered(Snapshot snapshot, dev.bnn.edit.show.Hover hover) {}

    private CompletableFuture<@Nullable Hovered> hovered(HoverParams params) {
        return requests.quick(
                "hover",
                params.getTextDocument().getUri(),
                null,
                snapshot -> Hovers.at(
                                snapshot.analysis(),
                                places(snapshot).edit(params.getPosition()),
                                Optional.of(figures.hardware()))
                        .map(hover -> new Hovered(snapshot, hover))
                        .orElse(null));
    }

    @Override
    public CompletableFuture<List<InlayHint>> inlayHint(InlayHintParams params) {
        return quick(
                "inlay hints",
                params.getTextDocument(),
                List.of(),
                (analysis, places) -> Shown.hints(Hints.of(analysis, places.edit(params.getRange())), places));
    }

    @Override
    public CompletableFuture<List<? extends CodeLens>> codeLens(CodeLensParams params) {
        String uri = params.getTextDocument().getUri();
        Lenses.Results results =
                ProjectFiles.of(uri).<Lenses.Results>map(files -> files).orElse(Lenses.Results.NONE);
        return requests.quick("code lenses", uri, List.of(), snapshot -> {
            String network = snapshot.analysis().sections(Section.NetworkHeader.class).stream()
                    .map(header -> header.name().text())
                    .findFirst()
                    .orElse("");
            List<Lens> lenses = Lenses.of(snapshot.analysis(), Optional.of(figures.hardware()), results);
            figures.want(snapshot);
            return Shown.lenses(lenses, network, places(snapshot));
        });
    }

    private <T extends @Nullable Object> CompletableFuture<T> quick(
            String name, TextDocumentIdentifier document, T none, BiFunction<Analysis, Places, T> answer) {
        return requests.quick(
                name, document.getUri(), none, snapshot -> answer.apply(snapshot.analysis(), places(snapshot)));
    }

    private Places places(Snapshot snapshot) {
        return new Places(snapshot.uri(), snapshot.analysis().lines(), unit);
    }

    private void changed(String uri) {
        figures.forget(uri);
        Objects.requireNonNull(findings).changed(uri);
    }
}
