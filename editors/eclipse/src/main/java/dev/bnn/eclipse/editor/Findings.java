// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import dev.bnn.edit.Analysis;
import dev.bnn.source.Diagnostic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ISynchronizable;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.reconciler.DirtyRegion;
import org.eclipse.jface.text.reconciler.IReconcilingStrategy;
import org.eclipse.jface.text.reconciler.IReconcilingStrategyExtension;
import org.eclipse.jface.text.reconciler.MonoReconciler;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.jface.text.source.IAnnotationModelExtension;
import org.eclipse.jface.text.source.ISourceViewer;

/** Underlines the findings about a model while the user types, and starts the computation of its hardware figures. */
public final class Findings extends MonoReconciler {
    private static final int DELAY_MILLISECONDS = 200;

    private final Strategy strategy;

    public Findings() {
        this(new Strategy());
    }

    private Findings(Strategy strategy) {
        super(strategy, false);
        this.strategy = strategy;
        setDelay(DELAY_MILLISECONDS);
    }

    @Override
    public void install(ITextViewer viewer) {
        strategy.viewer = viewer instanceof ISourceViewer source ? source : null;
        strategy.figures = new HardwareJob(viewer);
        super.install(viewer);
    }

    @Override
    public void uninstall() {
        if (strategy.figures != null) {
            strategy.figures.cancel();
        }
        super.uninstall();
    }

    private static final class Strategy implements IReconcilingStrategy, IReconcilingStrategyExtension {
        private volatile ISourceViewer viewer;
        private volatile HardwareJob figures;
        private IDocument document;
        private List<FindingAnnotation> shown = List.of();

        @Override
        public void setDocument(IDocument changed) {
            document = changed;
            shown = List.of();
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
            IAnnotationModel model = viewer == null ? null : viewer.getAnnotationModel();
            if (!(model instanceof IAnnotationModelExtension changeable)) {
                return;
            }
            Analysis analysis = Analyses.of(document);
            Map<FindingAnnotation, Position> wanted = new HashMap<>();
            for (Diagnostic diagnostic : analysis.diagnostics()) {
                IRegion region = Analyses.region(analysis, analysis.range(diagnostic.span()));
                wanted.put(new FindingAnnotation(diagnostic), new Position(region.getOffset(), region.getLength()));
            }
            synchronized (lock(model)) {
                changeable.replaceAnnotations(shown.toArray(Annotation[]::new), wanted);
            }
            shown = List.copyOf(wanted.keySet());
            figures.restart();
        }

        private static Object lock(IAnnotationModel model) {
            Object lock = model instanceof ISynchronizable shared ? shared.getLockObject() : null;
            return lock == null ? model : lock;
        }
    }
}
