// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.array;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs a loop over blocks of rows on several threads. The division into blocks depends only on the number of rows, so sums
 * combined in the order of the blocks are the same for any number of threads. Each thread gets an equal, fixed share of the
 * blocks; the calling thread takes the first.
 */
public final class RowParallel implements AutoCloseable {
    /** Maximum number of blocks of a loop. */
    public static final int MAX_BLOCKS = 16;

    private static final int SMALLEST = 1 << 14;

    private final int threads;
    private final ExecutorService pool;
    private final List<Future<?>> running = new ArrayList<>();

    /** @param threads at least 1; the calling thread is one of them */
    public RowParallel(int threads) {
        this.threads = threads;
        pool = threads > 1 ? Executors.newFixedThreadPool(threads - 1, RowParallel::thread) : null;
    }

    private static Thread thread(Runnable body) {
        Thread thread = new Thread(
                () -> {
                    // ND4J's operations within a share run on this thread only.
                    Native.setThreads(1);
                    body.run();
                },
                "bnn-training");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Body of a loop over the rows {@code from} (inclusive) to {@code to} (exclusive); threads and blocks count from 0.
     */
    public interface Block {
        void run(int thread, int block, int from, int to);
    }

    /** Body of a loop over one thread's share of a range. */
    public interface Share {
        void run(int thread, int from, int to);
    }

    /** Threads that share a loop, the calling one among them. */
    public int threads() {
        return threads;
    }

    /** Number of blocks of a matrix with these rows: at least 1, at most {@link #MAX_BLOCKS}, and fewer where they would be small. */
    public static int blocks(int rows, int columns) {
        return (int) Math.max(1, Math.min(Math.min(rows, MAX_BLOCKS), (long) rows * columns / SMALLEST));
    }

    /** Runs the body on each block of the rows. */
    public void each(int rows, int columns, Block body) {
        int blocks = blocks(rows, columns);
        if (pool == null || blocks == 1) {
            share(rows, blocks, 0, 0, blocks, body);
        } else {
            shares(blocks, (thread, from, to) -> share(rows, blocks, thread, from, to, body));
        }
    }

    private static void share(int rows, int blocks, int thread, int first, int last, Block body) {
        for (int b = first; b < last; b++) {
            body.run(thread, b, (int) ((long) rows * b / blocks), (int) ((long) rows * (b + 1) / blocks));
        }
    }

    /** Splits 0 to {@code count} into one range per thread. */
    public void shares(int count, Share body) {
        for (int t = 1; t < threads; t++) {
            int thread = t;
            running.add(pool.submit(() -> body.run(thread, bound(count, thread), bound(count, thread + 1))));
        }
        body.run(0, 0, bound(count, 1));
        for (Future<?> other : running) {
            await(other);
        }
        running.clear();
    }

    private int bound(int count, int thread) {
        return (int) ((long) count * thread / threads);
    }

    private static void await(Future<?> other) {
        try {
            other.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while training", e);
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdown();
        }
    }
}
