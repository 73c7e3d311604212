package dev.bnn.training;

import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Runs a loop over blocks of rows on a number of threads. Which rows make a block depends on their number alone, so
 * that sums combined in the order of the blocks are the same for any number of threads.
 */
final class Rows implements AutoCloseable {
    private static final int MAX_BLOCKS = 16;
    private static final int SMALLEST = 1 << 14;

    private final ForkJoinPool pool;

    Rows(int threads) {
        pool = threads > 1 ? new ForkJoinPool(threads) : null;
    }

    /** Body of a loop over rows from (inclusive) to to (exclusive). */
    interface Block {
        void run(int block, int from, int to);
    }

    static int blocks(int rows, int columns) {
        return (int) Math.max(1, Math.min(Math.min(rows, MAX_BLOCKS), (long) rows * columns / SMALLEST));
    }

    void each(int rows, int columns, Block body) {
        int blocks = blocks(rows, columns);
        IntConsumer one = b -> body.run(b, (int) ((long) rows * b / blocks), (int) ((long) rows * (b + 1) / blocks));
        if (pool == null || blocks == 1) {
            for (int b = 0; b < blocks; b++) {
                one.accept(b);
            }
        } else {
            pool.submit(() -> IntStream.range(0, blocks).parallel().forEach(one))
                    .join();
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdown();
        }
    }
}
