// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.server;

import dev.bnn.edit.show.Hardware;
import dev.bnn.lsp.text.Snapshot;
import dev.bnn.model.Network;
import dev.bnn.model.target.Target;
import dev.bnn.rtlsim.RtlBackend;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * Hardware figures of what is being typed, on a thread of their own. Each document has one computation at most; the next text ends
 * it. When figures have come, the client is told to ask again.
 */
final class FiguresInBackground {
    private final Hardware hardware = new Hardware(RtlBackend::orHls);
    private final Workers workers;
    private final ServerLog log;
    private final Map<String, Running> running = new HashMap<>();
    private volatile Runnable refresh = () -> {};

    /** @param done completed when there is nothing left to compute, or nobody wants it */
    private record Running(Snapshot snapshot, Future<?> task, CompletableFuture<Void> done) {}

    FiguresInBackground(Workers workers, ServerLog log) {
        this.workers = workers;
        this.log = log;
    }

    /** @param tellClient called when there are figures that the client may show */
    void begin(Runnable tellClient) {
        refresh = tellClient;
    }

    /** The figures that are known. */
    Hardware hardware() {
        return hardware;
    }

    /** Computes the figures of all targets of a text, if that is not under way; the result ends when they are there. */
    synchronized CompletableFuture<Void> want(Snapshot snapshot) {
        Running now = running.get(snapshot.uri());
        if (now != null && now.snapshot() == snapshot) {
            return now.done();
        }
        forget(snapshot.uri());
        Optional<Network> network = snapshot.analysis().network();
        if (network.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        Future<?> task = workers.slow().submit(() -> compute(network.get(), done));
        running.put(snapshot.uri(), new Running(snapshot, task, done));
        return done;
    }

    /** The text has changed, or is closed: its figures are of no use. */
    synchronized void forget(String uri) {
        Running old = running.remove(uri);
        if (old != null) {
            old.task().cancel(true);
            old.done().complete(null);
        }
    }

    private void compute(Network network, CompletableFuture<Void> done) {
        try {
            for (Target target : network.targets()) {
                boolean before = hardware.known(network, target).isPresent();
                boolean after = hardware.compute(network, target, first -> refresh.run())
                        .isPresent();
                if (after && !before) {
                    refresh.run();
                }
            }
        } catch (CancellationException e) {
            log.note("figures of an old text are not computed to their end");
        } catch (RuntimeException | StackOverflowError e) {
            log.fault("figures", e);
        } finally {
            done.complete(null);
        }
    }
}
