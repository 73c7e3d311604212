// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.convert;

import dev.bnn.edit.navigate.Outline;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** The parts of a text, as a tree or, for clients without trees, as a list. */
public final class Outlines {
    private Outlines() {}

    public static List<Either<SymbolInformation, DocumentSymbol>> of(
            List<Outline.Node> nodes, boolean tree, Places places) {
        List<Either<SymbolInformation, DocumentSymbol>> all = new ArrayList<>();
        if (tree) {
            nodes.forEach(node -> all.add(Either.forRight(symbol(node, places))));
        } else {
            addAll(nodes, "", places, all);
        }
        return all;
    }

    private static DocumentSymbol symbol(Outline.Node node, Places places) {
        DocumentSymbol symbol = new DocumentSymbol(
                name(node), kind(node.kind()), places.client(node.range()), places.client(node.selection()));
        symbol.setDetail(node.detail());
        symbol.setChildren(
                node.children().stream().map(child -> symbol(child, places)).toList());
        return symbol;
    }

    /** Adds all symbols to a flat list. The protocol deprecates the type because it has no trees. */
    @SuppressWarnings("deprecation")
    private static void addAll(
            List<Outline.Node> nodes,
            String container,
            Places places,
            List<Either<SymbolInformation, DocumentSymbol>> all) {
        for (Outline.Node node : nodes) {
            all.add(Either.forLeft(
                    new SymbolInformation(name(node), kind(node.kind()), places.location(node.range()), container)));
            addAll(node.children(), name(node), places, all);
        }
    }

    /** Clients refuse symbols without a name. */
    private static String name(Outline.Node node) {
        return node.name().isBlank() ? "?" : node.name();
    }

    private static SymbolKind kind(Outline.Kind kind) {
        return switch (kind) {
            case NETWORK -> SymbolKind.Module;
            case INPUT -> SymbolKind.Interface;
            case CLASSES -> SymbolKind.Enum;
            case CONSTANT -> SymbolKind.Constant;
            case BLOCK, USE -> SymbolKind.Function;
            case LAYERS -> SymbolKind.Namespace;
            case LAYER -> SymbolKind.Class;
            case REPEAT -> SymbolKind.Array;
            case RECIPE -> SymbolKind.Event;
            case TARGET -> SymbolKind.Struct;
            case INCOMPLETE -> SymbolKind.Null;
        };
    }
}
