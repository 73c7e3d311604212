// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExecutorMemoryTest {
    @Test
    void anExecutorThatIsTooSmallIsRefused() {
        ExecutorMemory gigabyte = new ExecutorMemory(1 << 30, false);
        assertThat(gigabyte.tooSmallFor(700L << 20)).isEmpty();
        assertThat(gigabyte.tooSmallFor(1400L << 20))
                .hasValue(
                        "images and weights take 1,400 MB of an executor's memory, which has 1,024 MB; give spark-submit"
                                + " --executor-memory 2001m or more, or train on fewer images (-Dbnn.trainImages)");
        assertThat(new ExecutorMemory(1 << 20, true).tooSmallFor(1 << 20).orElseThrow())
                .contains("--driver-memory 2m");
    }
}
