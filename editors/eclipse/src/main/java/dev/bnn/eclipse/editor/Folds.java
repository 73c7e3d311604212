// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.navigate.Folding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.reconciler.DirtyRegion;
import org.eclipse.jface.text.reconciler.IReconcilingStrategy;
import org.eclipse.jface.text.reconciler.IReconcilingStrategyExtension;
import org.eclipse.jface.text.reconciler.MonoReconciler;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.projection.ProjectionAnnotation;
import org.eclipse.jface.text.source.projection.ProjectionAnnotationModel;
import org.eclipse.jface.text.source.projection.ProjectionViewer;

/** Folds sections and comments of several lines. A fold that the user has closed stays closed while its section only moves. */
public final class Folds extends MonoReconciler {
    private static final int DELAY_MILLISECONDS = 300;

    private final Strategy strategy;

    public Folds() {
        this(new Strategy());
    }

    private Folds(Strategy strategy) {
        super(strategy, false);
        this.strategy = strategy;
        setDelay(DELAY_MILLISECONDS);
    }

    @Override
    public void install(ITextViewer viewer) {
        strategy.viewer = viewer instanceof ProjectionViewer folding ? folding : null;
        super.install(viewer);
    }

    private static final class Strategy implements IReconcilingStrategy, IReconcilingStrategyExtension {
        private volatile ProjectionViewer viewer;
        private IDocument document;

        @Override
        public void setDocument(IDocument changed) {
            document = changed;
        }

        @Override
        public void setProgressMonitor(IProgressMonitor monitor) {
            // An analysis takes only milliseconds, so there is nothing to cancel.
        }

        @Override
        public void initialReconcile() {
            reconcile();
        }

        @Override
        public void reconcile(DirtyRegion dirty, IRegion subRegion) {
            reconcile();
        }

        @Override
        public void reconcile(IRegion partition) {
            reconcile();
        }

        private void reconcile() {
            ProjectionAnnotationModel model = viewer == null ? null : viewer.getProjectionAnnotationModel();
            if (model == null) {
                return;
            }
            Set<Position> wanted = new HashSet<>(positions());
            List<Annotation> gone = new ArrayList<>();
            for (Iterator<Annotation> all = model.getAnnotationIterator(); all.hasNext(); ) {
                Annotation annotation = all.next();
                if (!wanted.remove(model.getPosition(annotation))) {
                    gone.add(annotation);
                }
            }
            Map<Annotation, Position> added = new HashMap<>();
            wanted.forEach(position -> added.put(new ProjectionAnnotation(), position));
            model.modifyAnnotations(gone.toArray(Annotation[]::new), added, new Annotation[0]);
        }

        /** The positions of folds: whole lines, as the platform requires. */
        private List<Position> positions() {
            Analysis analysis = Analyses.of(document);
            List<Position> positions = new ArrayList<>();
            for (Folding fold : Folding.of(analysis)) {
                try {
                    int start = document.getLineOffset(fold.first());
                    int end = document.getLineOffset(fold.last()) + document.getLineLength(fold.last());
                    positions.add(new Position(start, end - start));
                } catch (BadLocationException e) {
                    // The text has become shorter in the meantime; it will be analyzed again.
                    return List.of();
                }
            }
            return positions;
        }
    }
}
