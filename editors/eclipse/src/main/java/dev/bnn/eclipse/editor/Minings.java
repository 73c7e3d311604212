// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.show.Hint;
import dev.bnn.edit.show.Hints;
import dev.bnn.edit.show.Lens;
import dev.bnn.edit.show.Lenses;
import dev.bnn.report.RecordedAccuracy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.codemining.AbstractCodeMiningProvider;
import org.eclipse.jface.text.codemining.ICodeMining;
import org.eclipse.jface.text.codemining.LineContentCodeMining;
import org.eclipse.jface.text.codemining.LineHeaderCodeMining;
import org.eclipse.ui.texteditor.ITextEditor;

/** Shows shapes at the ends of lines, and the figures of recipes and targets above them. */
public final class Minings extends AbstractCodeMiningProvider {
    @Override
    public CompletableFuture<List<? extends ICodeMining>> provideCodeMinings(
            ITextViewer viewer, IProgressMonitor monitor) {
        IDocument document = viewer.getDocument();
        Lenses.Results results = results();
        return CompletableFuture.supplyAsync(() -> minings(document, results));
    }

    private List<ICodeMining> minings(IDocument document, Lenses.Results results) {
        Analysis analysis = Analyses.of(document);
        List<ICodeMining> minings = new ArrayList<>();
        for (Hint hint :
                Hints.of(analysis, analysis.lines().range(0, analysis.text().length()))) {
            int offset = analysis.lines().offset(hint.position());
            minings.add(new Inline(new Position(offset, 1), hint.label(), this));
        }
        Map<Integer, String> above = new LinkedHashMap<>();
        for (Lens lens : Lenses.of(analysis, HardwareJob.figures(document), results)) {
            if (lens.action() == Lens.Action.NONE) {
                above.merge(lens.range().start().line(), lens.title(), (a, b) -> a + "; " + b);
            }
        }
        above.forEach((line, text) -> {
            try {
                minings.add(new Above(line, document, text, this));
            } catch (BadLocationException e) {
                // The text has become shorter in the meantime; the next analysis asks again.
            }
        });
        return minings;
    }

    /** The results that the goals have written in the project of the file. */
    private Lenses.Results results() {
        ITextEditor editor = getAdapter(ITextEditor.class);
        IFile file = editor == null ? null : editor.getEditorInput().getAdapter(IFile.class);
        IPath project = file == null ? null : file.getProject().getLocation();
        return project == null
                ? Lenses.Results.NONE
                : (network, recipe) ->
                        RecordedAccuracy.of(project.append("target/bnn").toPath(), network, recipe);
    }

    private static final class Inline extends LineContentCodeMining {
        Inline(Position position, String label, Minings provider) {
            super(position, provider);
            setLabel(label);
        }

        @Override
        public boolean isResolved() {
            return true;
        }
    }

    private static final class Above extends LineHeaderCodeMining {
        Above(int line, IDocument document, String label, Minings provider) throws BadLocationException {
            super(line, document, provider);
            setLabel(label);
        }

        @Override
        public boolean isResolved() {
            return true;
        }
    }
}
