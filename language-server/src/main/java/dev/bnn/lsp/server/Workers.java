// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.server;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

/**
 * The threads that compute: some for answers that the user waits for, one for work that takes longer, and one that sends
 * findings, so that they stay in order. The thread that reads the client's messages computes nothing.
 */
public final class Workers implements AutoCloseable {
    private final ExecutorService quick = Executors.newFixedThreadPool(2, daemon("bnn-ls quick"));
    private final ExecutorService slow = Executors.newSingleThreadExecutor(daemon("bnn-ls slow"));
    private final ExecutorService findings = Executors.newSingleThreadExecutor(daemon("bnn-ls findings"));
    private final ServerLog log;

    public Workers(ServerLog log) {
        this.log = log;
    }

    /** Makes threads with that name that do not keep the program alive. */
    public static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** For answers within milliseconds. */
    Executor quick() {
        return quick;
    }

    /** For figures of the hardware and for files. */
    ExecutorService slow() {
        return slow;
    }

    /** Runs a task on the thread for findings and logs its faults. Does nothing after the end. */
    void findings(String doing, Runnable task) {
        try {
            findings.execute(() -> logged(doing, task));
        } catch (RejectedExecutionException e) {
            log.note(doing + ": not any more");
        }
    }

    private void logged(String doing, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | StackOverflowError e) {
            log.fault(doing, e);
        }
    }

    @Override
    public void close() {
        quick.shutdownNow();
        slow.shutdownNow();
        findings.shutdownNow();
    }
}
