// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;

/** Gives the editor of a model its outline. */
public final class OutlineFactory implements IAdapterFactory {
    @Override
    public <T> T getAdapter(Object adaptable, Class<T> adapter) {
        if (adaptable instanceof ITextEditor editor
                && adapter == IContentOutlinePage.class
                && editor.getDocumentProvider() != null
                && Models.hasModel(editor)) {
            return adapter.cast(new OutlinePage(editor, Models.document(editor)));
        }
        return null;
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {IContentOutlinePage.class};
    }
}
