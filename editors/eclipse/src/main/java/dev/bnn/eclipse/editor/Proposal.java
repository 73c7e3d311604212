// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import dev.bnn.edit.complete.Item;
import java.util.Locale;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.contentassist.ICompletionProposalExtension2;
import org.eclipse.jface.text.contentassist.IContextInformation;
import org.eclipse.jface.text.link.LinkedModeModel;
import org.eclipse.jface.text.link.LinkedModeUI;
import org.eclipse.jface.text.link.LinkedPosition;
import org.eclipse.jface.text.link.LinkedPositionGroup;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;

/** One proposal of the list. Its places to fill are linked: Tab goes from one to the next. */
final class Proposal implements ICompletionProposal, ICompletionProposalExtension2 {
    private final Item item;
    private final Snippet snippet;
    private final int start;

    /** Final position of the caret; -1 if the linked places determine it. */
    private int caret = -1;

    /** @param start start of the word that the proposal replaces */
    Proposal(Item item, int start) {
        this.item = item;
        this.start = start;
        this.snippet = Snippet.of(item.snippet());
    }

    @Override
    public void apply(ITextViewer viewer, char trigger, int stateMask, int offset) {
        IDocument document = viewer.getDocument();
        try {
            document.replace(start, Math.max(0, offset - start), snippet.text());
            link(viewer, document);
        } catch (BadLocationException e) {
            throw new IllegalStateException("the proposal is not of this text", e);
        }
    }

    private void link(ITextViewer viewer, IDocument document) throws BadLocationException {
        caret = start + snippet.text().length();
        LinkedModeModel model = new LinkedModeModel();
        int sequence = 0;
        for (Snippet.Place place : snippet.places()) {
            if (place.number() == 0) {
                caret = start + place.offset();
            } else {
                LinkedPositionGroup group = new LinkedPositionGroup();
                group.addPosition(new LinkedPosition(document, start + place.offset(), place.length(), sequence++));
                model.addGroup(group);
            }
        }
        if (sequence > 0) {
            int end = caret;
            caret = -1;
            model.forceInstall();
            LinkedModeUI ui = new LinkedModeUI(model, viewer);
            ui.setExitPosition(viewer, end, 0, Integer.MAX_VALUE);
            ui.enter();
        }
    }

    @Override
    public void apply(IDocument document) {
        throw new IllegalStateException("the list calls the method with a viewer");
    }

    @Override
    public boolean validate(IDocument document, int offset, DocumentEvent event) {
        try {
            String typed = document.get(start, offset - start);
            return item.label().toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT));
        } catch (BadLocationException e) {
            return false;
        }
    }

    @Override
    public void selected(ITextViewer viewer, boolean smartToggle) {
        // Nothing is shown in the text before the user accepts a proposal.
    }

    @Override
    public void unselected(ITextViewer viewer) {
        // See selected.
    }

    @Override
    public Point getSelection(IDocument document) {
        return caret < 0 ? null : new Point(caret, 0);
    }

    @Override
    public String getAdditionalProposalInfo() {
        return item.documentation().isEmpty() ? null : item.documentation();
    }

    @Override
    public String getDisplayString() {
        return item.detail().isEmpty()
                ? item.label()
                : item.label() + "  -  " + item.detail().replace("`", "");
    }

    @Override
    public Image getImage() {
        return null;
    }

    @Override
    public IContextInformation getContextInformation() {
        return null;
    }
}
