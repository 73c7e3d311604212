// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.convert;

import dev.bnn.edit.change.QuickFixes;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.WorkspaceEdit;

/** What a person can choose to have done to the text. */
public final class Actions {
    private Actions() {}

    public static List<CodeAction> fixes(List<QuickFixes.Offer> offers, Places places) {
        return offers.stream().map(offer -> fix(offer, places)).toList();
    }

    private static CodeAction fix(QuickFixes.Offer offer, Places places) {
        CodeAction action = new CodeAction(offer.title());
        action.setKind(CodeActionKind.QuickFix);
        action.setDiagnostics(Findings.of(List.of(offer.diagnostic()), places));
        action.setEdit(new WorkspaceEdit(Map.of(places.uri(), places.edits(List.of(offer.edit())))));
        action.setIsPreferred(offer.preferred());
        return action;
    }
}
