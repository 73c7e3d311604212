// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.convert;

import dev.bnn.edit.TextEdit;
import dev.bnn.edit.change.QuickFixes;
import dev.bnn.edit.change.Refactoring;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.WorkspaceEdit;

/** Code actions: changes of the text from which the user can choose. */
public final class Actions {
    private Actions() {}

    public static List<CodeAction> fixes(List<QuickFixes.Offer> offers, Places places) {
        return offers.stream().map(offer -> fix(offer, places)).toList();
    }

    public static List<CodeAction> refactorings(List<Refactoring> refactorings, Places places) {
        return refactorings.stream()
                .map(refactoring -> {
                    CodeAction action = new CodeAction(refactoring.title());
                    action.setKind(refactoring.kind().word());
                    action.setEdit(changes(refactoring.edit(), places));
                    return action;
                })
                .toList();
    }

    private static WorkspaceEdit changes(TextEdit edit, Places places) {
        return new WorkspaceEdit(Map.of(places.uri(), places.edits(List.of(edit))));
    }

    private static CodeAction fix(QuickFixes.Offer offer, Places places) {
        CodeAction action = new CodeAction(offer.title());
        action.setKind(CodeActionKind.QuickFix);
        action.setDiagnostics(Findings.of(List.of(offer.diagnostic()), places));
        action.setEdit(changes(offer.edit(), places));
        action.setIsPreferred(offer.preferred());
        return action;
    }
}
