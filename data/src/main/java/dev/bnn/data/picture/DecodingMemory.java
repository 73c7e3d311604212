package dev.bnn.data.picture;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;

/** The memory that all decoding threads share: half of the heap. Small images go side by side, large ones one at a time. */
final class DecodingMemory {
    interface Work<T> {
        T run() throws IOException;
    }

    private static final long UNIT = 1 << 16;
    private static final int ALL =
            (int) Math.max(1, Math.min(Runtime.getRuntime().maxMemory() / 2 / UNIT, Integer.MAX_VALUE));
    private static final Semaphore FREE = new Semaphore(ALL, true);

    private DecodingMemory() {}

    /** Runs when so many bytes are free; more than there are count as all. */
    static <T> T with(long bytes, Work<T> work) throws IOException {
        int units = (int) Math.min(ALL, bytes / UNIT + 1);
        try {
            FREE.acquire(units);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("reading was interrupted");
        }
        try {
            return work.run();
        } finally {
            FREE.release(units);
        }
    }
}
