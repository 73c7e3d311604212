// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.TextEdit;
import dev.bnn.edit.format.Formatter;
import java.util.List;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.texteditor.ITextEditor;

/** Formats the selected lines of the active editor, or all of its text where nothing is selected. */
public final class FormatHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        if (HandlerUtil.getActiveEditor(event) instanceof ITextEditor editor && editor.isEditable()) {
            try {
                format(editor);
            } catch (BadLocationException e) {
                throw new ExecutionException("cannot format the text", e);
            }
        }
        return null;
    }

    private static void format(ITextEditor editor) throws BadLocationException {
        IDocument document = Models.document(editor);
        Analysis analysis = Analyses.of(document);
        ITextSelection selected =
                editor.getSelectionProvider().getSelection() instanceof ITextSelection text ? text : null;
        List<TextEdit> edits;
        if (selected == null || selected.getLength() <= 0) {
            edits = Formatter.format(analysis).edits();
        } else {
            edits = Formatter.format(
                    analysis,
                    analysis.lines().range(selected.getOffset(), selected.getOffset() + selected.getLength()));
        }
        Changes.apply(document, analysis, edits);
    }
}
