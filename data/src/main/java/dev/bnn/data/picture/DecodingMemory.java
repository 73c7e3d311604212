// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/**
 * The memory that all decoding threads share: a third of the heap. Small images are decoded in parallel, large ones one at a
 * time.
 */
final class DecodingMemory {
    interface Work<T> {
        T run() throws IOException;
    }

    private static final long UNIT = 1 << 16;
    private static final long MOST = Runtime.getRuntime().maxMemory() / 3;
    private static final int ALL = (int) Math.max(1, Math.min(MOST / UNIT, Integer.MAX_VALUE));
    private static final Semaphore FREE = new Semaphore(ALL, true);

    private DecodingMemory() {}

    static void check(long bytes, long most) throws IOException {
        if (bytes > most) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "decoding it needs %,d MB; the Java heap allows %,d MB. Raise it, such as MAVEN_OPTS=-Xmx4g",
                    bytes >> 20,
                    most >> 20));
        }
    }

    /**
     * Waits until that many bytes are free, then runs the work.
     *
     * @throws IOException if the limit is smaller than that, or the wait is interrupted
     */
    static <T> T with(long bytes, Work<T> work) throws IOException {
        check(bytes, MOST);
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
