// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.convert;

import dev.bnn.edit.show.Hint;
import dev.bnn.edit.show.Lens;
import java.util.List;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Converts what editors show in and around a text. */
public final class Shown {
    private Shown() {}

    /** @param markdown whether the client shows Markdown; other clients get the source text */
    public static Hover hover(dev.bnn.edit.show.Hover hover, boolean markdown, Places places) {
        return new Hover(markup(hover.markdown(), markdown), places.client(hover.range()));
    }

    public static List<InlayHint> hints(List<Hint> hints, Places places) {
        return hints.stream().map(hint -> hint(hint, places)).toList();
    }

    private static InlayHint hint(Hint hint, Places places) {
        InlayHint shown = new InlayHint(places.client(hint.position()), Either.forLeft(hint.label()));
        if (!hint.markdown().isEmpty()) {
            shown.setTooltip(markup(hint.markdown(), true));
        }
        return shown;
    }

    /** @param network the name of the model, for the commands */
    public static List<CodeLens> lenses(List<Lens> lenses, String network, Places places) {
        return lenses.stream()
                .map(lens -> new CodeLens(
                        places.client(lens.range()),
                        new Command(
                                lens.title(), lens.action().command(), List.of(places.uri(), network, lens.argument())),
                        null))
                .toList();
    }

    private static MarkupContent markup(String text, boolean markdown) {
        return new MarkupContent(markdown ? MarkupKind.MARKDOWN : MarkupKind.PLAINTEXT, text);
    }
}
