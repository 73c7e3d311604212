// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Range;
import dev.bnn.edit.TextEdit;
import dev.bnn.edit.change.QuickFixes;
import dev.bnn.edit.change.Refactorings;
import java.util.stream.Stream;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.contentassist.CompletionProposal;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.quickassist.IQuickAssistInvocationContext;
import org.eclipse.jface.text.quickassist.IQuickAssistProcessor;
import org.eclipse.jface.text.source.Annotation;

/** Offers the fixes for findings in the selection or at the caret, and the actions on the layers there. */
public final class QuickAssists implements IQuickAssistProcessor {
    @Override
    public String getErrorMessage() {
        return null;
    }

    @Override
    public boolean canFix(Annotation annotation) {
        return annotation instanceof FindingAnnotation finding && finding.isQuickFixable();
    }

    @Override
    public boolean canAssist(IQuickAssistInvocationContext context) {
        return true;
    }

    @Override
    public ICompletionProposal[] computeQuickAssistProposals(IQuickAssistInvocationContext context) {
        Analysis analysis = Analyses.of(context.getSourceViewer().getDocument());
        int start = context.getOffset();
        Range range = analysis.lines().range(start, start + Math.max(0, context.getLength()));
        return Stream.concat(
                        QuickFixes.at(analysis, range).stream().map(fix -> proposal(analysis, fix.title(), fix.edit())),
                        Refactorings.at(analysis, range).stream()
                                .map(change -> proposal(analysis, change.title(), change.edit())))
                .toArray(ICompletionProposal[]::new);
    }

    private static ICompletionProposal proposal(Analysis analysis, String title, TextEdit edit) {
        IRegion region = Analyses.region(analysis, edit.range());
        return new CompletionProposal(
                edit.text(), region.getOffset(), region.getLength(), edit.text().length(), null, title, null, null);
    }
}
