// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.TextEdit;
import java.util.List;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.DocumentRewriteSession;
import org.eclipse.jface.text.DocumentRewriteSessionType;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IDocumentExtension4;
import org.eclipse.jface.text.IRegion;
import org.eclipse.text.edits.MalformedTreeException;
import org.eclipse.text.edits.MultiTextEdit;
import org.eclipse.text.edits.ReplaceEdit;

/** Applies changes of {@code dev.bnn.edit} to a document as one undoable operation. */
final class Changes {
    private Changes() {}

    /**
     * Applies changes to the document that was analyzed.
     *
     * @throws BadLocationException if the text of the document has changed in the meantime
     */
    static void apply(IDocument document, Analysis analysis, List<TextEdit> edits) throws BadLocationException {
        if (!document.get().equals(analysis.text())) {
            throw new BadLocationException("the text has changed since");
        }
        MultiTextEdit all = new MultiTextEdit();
        for (TextEdit edit : edits) {
            IRegion region = Analyses.region(analysis, edit.range());
            all.addChild(new ReplaceEdit(region.getOffset(), region.getLength(), edit.text()));
        }
        DocumentRewriteSession session = document instanceof IDocumentExtension4 sessions
                ? sessions.startRewriteSession(DocumentRewriteSessionType.UNRESTRICTED_SMALL)
                : null;
        try {
            all.apply(document);
        } catch (MalformedTreeException e) {
            throw new IllegalStateException("changes overlap", e);
        } finally {
            if (session != null) {
                ((IDocumentExtension4) document).stopRewriteSession(session);
            }
        }
    }
}
