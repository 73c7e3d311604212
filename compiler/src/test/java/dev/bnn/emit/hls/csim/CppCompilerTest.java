// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls.csim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CppCompilerTest {
    @Test
    void errorsOfTheSourceComeFirst() {
        assertThat(CppCompiler.mistakes(List.of(
                        "In file included from a.cpp:1:",
                        "a.h:3:1: error: 'foo' does not name a type",
                        "collect2: error: ld returned 1 exit status")))
                .contains("a.h:3:1: error: 'foo' does not name a type");
    }

    /** Only the line that says that the linker failed contains the word error, not the line with the reason. */
    @Test
    void theLinkersReasonIsShown() {
        String reason = "/usr/bin/ld: final link failed: No space left on device";
        assertThat(CppCompiler.mistakes(List.of(reason, "collect2: error: ld returned 1 exit status")))
                .contains(reason);
        assertThat(CppCompiler.mistakes(List.of(
                        reason, "clang: error: linker command failed with exit code 1 (use -v to see invocation)")))
                .contains(reason);
        assertThat(CppCompiler.mistakes(List.of())).isEmpty();
    }
}
