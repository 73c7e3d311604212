// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.convert;

import dev.bnn.edit.complete.Item;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** Completion proposals, in the order of the language. */
public final class Completions {
    private Completions() {}

    /** @param snippets whether the client supports snippets, that is, texts with places to fill in */
    public static List<CompletionItem> of(List<Item> items, boolean snippets, Places places) {
        List<CompletionItem> all = new ArrayList<>();
        for (Item item : items) {
            all.add(item(item, all.size(), snippets, places));
        }
        return all;
    }

    private static CompletionItem item(Item item, int rank, boolean snippets, Places places) {
        boolean snippet = snippets && !item.snippet().equals(item.edit().text());
        CompletionItem proposal = new CompletionItem(item.label());
        proposal.setKind(kind(item.kind()));
        proposal.setDetail(orNull(item.detail()));
        if (!item.documentation().isEmpty()) {
            proposal.setDocumentation(item.documentation());
        }
        proposal.setSortText(String.format("%04d", rank));
        proposal.setInsertTextFormat(snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText);
        proposal.setTextEdit(Either.forLeft(new TextEdit(
                places.client(item.edit().range()),
                snippet ? item.snippet() : item.edit().text())));
        return proposal;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static CompletionItemKind kind(Item.Kind kind) {
        return switch (kind) {
            case SECTION -> CompletionItemKind.Keyword;
            case LAYER -> CompletionItemKind.Class;
            case BLOCK -> CompletionItemKind.Function;
            case ENTRY, OPTION -> CompletionItemKind.Property;
            case VALUE -> CompletionItemKind.EnumMember;
            case CONSTANT -> CompletionItemKind.Constant;
            case PARAMETER -> CompletionItemKind.Variable;
            case DATA_SET -> CompletionItemKind.File;
            case BOARD -> CompletionItemKind.Module;
            case RECIPE, LAYER_NAME -> CompletionItemKind.Reference;
            case SNIPPET -> CompletionItemKind.Snippet;
        };
    }
}
