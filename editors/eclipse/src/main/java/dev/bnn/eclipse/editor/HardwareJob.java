// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import dev.bnn.edit.show.Hardware;
import dev.bnn.model.Network;
import dev.bnn.model.target.Target;
import dev.bnn.rtlsim.RtlBackend;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CancellationException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.source.ISourceViewerExtension5;

/** Computes the hardware figures of a model in the background. The next change of the text cancels it. */
final class HardwareJob extends Job {
    private static final int DELAY_MILLISECONDS = 500;
    private static final Map<IDocument, Hardware> FIGURES = Collections.synchronizedMap(new WeakHashMap<>());

    private final ITextViewer viewer;

    HardwareJob(ITextViewer viewer) {
        super("Hardware figures of a bnn model");
        this.viewer = viewer;
        setSystem(true);
        setPriority(DECORATE);
    }

    /** The figures of a document that are known so far. */
    static Optional<Hardware> figures(IDocument document) {
        return Optional.ofNullable(FIGURES.get(document));
    }

    /** Starts again once the text has not changed for a moment. */
    void restart() {
        cancel();
        schedule(DELAY_MILLISECONDS);
    }

    @Override
    protected void canceling() {
        Thread thread = getThread();
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        IDocument document = viewer.getDocument();
        if (document == null) {
            return Status.OK_STATUS;
        }
        Hardware hardware = FIGURES.computeIfAbsent(document, d -> new Hardware(RtlBackend::orHls));
        Optional<Network> network = Analyses.of(document).network();
        try {
            for (Target target : network.map(Network::targets).orElse(List.of())) {
                hardware.compute(network.get(), target, unsized -> refresh());
                refresh();
            }
        } catch (CancellationException e) {
            return Status.CANCEL_STATUS;
        } finally {
            // Clears the interrupt status, which the pool's thread must not keep.
            Thread.interrupted();
        }
        return Status.OK_STATUS;
    }

    private void refresh() {
        if (viewer instanceof ISourceViewerExtension5 minings) {
            viewer.getTextWidget().getDisplay().asyncExec(minings::updateCodeMinings);
        }
    }
}
