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
 * Computes hardware figures of what the user is typing, on a separate thread. Each document has at most one computation; the next
 * text cancels it. When figures are ready, it tells the client to ask again.
 */
final class FiguresInBackground {
    private final Hardware hardware = new Hardware(RtlBackend::orHls);
    private final Workers workers;
    private final ServerLog log;
    private final Map<String, Running> running = new HashMap<>();
    private volatile Runnable refresh = () -> {};

    /** @param done completed when there is nothing left to compute, or when the result is no longer wanted */
    private record Running(Snapshot snapshot, Future<?> task, CompletableFuture<Void> done) {}

    FiguresInBackground(Workers workers, ServerLog log) {
        this.workers = workers;
        this.log = log;
    }

    /** @param tellClient called when there are new figures that the client may show */
    void begin(Runnable tellClient) {
        refresh = tellClient;
    }

    /** The figures that are known so far. */
    Hardware hardware() {
        return hardware;
    }

    /**
     * Starts to compute the figures of all targets of a text, unless that is already in progress; the returned future completes
     * when they are ready.
     */
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

    /** Cancels the computation for a text that has changed or is closed. */
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
