// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void aFailureOfTheSystemKeepsItsCause() {
        IOException full = new IOException("No space left on device");
        assertThat(Failures.of("train", full))
                .hasMessage("cannot read or write a file: java.io.IOException: No space left on device;"
                        + " check permissions and free disk space")
                .hasCause(full);
        assertThat(Failures.of("train", new UncheckedIOException(full)))
                .hasMessageStartingWith("cannot read or write a file: java.io.IOException: No space");
    }

    @Test
    void aFaultOfOursSaysSoAndWhatToReport() {
        assertThat(Failures.of("train", new IllegalStateException("no node x")))
                .hasMessageStartingWith(
                        "bnn:train has met a fault of its own (java.lang.IllegalStateException: no node x)")
                .hasMessageContaining("-X")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void tooLittleMemoryNamesTheSwitch() {
        assertThat(Failures.of("train", new OutOfMemoryError("Java heap space")))
                .hasMessage("bnn:train needs more memory than Java has; give it more, such as MAVEN_OPTS=-Xmx6g");
    }
}
