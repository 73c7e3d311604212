// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.server;

import dev.bnn.lsp.text.Documents;
import dev.bnn.lsp.text.Snapshot;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.lsp4j.jsonrpc.CancelChecker;
import org.eclipse.lsp4j.jsonrpc.CompletableFutures;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests about a document on another thread. An answer refers to the text that the client had when it asked; if that
 * text has changed by the time the answer is ready, the answer is not sent.
 */
final class Requests {
    private final Documents documents;
    private final Workers workers;
    private final ServerLog log;
    private volatile boolean clientKnowsStale;

    Requests(Documents documents, Workers workers, ServerLog log) {
        this.documents = documents;
        this.workers = workers;
        this.log = log;
    }

    /** Sets whether the client understands the error "content modified" instead of showing it to the user. */
    void clientKnowsStale(boolean knows) {
        clientKnowsStale = knows;
    }

    /**
     * Answers a request that takes milliseconds.
     *
     * @param name name of the request, for the log
     * @param none the answer if the document is not open, if it has changed in the meantime, or after a fault
     */
    <T extends @Nullable Object> CompletableFuture<T> quick(
            String name, String uri, T none, Function<Snapshot, T> answer) {
        return on(workers.quick(), name, uri, none, (snapshot, cancel) -> answer.apply(snapshot));
    }

    /**
     * Answers a request that takes longer. The function should call the checker from time to time; it throws if the request is
     * canceled.
     */
    <T extends @Nullable Object> CompletableFuture<T> slow(
            String name, String uri, T none, BiFunction<Snapshot, CancelChecker, T> answer) {
        return on(workers.slow(), name, uri, none, answer);
    }

    private <T extends @Nullable Object> CompletableFuture<T> on(
            Executor executor, String name, String uri, T none, BiFunction<Snapshot, CancelChecker, T> answer) {
        Snapshot snapshot = documents.get(uri).orElse(null);
        if (snapshot == null) {
            return CompletableFuture.completedFuture(none);
        }
        return CompletableFutures.computeAsync(executor, cancel -> {
            cancel.checkCanceled();
            if (!documents.current(snapshot)) {
                return stale(none);
            }
            T result = answered(name, snapshot, none, cancel, answer);
            cancel.checkCanceled();
            return documents.current(snapshot) ? result : stale(none);
        });
    }

    private <T extends @Nullable Object> T answered(
            String name,
            Snapshot snapshot,
            T none,
            CancelChecker cancel,
            BiFunction<Snapshot, CancelChecker, T> answer) {
        try {
            return answer.apply(snapshot, cancel);
        } catch (CancellationException | ResponseErrorException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            log.fault(name, e);
            return none;
        }
    }

    private <T extends @Nullable Object> T stale(T none) {
        if (clientKnowsStale) {
            throw new ResponseErrorException(
                    new ResponseError(ResponseErrorCode.ContentModified, "the text has changed", null));
        }
        return none;
    }
}
