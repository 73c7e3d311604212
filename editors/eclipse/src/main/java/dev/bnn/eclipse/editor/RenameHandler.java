// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Position;
import dev.bnn.edit.Range;
import dev.bnn.edit.navigate.Rename;
import java.util.Optional;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.texteditor.ITextEditor;

/** Renames whatever the name at the caret refers to, everywhere in the text. */
public final class RenameHandler extends AbstractHandler {
    /** Parameter of the command with the new name, for macros and tests; without it, the handler asks the user. */
    private static final String NAME = "dev.bnn.eclipse.rename.name";

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        if (HandlerUtil.getActiveEditor(event) instanceof ITextEditor editor
                && editor.isEditable()
                && editor.getSelectionProvider().getSelection() instanceof ITextSelection caret) {
            try {
                rename(event, Models.document(editor), caret.getOffset());
            } catch (BadLocationException e) {
                throw new ExecutionException("cannot rename", e);
            }
        }
        return null;
    }

    private static void rename(ExecutionEvent event, IDocument document, int offset)
            throws BadLocationException, ExecutionException {
        Analysis analysis = Analyses.of(document);
        Position position = analysis.lines().position(offset);
        Optional<Range> range = Rename.range(analysis, position);
        if (range.isEmpty()) {
            return;
        }
        IRegion region = Analyses.region(analysis, range.get());
        String old = document.get(region.getOffset(), region.getLength());
        String name = event.getParameter(NAME);
        if (name == null) {
            InputDialog dialog = new InputDialog(
                    HandlerUtil.getActiveShellChecked(event),
                    "Rename",
                    "New name of " + old + ":",
                    old,
                    typed -> problem(analysis, position, old, typed));
            if (dialog.open() != Window.OK) {
                return;
            }
            name = dialog.getValue();
        }
        if (Rename.to(analysis, position, name) instanceof Rename.Renamed renamed) {
            Changes.apply(document, analysis, renamed.edits());
        }
    }

    /** The dialog's message about a name: null if there is no problem, an empty text for a name that changes nothing. */
    private static String problem(Analysis analysis, Position position, String old, String typed) {
        if (typed.equals(old)) {
            return "";
        }
        return Rename.to(analysis, position, typed) instanceof Rename.Refused refused ? refused.reason() : null;
    }
}
