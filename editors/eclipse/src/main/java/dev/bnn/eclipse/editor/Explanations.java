// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.show.Hovers;
import org.eclipse.jface.text.DefaultInformationControl;
import org.eclipse.jface.text.IInformationControlCreator;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextHoverExtension;
import org.eclipse.jface.text.ITextHoverExtension2;
import org.eclipse.jface.text.ITextViewer;

/** Explains the word under the mouse. */
public final class Explanations implements ITextHover, ITextHoverExtension, ITextHoverExtension2 {
    @Override
    public Object getHoverInfo2(ITextViewer viewer, IRegion region) {
        Analysis analysis = Analyses.of(viewer.getDocument());
        return Hovers.at(
                        analysis,
                        analysis.lines().position(region.getOffset()),
                        HardwareJob.figures(viewer.getDocument()))
                .map(hover -> new Markdown(hover.markdown()).html())
                .orElse(null);
    }

    @Override
    public IRegion getHoverRegion(ITextViewer viewer, int offset) {
        Analysis analysis = Analyses.of(viewer.getDocument());
        return Hovers.at(analysis, analysis.lines().position(offset), HardwareJob.figures(viewer.getDocument()))
                .map(hover -> Analyses.region(analysis, hover.range()))
                .orElse(null);
    }

    @Override
    @Deprecated
    public String getHoverInfo(ITextViewer viewer, IRegion region) {
        return (String) getHoverInfo2(viewer, region);
    }

    @Override
    public IInformationControlCreator getHoverControlCreator() {
        return shell -> new DefaultInformationControl(shell, false);
    }
}
