// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecodingMemoryTest {
    @Test
    void whatDoesNotFitIsRefused() throws Exception {
        DecodingMemory.check(170L << 20, 170L << 20);
        assertThatThrownBy(() -> DecodingMemory.check(384L << 20, 170L << 20))
                .hasMessage(
                        "decoding it needs 384 MB; the Java heap allows 170 MB. Raise it, such as MAVEN_OPTS=-Xmx4g");
        assertThatThrownBy(() -> DecodingMemory.with(Long.MAX_VALUE, () -> 1))
                .hasMessageStartingWith("decoding it needs ");
    }

    @Test
    void twoThatTogetherDoNotFitWaitForEachOther() throws Exception {
        long most = Runtime.getRuntime().maxMemory() / 3;
        AtomicInteger running = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> works = IntStream.range(0, 8)
                    .mapToObj(i -> pool.submit(() -> DecodingMemory.with(most * 2 / 3, () -> {
                        int together = running.incrementAndGet();
                        Thread.yield();
                        running.decrementAndGet();
                        return together;
                    })))
                    .toList();
            for (Future<Integer> work : works) {
                assertThat(work.get()).isOne();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
