// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.server;

import dev.bnn.edit.format.Typing;
import dev.bnn.lsp.convert.TokenCodes;
import java.util.List;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CodeLensOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DocumentLinkOptions;
import org.eclipse.lsp4j.DocumentOnTypeFormattingOptions;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.SemanticTokensWithRegistrationOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceFoldersOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;

/** The capabilities that the server declares. */
final class Capabilities {
    private Capabilities() {}

    static ServerCapabilities of(ClientFeatures client) {
        ServerCapabilities all = new ServerCapabilities();
        all.setPositionEncoding(client.unit().kind());
        all.setTextDocumentSync(sync());
        all.setWorkspace(workspace());
        all.setCompletionProvider(new CompletionOptions(false, List.of(" ")));
        all.setSemanticTokensProvider(new SemanticTokensWithRegistrationOptions(TokenCodes.LEGEND, true, true));
        all.setDefinitionProvider(true);
        all.setReferencesProvider(true);
        all.setDocumentHighlightProvider(true);
        all.setDocumentSymbolProvider(true);
        all.setDocumentLinkProvider(new DocumentLinkOptions(false));
        all.setFoldingRangeProvider(true);
        all.setSelectionRangeProvider(true);
        all.setRenameProvider(new RenameOptions(true));
        all.setCodeActionProvider(new CodeActionOptions(
                List.of(CodeActionKind.QuickFix, CodeActionKind.RefactorExtract, CodeActionKind.RefactorInline)));
        all.setHoverProvider(true);
        all.setInlayHintProvider(true);
        all.setCodeLensProvider(new CodeLensOptions(false));
        all.setExecuteCommandProvider(new ExecuteCommandOptions(Commands.ALL));
        all.setDocumentFormattingProvider(true);
        all.setDocumentRangeFormattingProvider(true);
        all.setDocumentOnTypeFormattingProvider(new DocumentOnTypeFormattingOptions(
                Typing.TRIGGERS.get(0), Typing.TRIGGERS.subList(1, Typing.TRIGGERS.size())));
        return all;
    }

    private static TextDocumentSyncOptions sync() {
        TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
        sync.setOpenClose(true);
        sync.setChange(TextDocumentSyncKind.Incremental);
        SaveOptions save = new SaveOptions();
        save.setIncludeText(false);
        sync.setSave(save);
        return sync;
    }

    private static WorkspaceServerCapabilities workspace() {
        WorkspaceFoldersOptions folders = new WorkspaceFoldersOptions();
        folders.setSupported(true);
        folders.setChangeNotifications(true);
        return new WorkspaceServerCapabilities(folders);
    }
}
