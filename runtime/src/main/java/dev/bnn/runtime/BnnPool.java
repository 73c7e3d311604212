// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import dev.bnn.runtime.internal.engine.vector.VectorEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Runs a network on many images with several threads. Any number of threads may use a pool, and any may close it at any time.
 * Its own threads are daemons, so a pool that is not closed does not keep the JVM alive.
 *
 * <p>Images are as for {@link BnnModel}: {@link BnnModel#inputSize()} bytes each. A pool splits a list into chunks of 16, so
 * shorter lists use one thread. An image of the wrong size causes an {@link IllegalArgumentException}. A call on a closed pool
 * fails with an {@link IllegalStateException}. An interrupted call drops the chunks that have not started.
 */
public final class BnnPool implements AutoCloseable {
    /** Images that a thread takes at a time: as many as the engine runs through the network together. */
    private static final int CHUNK = VectorEngine.TOGETHER;

    private final BnnModel model;
    private final ExecutorService threads;

    /** A pool with one thread per processor. */
    public BnnPool(BnnModel model) {
        this(model, Runtime.getRuntime().availableProcessors());
    }

    /**
     * A pool with that many threads.
     *
     * @throws IllegalArgumentException if there is not at least one thread
     */
    public BnnPool(BnnModel model, int threads) {
        this.model = model;
        this.threads = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "bnn-" + model.name());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Integer scores of each image, in their order. */
    public List<long[]> scores(List<byte[]> images) throws InterruptedException {
        return map(images, model::scores);
    }

    /** The index of the class of each image, in their order. */
    public int[] classify(List<byte[]> images) throws InterruptedException {
        return map(images, chunk -> Arrays.stream(model.classify(chunk)).boxed().toList()).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Probabilities by class of each image, in their order. */
    public List<double[]> probabilities(List<byte[]> images) throws InterruptedException {
        return map(images, model::probabilities);
    }

    private <T> List<T> map(List<byte[]> images, Function<List<byte[]>, List<T>> run) throws InterruptedException {
        List<Future<List<T>>> chunks = new ArrayList<>();
        List<T> results = new ArrayList<>(images.size());
        try {
            for (int from = 0; from < images.size(); from += CHUNK) {
                List<byte[]> chunk = images.subList(from, Math.min(images.size(), from + CHUNK));
                chunks.add(threads.submit(() -> run.apply(chunk)));
            }
            for (Future<List<T>> chunk : chunks) {
                results.addAll(chunk.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException wrongImage) {
                throw wrongImage;
            }
            throw new IllegalStateException(e.getCause());
        } catch (CancellationException | RejectedExecutionException e) {
            throw new IllegalStateException("the pool is closed", e);
        } finally {
            chunks.forEach(c -> c.cancel(true));
        }
        return results;
    }

    /** Stops the threads. Calls whose work has not all started, and later calls, fail with an {@link IllegalStateException}. */
    @Override
    public void close() {
        for (Runnable dropped : threads.shutdownNow()) {
            // Otherwise a caller that waits for it would wait forever. All work comes from submit, which wraps it in
            // futures.
            ((Future<?>) dropped).cancel(false);
        }
    }
}
