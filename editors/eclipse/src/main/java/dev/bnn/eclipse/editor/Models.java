// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.content.IContentType;
import org.eclipse.jface.text.IDocument;
import org.eclipse.ui.texteditor.ITextEditor;

/** Determines which editors have a model. */
final class Models {
    private static final String CONTENT_TYPE = "dev.bnn.eclipse.model";

    private Models() {}

    /** Whether the file of an editor is a model. */
    static boolean hasModel(ITextEditor editor) {
        IContentType type = Platform.getContentTypeManager()
                .findContentTypeFor(editor.getEditorInput().getName());
        return type != null && type.getId().equals(CONTENT_TYPE);
    }

    /** The text of an editor. */
    static IDocument document(ITextEditor editor) {
        return editor.getDocumentProvider().getDocument(editor.getEditorInput());
    }
}
