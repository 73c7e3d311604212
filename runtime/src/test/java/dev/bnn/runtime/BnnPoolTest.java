// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Pools that are closed while they work, and engines on threads that outlive them. */
class BnnPoolTest {
    private static final int RELOADS = 50;

    @Test
    void closingEndsTheCallsOfOtherThreads() throws Exception {
        BnnModel model = RandomModels.model(17);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        // The first chunk occupies the pool's only thread until the pool is closed, so the others never start.
        List<byte[]> images = new ArrayList<>(Collections.nCopies(100, RandomModels.image(1, model)));
        List<byte[]> slow = new AbstractList<>() {
            @Override
            public byte[] get(int index) {
                if (index == 0) {
                    begun.countDown();
                    awaitUninterruptibly(closed);
                }
                return images.get(index);
            }

            @Override
            public int size() {
                return images.size();
            }
        };
        AtomicReference<Thread> caller = new AtomicReference<>();
        ExecutorService callers = Executors.newSingleThreadExecutor();
        BnnPool pool = new BnnPool(model, 1);
        try {
            Future<List<long[]>> call = callers.submit(() -> {
                caller.set(Thread.currentThread());
                return pool.scores(slow);
            });
            begun.await();
            while (caller.get().getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            pool.close();
            closed.countDown();
            // A time limit, so that a bug fails the test instead of hanging it.
            assertThatThrownBy(() -> call.get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the pool is closed");
        } finally {
            closed.countDown();
            pool.close();
            callers.shutdownNow();
        }
    }

    @Test
    void aClosedPoolRefusesWork() {
        BnnModel model = RandomModels.model(17);
        BnnPool pool = new BnnPool(model, 2);
        pool.close();
        assertThatThrownBy(() -> pool.scores(List.of(RandomModels.image(1, model))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the pool is closed");
    }

    @Test
    void manyPoolsClosedAtAnyTimeHangNobody() throws Exception {
        BnnModel model = RandomModels.model(17);
        List<byte[]> images = Collections.nCopies(200, RandomModels.image(1, model));
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 200; i++) {
                BnnPool pool = new BnnPool(model, 2);
                List<Future<?>> calls =
                        List.of(callers.submit(() -> pool.scores(images)), callers.submit(() -> pool.classify(images)));
                for (int spin = 0; spin < i * 100; spin++) {
                    Thread.onSpinWait();
                }
                pool.close();
                for (Future<?> call : calls) {
                    try {
                        call.get(60, TimeUnit.SECONDS);
                    } catch (ExecutionException e) {
                        assertThat(e).hasCauseInstanceOf(IllegalStateException.class);
                    }
                }
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void modelsThatAreLetGoAreFreedThoughTheirThreadsLiveOn() throws Exception {
        ExecutorService longLived = Executors.newFixedThreadPool(2);
        try {
            List<WeakReference<BnnModel>> loaded = new ArrayList<>();
            for (int i = 0; i < RELOADS; i++) {
                BnnModel model = RandomModels.model(i);
                byte[] image = RandomModels.image(i, model);
                longLived.submit(() -> model.scores(image)).get();
                longLived.submit(() -> model.scores(List.of(image, image))).get();
                model.scores(image);
                loaded.add(new WeakReference<>(model));
            }
            // Otherwise the stacks of the threads may still refer to their last tasks.
            longLived.submit(() -> 0).get();
            longLived.submit(() -> 0).get();
            for (int i = 0; i < 100 && alive(loaded) > 2; i++) {
                System.gc();
                Thread.sleep(20);
            }
            assertThat(alive(loaded))
                    .as("models of %d that are still in memory", RELOADS)
                    .isLessThanOrEqualTo(2);
        } finally {
            longLived.shutdownNow();
        }
    }

    private static long alive(List<WeakReference<BnnModel>> models) {
        return models.stream().filter(m -> m.get() != null).count();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
