// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import dev.bnn.edit.navigate.Outline;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IDocumentListener;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.views.contentoutline.ContentOutlinePage;

/** The sections and layers of a model; a click goes there. */
final class OutlinePage extends ContentOutlinePage {
    private static final int DELAY_MILLISECONDS = 300;

    private final ITextEditor editor;
    private final IDocument document;
    private final IDocumentListener listener = new IDocumentListener() {
        @Override
        public void documentAboutToBeChanged(DocumentEvent event) {
            // Only what it is afterwards matters.
        }

        @Override
        public void documentChanged(DocumentEvent event) {
            refreshSoon();
        }
    };

    private final Runnable refresh = this::refresh;

    OutlinePage(ITextEditor editor, IDocument document) {
        this.editor = editor;
        this.document = document;
    }

    @Override
    public void createControl(Composite parent) {
        super.createControl(parent);
        getTreeViewer().setContentProvider(new Lines());
        getTreeViewer().setLabelProvider(new Labels());
        getTreeViewer().setAutoExpandLevel(2);
        getTreeViewer().setInput(document);
        document.addDocumentListener(listener);
    }

    @Override
    public void dispose() {
        document.removeDocumentListener(listener);
        super.dispose();
    }

    @Override
    public void selectionChanged(SelectionChangedEvent event) {
        super.selectionChanged(event);
        if (event.getStructuredSelection() instanceof IStructuredSelection chosen
                && chosen.getFirstElement() instanceof Outline.Node node
                && getTreeViewer().getControl().isFocusControl()) {
            IRegion region = Analyses.region(Analyses.of(document), node.selection());
            editor.selectAndReveal(region.getOffset(), region.getLength());
        }
    }

    /** Documents change on the thread of the display; a burst of changes is one refresh. */
    private void refreshSoon() {
        if (getControl() != null && !getControl().isDisposed()) {
            getControl().getDisplay().timerExec(DELAY_MILLISECONDS, refresh);
        }
    }

    private void refresh() {
        if (getControl() != null && !getControl().isDisposed()) {
            getTreeViewer().refresh();
        }
    }

    private static final class Labels extends LabelProvider {
        @Override
        public String getText(Object element) {
            Outline.Node node = (Outline.Node) element;
            return node.detail().isEmpty() ? node.name() : node.name() + "  " + node.detail();
        }
    }

    private final class Lines implements ITreeContentProvider {
        @Override
        public Object[] getElements(Object input) {
            return Outline.of(Analyses.of(document)).toArray();
        }

        @Override
        public Object[] getChildren(Object parent) {
            return ((Outline.Node) parent).children().toArray();
        }

        @Override
        public Object getParent(Object element) {
            return null;
        }

        @Override
        public boolean hasChildren(Object element) {
            return !((Outline.Node) element).children().isEmpty();
        }
    }
}
