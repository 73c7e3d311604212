// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.navigate.Mention;
import dev.bnn.edit.navigate.Mentions;
import java.util.Optional;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.hyperlink.AbstractHyperlinkDetector;
import org.eclipse.jface.text.hyperlink.IHyperlink;
import org.eclipse.ui.texteditor.ITextEditor;

/** Links from a name to its declaration, for F3 or Ctrl and a click. */
public final class Declarations extends AbstractHyperlinkDetector {
    @Override
    public IHyperlink[] detectHyperlinks(ITextViewer viewer, IRegion region, boolean canShowMultipleHyperlinks) {
        ITextEditor editor = getAdapter(ITextEditor.class);
        if (editor == null || !Models.hasModel(editor)) {
            return null;
        }
        Analysis analysis = Analyses.of(viewer.getDocument());
        Optional<Mention> mention = Mentions.at(analysis, analysis.lines().position(region.getOffset()));
        return mention.filter(m -> !m.declaration())
                .map(m -> new IHyperlink[] {
                    new Link(
                            editor,
                            Analyses.region(analysis, analysis.range(m.span())),
                            Analyses.region(analysis, analysis.range(m.symbol().declared())))
                })
                .orElse(null);
    }

    /**
     * A link.
     *
     * @param from the name
     * @param to the declaration
     */
    private record Link(ITextEditor editor, IRegion from, IRegion to) implements IHyperlink {
        @Override
        public IRegion getHyperlinkRegion() {
            return from;
        }

        @Override
        public String getTypeLabel() {
            return null;
        }

        @Override
        public String getHyperlinkText() {
            return "Open Declaration";
        }

        @Override
        public void open() {
            editor.selectAndReveal(to.getOffset(), to.getLength());
        }
    }
}
