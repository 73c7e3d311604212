// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import org.eclipse.jface.text.quickassist.IQuickFixableAnnotation;
import org.eclipse.jface.text.source.Annotation;

/** A finding about the text of an editor. */
public final class FindingAnnotation extends Annotation implements IQuickFixableAnnotation {
    private static final String ERROR = "org.eclipse.ui.workbench.texteditor.error";
    private static final String WARNING = "org.eclipse.ui.workbench.texteditor.warning";

    private final Diagnostic diagnostic;

    FindingAnnotation(Diagnostic diagnostic) {
        super(diagnostic.severity() == Severity.ERROR ? ERROR : WARNING, false, text(diagnostic));
        this.diagnostic = diagnostic;
    }

    /** What was found. */
    public Diagnostic diagnostic() {
        return diagnostic;
    }

    private static String text(Diagnostic diagnostic) {
        String hint = diagnostic.hint().isEmpty() ? "" : "; " + diagnostic.hint();
        return diagnostic.message() + hint + " [" + diagnostic.code() + "]";
    }

    @Override
    public void setQuickFixable(boolean state) {
        // Not needed: the finding itself knows whether it can be fixed.
    }

    @Override
    public boolean isQuickFixableStateSet() {
        return true;
    }

    @Override
    public boolean isQuickFixable() {
        return !diagnostic.fixes().isEmpty();
    }
}
